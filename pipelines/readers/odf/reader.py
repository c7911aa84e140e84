"""The OpenDocument reader: opens the package's parts and walks them."""

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree
from lxml.etree import _Element as Element

from pipelines.errors import DamagedFile, EncryptedFile, LimitExceeded
from pipelines.layout.draft import Draft
from pipelines.limits import Limits
from pipelines.parsed import Boxes, Parsed, Progress, Source, Span
from pipelines.readers import packages, properties
from pipelines.readers.odf.body import Walk, get, local
from pipelines.record import BlockKind

ODT = "application/vnd.oasis.opendocument.text"
ODP = "application/vnd.oasis.opendocument.presentation"
_CONTENT, _STYLES, _MANIFEST = "content.xml", "styles.xml", "META-INF/manifest.xml"
_ENCRYPTED = b"encryption-data"
_EDGES = (("header", BlockKind.HEADER), ("footer", BlockKind.FOOTER))


@dataclass(frozen=True, slots=True)
class OpenDocumentReader:
    """Reads text documents and presentations."""

    name: str = "OpenDocument (ODT, ODP)"
    media_types: tuple[str, ...] = (ODT, ODP)

    def claims(self, head: bytes, source: Source) -> str | None:
        """A package whose first entry says so."""
        return next((kind for kind in self.media_types if packages.is_open_document(head, source, kind)), None)

    def read(self, source: Source, *, limits: Limits, progress: Progress) -> Parsed:
        """Pages are those that LibreOffice last laid out, where it noted them."""
        media_type = ODP if packages.is_open_document(packages.MAGIC, source, ODP) else ODT
        draft = Draft(media_type)
        with packages.opened(source, limits) as package:
            if _ENCRYPTED in _part(package, _MANIFEST):
                raise EncryptedFile(
                    "The document is encrypted.", expected="one without a password", advice="Unlock it."
                )
            content, styles = _root(package, _CONTENT), _root(package, _STYLES)
        if content is None:
            raise DamagedFile("The document is broken or cut short.", advice="Open and save it again.")
        if media_type == ODP:
            _add_slides(draft, content, limits, progress)
        else:
            _add_text(draft, content, styles)
            for page in draft.pages:
                progress(page.number)
        properties.fill(draft, source, properties.OPEN_DOCUMENT)
        draft.title = draft.title or _first_heading(draft)
        return draft.parsed()

    def locate(self, source: Source, parsed: Parsed, spans: Sequence[Span]) -> tuple[Boxes, ...]:  # noqa: ARG002
        """Where words stand on a page is only known once it is drawn."""
        return ((),) * len(spans)


def _part(package: zipfile.ZipFile, name: str) -> bytes:
    """A part's bytes; none if it is missing or broken."""
    try:
        return package.read(name)
    except packages.BROKEN:
        return b""


def _root(package: zipfile.ZipFile, name: str) -> Element | None:
    try:
        return etree.fromstring(_part(package, name), properties.parser())
    except (etree.XMLSyntaxError, ValueError):
        return None


def _add_text(draft: Draft, content: Element, styles: Element | None) -> None:
    draft.page()
    walk = Walk(draft)
    header, footer = (_edges(styles, name) for name, _ in _EDGES)
    for edge in header:
        walk.add(edge, BlockKind.HEADER)
    for body in content.iterfind("{*}body/{*}text"):
        walk.add(body)
    walk.add_asides()
    for edge in footer:
        walk.add(edge, BlockKind.FOOTER)


def _edges(styles: Element | None, name: str) -> list[Element]:
    return [] if styles is None else styles.findall(f"{{*}}master-styles/{{*}}master-page/{{*}}{name}")


def _add_slides(draft: Draft, content: Element, limits: Limits, progress: Progress) -> None:
    slides = content.findall("{*}body/{*}presentation/{*}page")
    if len(slides) > limits.pages:
        raise LimitExceeded(f"There are {len(slides)} slides.", expected=f"at most {limits.pages}")
    hidden = {get(style.getparent(), "name") for style in content.iter("{*}drawing-page-properties") if _hides(style)}
    for number, slide in enumerate(slides, start=1):
        draft.page(number=number)
        if get(slide, "style-name") in hidden:
            draft.warn("hidden_slide", "The slide is hidden in the presentation.", page=number)
        slide[:] = sorted(slide, key=_rank)
        walk = Walk(draft)
        walk.add(slide)
        walk.add_asides()
        if not progress(number):
            return


def _hides(style: Element) -> bool:
    return get(style, "visibility") == "hidden"


def _rank(shape: Element) -> int:
    """Titles first, what is said beside the slide last."""
    return 0 if get(shape, "class") == "title" else 2 if local(shape) == "notes" else 1


def _first_heading(draft: Draft) -> str | None:
    text = "".join(draft.text)
    headings = (text[block.start : block.end] for block in draft.blocks if block.kind == BlockKind.HEADING)
    return next(headings, None)
