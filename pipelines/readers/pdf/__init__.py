"""PDF, by PDFium: text in the order in which the page draws it, its layout, and boxes on demand."""

from pipelines.readers.pdf.reader import PdfReader

READER = PdfReader()
