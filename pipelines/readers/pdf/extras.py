"""What a PDF holds beside its pages' text: fields filled in, remarks, and files inside."""

import ctypes
from collections.abc import Callable, Iterator
from contextlib import suppress

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from pipelines.layout.draft import tidy
from pipelines.parsed import Attachment

_MOST_ANNOTATIONS = 2_000
_MOST_CHARACTERS = 20_000
_REMARKS = {
    pdfium_c.FPDF_ANNOT_TEXT,
    pdfium_c.FPDF_ANNOT_FREETEXT,
    pdfium_c.FPDF_ANNOT_HIGHLIGHT,
    pdfium_c.FPDF_ANNOT_UNDERLINE,
    pdfium_c.FPDF_ANNOT_STRIKEOUT,
    pdfium_c.FPDF_ANNOT_SQUIGGLY,
    pdfium_c.FPDF_ANNOT_STAMP,
    pdfium_c.FPDF_ANNOT_CARET,
    pdfium_c.FPDF_ANNOT_INK,
    pdfium_c.FPDF_ANNOT_LINE,
    pdfium_c.FPDF_ANNOT_SQUARE,
    pdfium_c.FPDF_ANNOT_CIRCLE,
    pdfium_c.FPDF_ANNOT_POLYGON,
    pdfium_c.FPDF_ANNOT_POLYLINE,
}
_WRITTEN = {pdfium_c.FPDF_FORMFIELD_TEXTFIELD, pdfium_c.FPDF_FORMFIELD_COMBOBOX, pdfium_c.FPDF_FORMFIELD_LISTBOX}
_TICKED = {pdfium_c.FPDF_FORMFIELD_CHECKBOX, pdfium_c.FPDF_FORMFIELD_RADIOBUTTON}


def remarks(page: pdfium.PdfPage) -> Iterator[str]:
    """What readers wrote on the page, in the file's order."""
    for annotation in _annotations(page):
        if pdfium_c.FPDFAnnot_GetSubtype(annotation) in _REMARKS:
            text = tidy(_string(lambda *into, of=annotation: pdfium_c.FPDFAnnot_GetStringValue(of, b"Contents", *into)))
            if text:
                yield text


def fields(document: pdfium.PdfDocument, page: pdfium.PdfPage) -> Iterator[str]:
    """The filled fields of the page's form as `name: value`; a ticked box as its name."""
    if document.formenv is None:
        return
    form = document.formenv.raw
    for annotation in _annotations(page):
        kind = pdfium_c.FPDFAnnot_GetFormFieldType(form, annotation)
        label = _label(form, annotation)
        if kind in _WRITTEN:
            value = tidy(_field(pdfium_c.FPDFAnnot_GetFormFieldValue, form, annotation))
            if value:
                yield f"{label}: {value}" if label else value
        elif kind in _TICKED and pdfium_c.FPDFAnnot_IsChecked(form, annotation):
            choice = tidy(_field(pdfium_c.FPDFAnnot_GetFormFieldExportValue, form, annotation))
            yield f"{label}: {choice}" if choice else label


def _label(form: object, annotation: object) -> str:
    alternate = tidy(_field(pdfium_c.FPDFAnnot_GetFormFieldAlternateName, form, annotation))
    return alternate or tidy(_field(pdfium_c.FPDFAnnot_GetFormFieldName, form, annotation))


def attachments(document: pdfium.PdfDocument, limit: int) -> Iterator[Attachment]:
    """The files embedded in the document, at most `limit`."""
    with suppress(pdfium.PdfiumError):
        for place in range(min(document.count_attachments(), limit)):
            found = document.get_attachment(place)
            with suppress(pdfium.PdfiumError):
                yield Attachment(tidy(found.get_name()) or f"attachment-{place + 1}", bytes(found.get_data()))


def _annotations(page: pdfium.PdfPage) -> Iterator[object]:
    for place in range(min(pdfium_c.FPDFPage_GetAnnotCount(page.raw), _MOST_ANNOTATIONS)):
        annotation = pdfium_c.FPDFPage_GetAnnot(page.raw, place)
        if annotation:
            yield annotation
            pdfium_c.FPDFPage_CloseAnnot(annotation)


def _field(get: Callable[..., int], form: object, annotation: object) -> str:
    return _string(lambda *into: get(form, annotation, *into))


def _string(get: Callable[..., int]) -> str:
    """A UTF-16 string from a function that takes a buffer and its length in bytes, and tells the length needed."""
    length = min(get(None, 0), 2 * _MOST_CHARACTERS)
    if length <= len("\0".encode("utf-16-le")):
        return ""
    buffer = ctypes.create_string_buffer(length)
    get(ctypes.cast(buffer, ctypes.POINTER(pdfium_c.FPDF_WCHAR)), length)
    return buffer.raw.decode("utf-16-le", "ignore").rstrip("\0")
