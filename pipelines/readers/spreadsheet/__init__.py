"""Spreadsheets of Excel, old and new, and of OpenDocument: a sheet is a page, its name a heading, its cells tables."""

from pipelines.readers.spreadsheet.reader import SpreadsheetReader

READER = SpreadsheetReader()
