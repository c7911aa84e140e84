"""Word: paragraphs, lists, headings, tables, text boxes, notes and comments, in the document's order."""

from pipelines.readers.docx.reader import DocxReader

READER = DocxReader()
