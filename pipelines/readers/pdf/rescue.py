"""PDFs that were cut off before their end: opened all the same, if the list of their pages came through."""

import re
from pathlib import Path

import pypdfium2 as pdfium

_CATALOG = re.compile(rb"/Type\s*/Catalog\b")
_OBJECT = re.compile(rb"(\d{1,9})\s+(\d{1,5})\s+obj\b")
_LOOK_BACK = 4_000
"""Bytes before its type in which a catalog's number is looked for."""


def rescued(path: Path) -> pdfium.PdfDocument | None:
    """The document with an end put to it that names its catalog; None if it has none, or cannot be read even so.

    PDFium finds every object of a file without a cross-reference table by itself, but not where to begin.
    """
    data = path.read_bytes()
    catalog = _catalog(data)
    if catalog is None or b"/Encrypt" in data:
        return None
    number, generation = catalog
    end = b"\nendstream\nendobj\ntrailer\n<< /Root %b %b R >>\nstartxref\n0\n%%%%EOF\n" % (number, generation)
    try:
        return pdfium.PdfDocument(data + end)
    except pdfium.PdfiumError:
        return None


def _catalog(data: bytes) -> tuple[bytes, bytes] | None:
    """The number and generation of the last catalog."""
    start = max((match.start() for match in _CATALOG.finditer(data)), default=0)
    found = list(_OBJECT.finditer(data, max(start - _LOOK_BACK, 0), start))
    return (found[-1][1], found[-1][2]) if found else None
