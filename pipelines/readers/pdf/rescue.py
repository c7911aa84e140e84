"""PDFs that were cut off before their end: opened all the same, if the list of their pages came through."""

import re
from pathlib import Path

import pypdfium2 as pdfium

_CATALOG = re.compile(rb"(\d{1,9})\s+(\d{1,5})\s+obj\s*<<(?:(?!endobj).){0,2000}?/Type\s*/Catalog\b", re.DOTALL)


def rescued(path: Path) -> pdfium.PdfDocument | None:
    """The document with an end put to it that names its catalog; None if it has none, or cannot be read even so.

    PDFium finds every object of a file without a cross-reference table by itself, but not where to begin.
    """
    data = path.read_bytes()
    found = list(_CATALOG.finditer(data))
    if not found or b"/Encrypt" in data:
        return None
    number, generation = found[-1].groups()
    end = b"\nendstream\nendobj\ntrailer\n<< /Root %b %b R >>\nstartxref\n0\n%%%%EOF\n" % (number, generation)
    try:
        return pdfium.PdfDocument(data + end)
    except pdfium.PdfiumError:
        return None
