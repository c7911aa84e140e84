"""Walks OpenDocument's XML by local names (OpenDocument 1.3, part 3): paragraphs, lists, tables, slides, notes.

Tracked changes that were deleted, indexes' sources and ruby text are left out.
"""

from collections.abc import Iterator, Set

from lxml.etree import _Element as Element

from pipelines.layout import marks
from pipelines.layout.draft import Draft
from pipelines.readers.odf.package import Package
from pipelines.readers.odf.tables import cells_in, is_data, rows_in, rows_of
from pipelines.readers.odf.words import ASIDE, PARAGRAPHS, SKIPPED, apart, formula, text_of
from pipelines.readers.openxml.package import get, local
from pipelines.record import BlockKind

_EDGES = {"header": BlockKind.HEADER, "footer": BlockKind.FOOTER, "date-time": BlockKind.FOOTER}
_RUNNING = set(_EDGES.values())
_TITLES = {"title", "subtitle"}
_DEEPEST_OBJECT = 3


class Walk:
    """Adds what an element shows to a draft. Footnotes come after the text that they belong to, as on paper.

    A paragraph of one of the styles in `breaks` begins a page.
    """

    def __init__(self, draft: Draft, package: Package, *, breaks: Set[str] = frozenset(), depth: int = 0) -> None:
        self._draft = draft
        self._package = package
        self._breaks = breaks
        self._depth = depth
        self._asides = list[Element]()

    def add(self, root: Element, kind: BlockKind | None = None) -> None:
        """Adds what stands below `root`, all as `kind` if one is given."""
        for child in root.iterchildren("*"):
            self.add_one(child, kind)

    def add_one(self, element: Element, kind: BlockKind | None = None) -> None:
        """Adds the element itself."""
        name = local(element)
        if name in PARAGRAPHS:
            self._add_paragraph(element, kind)
        elif name == "table":
            self._add_table(element, kind)
        elif name in ASIDE:
            self._asides.append(element)
        elif name == "soft-page-break":
            self._turn(kind)
        elif name == "object":
            self._add_object(element, kind)
        elif name not in SKIPPED:
            self._warn_of_hidden(element)
            self.add(element, _kind_within(element, kind))

    def add_words(self, words: str, kind: BlockKind) -> None:
        """Adds words that stand in no paragraph."""
        self._draft.block(kind, words)

    def add_asides(self) -> None:
        """Adds the footnotes and remarks met so far: notes of a page's foot as text, remarks as notes."""
        while self._asides:
            asides, self._asides = self._asides, []
            for aside in asides:
                body = next(iter(aside.iterchildren("{*}note-body")), aside)
                self.add(body, BlockKind.NOTE if local(aside) == "annotation" else BlockKind.PARAGRAPH)

    def _add_paragraph(self, paragraph: Element, kind: BlockKind | None) -> None:
        if get(paragraph, "style-name") in self._breaks or any(True for _ in paragraph.iter("{*}soft-page-break")):
            self._turn(kind)
        text = text_of(paragraph)
        if kind is None:
            is_heading = local(paragraph) == "h"
            listed = BlockKind.LIST_ITEM if marks.is_list_item(text) else BlockKind.PARAGRAPH
            kind = BlockKind.HEADING if is_heading else listed
        self._draft.block(kind, text)
        for element in apart(paragraph):
            self.add_one(element, None if kind == BlockKind.HEADING else kind)

    def _add_table(self, table: Element, kind: BlockKind | None) -> None:
        cells = (cell for row in rows_in(table) for cell in cells_in(row))
        if kind in _RUNNING or not is_data(table):
            for cell in cells:
                self.add(cell, kind)
            return
        self._draft.table(rows_of(table))
        for element in (element for cell in cells for element in apart(cell)):
            self.add_one(element, kind)

    def _add_object(self, element: Element, kind: BlockKind | None) -> None:
        """Adds a chart, a formula or a document that stands inside this one."""
        inside = element if len(element) else self._package.root(f"{get(element, 'href')}/content.xml")
        if inside is None or self._depth >= _DEEPEST_OBJECT:
            return
        self._draft.block(kind or BlockKind.PARAGRAPH, formula(inside))
        walk = Walk(self._draft, self._package, depth=self._depth + 1)
        walk.add(inside, kind)
        walk.add_asides()

    def _warn_of_hidden(self, element: Element) -> None:
        if local(element) == "section" and get(element, "display") == "none" and "".join(_words(element)).strip():
            self._draft.warn("hidden_text", "A section is hidden in the document; it is read like the others.")

    def _turn(self, kind: BlockKind | None) -> None:
        page = self._draft.pages[-1]
        if kind not in _RUNNING and self._draft.blocks and page.end > page.start:
            self._draft.page()


def _kind_within(element: Element, kind: BlockKind | None) -> BlockKind | None:
    name, role = local(element), get(element, "class")
    if name == "notes":
        return BlockKind.NOTE
    if kind in (BlockKind.NOTE, *_RUNNING):
        return kind
    if role in _TITLES and name != "section":
        return BlockKind.HEADING if role == "title" else BlockKind.PARAGRAPH
    return _EDGES.get(role) or (BlockKind.LIST_ITEM if name == "list-item" and kind is None else kind)


def _words(element: Element) -> Iterator[str]:
    return (str(words) for words in element.itertext())
