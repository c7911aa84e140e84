"""One PDF page after the other, each into its layout: text as drawn, or read from its picture."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from pipelines.errors import LimitExceeded
from pipelines.layout.draft import Draft
from pipelines.layout.geometry import Line, PageLayout
from pipelines.layout.pages import lay_out
from pipelines.limits import Limits
from pipelines.parsed import Progress
from pipelines.readers.pdf import extras, ocr
from pipelines.readers.pdf.drawings import Drawings, drawings_of
from pipelines.readers.pdf.words import frame_of, lines_of, near

_SCAN_SHARE = 0.05
"""A page without text is a scan if pictures cover this share of it."""
_WHOLE_SHARE = 0.5
_NO_MEANING = re.compile("[\ufffd\ue000-\uf8ff]")
_NO_MEANING_SHARE = 0.3
"""Text of which this share has no meaning in Unicode was drawn with fonts that do not say what their shapes are."""
_KNOWN_CHARACTERS = 5_000


@dataclass
class PageReader:
    """Reads the pages of one document; keeps count of what its limits allow, and what it has read so far."""

    document: pdfium.PdfDocument
    draft: Draft
    limits: Limits
    characters: int = 0
    known: list[str] = field(default_factory=list)

    def pages(self, progress: Progress) -> Iterator[PageLayout]:
        """Each page; one that cannot be loaded is empty and leaves a warning."""
        for number in range(1, len(self.document) + 1):
            try:
                page = self.document[number - 1]
            except pdfium.PdfiumError:
                self.draft.warn("page_unreadable", "The page is damaged and could not be read.", page=number)
                yield PageLayout(number, 0, 0, ())
            else:
                yield self._page(number, page)
                page.close()
            if not progress(number):
                return

    def _page(self, number: int, page: pdfium.PdfPage) -> PageLayout:
        frame = frame_of(page)
        textpage = page.get_textpage()
        self._count(textpage.count_chars(), number)
        lines = lines_of(textpage, frame)
        drawings = drawings_of(page, frame)
        is_scan = drawings.picture_share > _WHOLE_SHARE and bool(lines) and _is_hidden(textpage)
        textpage.close()
        if _needs_ocr(lines, drawings):
            lines, is_scan = self._recognised(number, page, lines)
        self._remember(lines)
        width, height = map(near, page.get_size())
        notes, filled = tuple(extras.remarks(page)), tuple(extras.fields(self.document, page))
        return lay_out(PageLayout(number, width, height, tuple(lines), (), notes, filled, is_scan), drawings.rules)

    def _recognised(self, number: int, page: pdfium.PdfPage, lines: list[Line]) -> tuple[list[Line], bool]:
        if not ocr.available():
            self.draft.warn("ocr_unavailable", "The page is a picture, and tesseract is not installed.", page=number)
            return lines, False
        found = ocr.read(page, known_text=" ".join(self.known))
        if not found:
            self.draft.warn("no_text_layer", "The page is a picture in which no words were found.", page=number)
        return found or lines, bool(found)

    def _count(self, characters: int, number: int) -> None:
        self.characters += characters
        if self.characters > self.limits.characters:
            raise LimitExceeded(f"The PDF has more than {self.limits.characters} characters.", page=number)

    def _remember(self, lines: list[Line]) -> None:
        if sum(map(len, self.known)) < _KNOWN_CHARACTERS:
            self.known += (line.text for line in lines)


def _needs_ocr(lines: list[Line], drawings: Drawings) -> bool:
    text = "".join(line.text for line in lines)
    if not text:
        return drawings.picture_share > _SCAN_SHARE
    return len(_NO_MEANING.findall(text)) > _NO_MEANING_SHARE * len(text)


def _is_hidden(textpage: pdfium.PdfTextPage) -> bool:
    """Whether the text is drawn invisibly, as programs do that put what they recognised behind a scan."""
    text = pdfium_c.FPDFText_GetTextObject(textpage.raw, 0)
    return bool(text) and pdfium_c.FPDFTextObj_GetTextRenderMode(text) == pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE
