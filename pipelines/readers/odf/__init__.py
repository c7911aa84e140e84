"""Text documents and presentations of OpenDocument (LibreOffice), in the document's order; a slide is a page."""

from pipelines.readers.odf.reader import OpenDocumentReader

READER = OpenDocumentReader()
