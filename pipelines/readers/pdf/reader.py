"""The PDF reader: opens the file, reads page after page, and hands the lines to the layout."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from pipelines.errors import DamagedFile, EncryptedFile, InputError, LimitExceeded
from pipelines.layout.compose import compose
from pipelines.layout.draft import Draft
from pipelines.limits import Limits
from pipelines.parsed import Boxes, Parsed, Progress, Source, Span
from pipelines.readers.pdf import contents, extras, metadata
from pipelines.readers.pdf.boxes import locate
from pipelines.readers.pdf.pages import PageReader
from pipelines.readers.pdf.picture import png
from pipelines.readers.pdf.rescue import rescued

_HEADER = b"%PDF-"
_HEADER_WITHIN = 1024
"""Readers accept rubbish before the header, up to here (PDF 1.7, implementation note 13)."""
_PASSWORD_ERRORS = {pdfium_c.FPDF_ERR_PASSWORD, pdfium_c.FPDF_ERR_SECURITY}
_MOST_PIXELS = 40_000_000


@dataclass(frozen=True, slots=True)
class PdfReader:
    """Reads PDF files."""

    name: str = "PDF"
    media_types: tuple[str, ...] = ("application/pdf",)

    def claims(self, head: bytes, source: Source) -> str | None:  # noqa: ARG002 the content alone decides
        """A PDF has its header within the first kibibyte."""
        return "application/pdf" if _HEADER in head[:_HEADER_WITHIN] else None

    def read(self, source: Source, *, limits: Limits, progress: Progress) -> Parsed:
        """Pages that cannot be loaded are left out with a warning."""
        draft = Draft("application/pdf")
        with opened(source, draft) as document:
            if len(document) > limits.pages:
                raise LimitExceeded(f"The PDF has {len(document)} pages.", expected=f"at most {limits.pages}")
            compose(draft, list(PageReader(document, draft, limits).pages(progress)))
            draft.attachments += extras.attachments(document, limits.entries)
            contents.fill(draft, document)
            metadata.fill(draft, document)
        return draft.parsed()

    def locate(self, source: Source, parsed: Parsed, spans: Sequence[Span]) -> tuple[Boxes, ...]:
        """The boxes of each span, one a line."""
        with opened(source) as document:
            return locate(document, parsed, spans)

    def render(self, source: Source, page: int, *, scale: float) -> bytes:
        """The page as PNG. Raises `LimitExceeded` for a picture too large, `DamagedFile` for a page that fails."""
        with opened(source) as document:
            if not 1 <= page <= len(document):
                raise InputError(f"There is no page {page}.", expected=f"a page from 1 to {len(document)}")
            try:
                leaf = document[page - 1]
            except pdfium.PdfiumError as error:
                raise DamagedFile(f"Page {page} cannot be loaded.", page=page) from error
            width, height = leaf.get_size()
            if width * height * scale * scale > _MOST_PIXELS:
                raise LimitExceeded("The picture of the page would be too large.", advice="Use a smaller scale.")
            return png(leaf.render(scale=scale).to_pil())


@contextmanager
def opened(source: Source, draft: Draft | None = None) -> Iterator[pdfium.PdfDocument]:
    """The document, closed at the end. One that was cut off and could be opened all the same is noted in the draft.

    Raises `EncryptedFile` or `DamagedFile`.
    """
    document = _document(source, draft)
    try:
        if document.get_formtype() != pdfium_c.FORMTYPE_NONE:
            document.init_forms()
        if len(document) == 0:
            raise DamagedFile("The PDF has no page that can be found.", advice="Send it again.")
        yield document
    finally:
        document.close()


def _document(source: Source, draft: Draft | None) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(source.path)
    except pdfium.PdfiumError as error:
        if error.err_code in _PASSWORD_ERRORS:
            raise EncryptedFile(
                "The PDF is encrypted.", expected="a file without a password", advice="Unlock it."
            ) from error
        if document := rescued(source.path):
            if draft:
                draft.warn("file_damaged", "The file is damaged or cut short: what is left of it was read.")
            return document
        raise DamagedFile("The PDF is broken or cut short.", advice="Send it again.") from error
