"""The OpenDocument reader: opens the package's parts and walks them."""

from collections.abc import Sequence
from dataclasses import dataclass

from lxml.etree import _Element as Element

from pipelines.errors import LimitExceeded
from pipelines.layout.draft import Draft
from pipelines.limits import Limits
from pipelines.parsed import Boxes, Parsed, Progress, Source, Span
from pipelines.readers import packages, properties
from pipelines.readers.odf.body import Walk
from pipelines.readers.odf.package import Package, opened
from pipelines.readers.odf.words import text_of
from pipelines.readers.openxml.package import get, local, saved
from pipelines.record import BlockKind

ODT = "application/vnd.oasis.opendocument.text"
ODP = "application/vnd.oasis.opendocument.presentation"
ODG = "application/vnd.oasis.opendocument.graphics"
_KINDS = {ODT: ODT, f"{ODT}-master": ODT, f"{ODT}-web": ODT, ODP: ODP, ODG: ODG}
_CONTENT, _STYLES = "content.xml", "styles.xml"
_SLIDES = ("presentation", "drawing")
_EDGES = {BlockKind.HEADER: "header", BlockKind.FOOTER: "footer"}


@dataclass(frozen=True, slots=True)
class OpenDocumentReader:
    """Reads text documents, presentations and drawings."""

    name: str = "OpenDocument (ODT, ODP, ODG)"
    media_types: tuple[str, ...] = (ODT, ODP, ODG)

    def claims(self, head: bytes, source: Source) -> str | None:
        """A package whose first entry says so."""
        return next((_KINDS[kind] for kind in _KINDS if packages.is_open_document(head, source, kind)), None)

    def read(self, source: Source, *, limits: Limits, progress: Progress) -> Parsed:
        """Pages are those that LibreOffice last laid out, where it noted them."""
        media_type = self.claims(packages.MAGIC, source) or ODT
        draft = Draft(media_type)
        with opened(source, limits) as package:
            content, styles = saved(draft, package.read(_CONTENT)), package.root(_STYLES)
            if media_type == ODT:
                _add_text(draft, package, content, styles)
                for page in draft.pages:
                    progress(page.number)
            else:
                _add_slides(draft, package, content, styles, limits, progress)
        properties.fill(draft, source, properties.OPEN_DOCUMENT)
        draft.title = draft.title or properties.first_heading(draft)
        return draft.parsed()

    def locate(self, source: Source, parsed: Parsed, spans: Sequence[Span]) -> tuple[Boxes, ...]:  # noqa: ARG002
        """Where words stand on a page is only known once it is drawn."""
        return ((),) * len(spans)


def _add_text(draft: Draft, package: Package, content: Element, styles: Element | None) -> None:
    draft.page()
    _add_edges(draft, package, styles, BlockKind.HEADER)
    walk = Walk(draft, package, breaks=_page_styles(content, styles))
    for body in content.iterfind("{*}body/{*}text"):
        walk.add(body)
    walk.add_asides()
    _add_edges(draft, package, styles, BlockKind.FOOTER)


def _page_styles(content: Element, styles: Element | None) -> frozenset[str]:
    """The names of the paragraph styles that begin a page."""
    found = set[str]()
    for style in (each for root in (content, styles) if root is not None for each in root.iter("{*}style")):
        breaks = any(get(each, "break-before") == "page" for each in style.iterchildren("{*}paragraph-properties"))
        if breaks or (get(style, "master-page-name") and get(style, "family") == "paragraph"):
            found.add(get(style, "name"))
    return frozenset(found)


def _add_edges(draft: Draft, package: Package, styles: Element | None, kind: BlockKind) -> None:
    """Adds the running heads of all pages, or their feet, each once however often it returns."""
    seen = set[str]()
    for edge in styles.iterfind("{*}master-styles/{*}master-page/*") if styles is not None else ():
        words = text_of(edge).strip()
        if local(edge).startswith(_EDGES[kind]) and words not in seen:
            Walk(draft, package).add(edge, kind)
            seen.add(words)


def _add_slides(
    draft: Draft, package: Package, content: Element, styles: Element | None, limits: Limits, progress: Progress
) -> None:
    bodies = [body for name in _SLIDES for body in content.iterfind(f"{{*}}body/{{*}}{name}")]
    slides = [slide for body in bodies for slide in body.iterchildren("{*}page")]
    if len(slides) > limits.pages:
        raise LimitExceeded(f"There are {len(slides)} slides.", expected=f"at most {limits.pages}")
    hidden = {get(style.getparent(), "name") for style in content.iter("{*}drawing-page-properties") if _hides(style)}
    for number, slide in enumerate(slides, start=1):
        draft.page(number=number)
        if get(slide, "style-name") in hidden:
            draft.warn("hidden_slide", "The slide is hidden in the presentation.", page=number)
        slide[:] = sorted(slide, key=_rank)
        walk = Walk(draft, package)
        walk.add(slide)
        if number == 1:
            _add_behind(walk, bodies, styles)
        walk.add_asides()
        if not progress(number):
            return


def _hides(style: Element) -> bool:
    return get(style, "visibility") == "hidden"


def _rank(shape: Element) -> int:
    """Titles first, what is said beside the slide last."""
    return 0 if get(shape, "class") == "title" else 2 if local(shape) == "notes" else 1


def _add_behind(walk: Walk, bodies: Sequence[Element], styles: Element | None) -> None:
    """Adds what the masters show on each of their slides, once for them all, and the lines declared for the feet."""
    for declared in (each for body in bodies for each in body.iterchildren("{*}footer-decl", "{*}header-decl")):
        walk.add_words(declared.text or "", BlockKind.FOOTER)
    pages = styles.iterfind("{*}master-styles/{*}master-page") if styles is not None else ()
    for shape in (shape for page in pages for shape in page.iterchildren("*")):
        if not get(shape, "class") and not get(shape, "placeholder") and local(shape) != "notes":
            walk.add_one(shape, BlockKind.FOOTER)
