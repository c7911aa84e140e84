"""Walks OpenDocument's XML by local names (OpenDocument 1.3, part 3): paragraphs, lists, tables, slides, notes.

Tracked changes that were deleted, indexes' sources and ruby text are left out.
"""

from collections.abc import Iterator

from lxml.etree import _Element as Element

from pipelines.layout import marks
from pipelines.layout.draft import Draft
from pipelines.layout.spans import Range, Row, merge
from pipelines.record import BlockKind

_PARAGRAPHS = {"p", "h"}
_SKIPPED = {"tracked-changes", "forms", "sequence-decls", "variable-decls", "user-field-decls", "settings", "ruby-text"}
_ASIDE = {"note", "annotation"}
_SHOWN_APART = {"frame", "custom-shape", "text-box", "rect", "g"}
"""What is anchored in a paragraph but stands beside its words."""
_BREAKS = {"tab": "\t", "line-break": "\n"}
_EDGES = {"header": BlockKind.HEADER, "footer": BlockKind.FOOTER, "date-time": BlockKind.FOOTER}
_ROW_GROUPS = {"table-header-rows", "table-rows", "table-row-group"}
_MOST_REPEATED, _MOST_SPACES = 100, 100


class Walk:
    """Adds what an element shows to a draft. Footnotes come after the text that they belong to, as on paper."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._asides = list[Element]()

    def add(self, root: Element, kind: BlockKind | None = None) -> None:
        """Adds what stands below `root`, all as `kind` if one is given."""
        for child in root.iterchildren("*"):
            self._add(child, kind)

    def add_asides(self) -> None:
        """Adds the footnotes and remarks met so far: notes of a page's foot as text, remarks as notes."""
        while self._asides:
            asides, self._asides = self._asides, []
            for aside in asides:
                body = next(iter(aside.iterchildren("{*}note-body")), aside)
                self.add(body, BlockKind.NOTE if local(aside) == "annotation" else BlockKind.PARAGRAPH)

    def _add(self, element: Element, kind: BlockKind | None) -> None:
        name = local(element)
        if name in _SKIPPED:
            return
        if name in _PARAGRAPHS:
            self._add_paragraph(element, kind)
        elif name == "table":
            self._draft.table(rows_of(element))
        elif name in _ASIDE:
            self._asides.append(element)
        elif name == "soft-page-break":
            self._turn(kind)
        else:
            self.add(element, _kind_within(element, kind))

    def _add_paragraph(self, paragraph: Element, kind: BlockKind | None) -> None:
        if any(True for _ in paragraph.iter("{*}soft-page-break")):
            self._turn(kind)
        text = text_of(paragraph)
        if kind is None:
            is_heading = local(paragraph) == "h"
            listed = BlockKind.LIST_ITEM if marks.is_list_item(text) else BlockKind.PARAGRAPH
            kind = BlockKind.HEADING if is_heading else listed
        self._draft.block(kind, text)
        for apart in _apart(paragraph):
            self._add(apart, None if kind == BlockKind.HEADING else kind)

    def _turn(self, kind: BlockKind | None) -> None:
        if kind not in (BlockKind.HEADER, BlockKind.FOOTER) and self._draft.blocks:
            self._draft.page()


def _kind_within(element: Element, kind: BlockKind | None) -> BlockKind | None:
    name, role = local(element), get(element, "class")
    if name == "notes":
        return BlockKind.NOTE
    if kind == BlockKind.NOTE:
        return kind
    if role == "title":
        return BlockKind.HEADING
    return _EDGES.get(role) or (BlockKind.LIST_ITEM if name == "list-item" and kind is None else kind)


def _apart(paragraph: Element) -> Iterator[Element]:
    """The outermost frames and asides in a paragraph."""
    for child in paragraph.iterchildren("*"):
        if local(child) in _SHOWN_APART | _ASIDE:
            yield child
        else:
            yield from _apart(child)


def text_of(element: Element) -> str:
    """The visible characters of a paragraph, without what is anchored in it."""
    return "".join(_characters(element))


def _characters(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        name = local(child)
        if name == "s":
            yield " " * min(number(child, "c"), _MOST_SPACES)
        elif name in _BREAKS:
            yield _BREAKS[name]
        elif name and name not in _SKIPPED | _ASIDE | _SHOWN_APART:
            yield from _characters(child)
        yield child.tail or ""


def rows_of(table: Element) -> list[Row]:
    """The rows of a table, those of its header and groups too; what a row or cell repeats is cut at some length."""
    rows, ranges = list[Row](), list[Range]()
    for row in _rows(table):
        cells: Row = []
        for cell in row.iterchildren("{*}table-cell", "{*}covered-table-cell"):
            across, down = number(cell, "number-columns-spanned"), number(cell, "number-rows-spanned")
            if across * down > 1:
                ranges.append((len(rows), len(cells), len(rows) + down - 1, len(cells) + across - 1))
            text = "\n".join(text_of(paragraph) for paragraph in cell.iter("{*}p", "{*}h"))
            cells += [text] * min(number(cell, "number-columns-repeated"), _MOST_REPEATED)
        rows += [list(cells) for _ in range(min(number(row, "number-rows-repeated"), _MOST_REPEATED))]
    merge(rows, ranges)
    return rows


def _rows(table: Element) -> Iterator[Element]:
    for child in table.iterchildren("*"):
        if local(child) == "table-row":
            yield child
        elif local(child) in _ROW_GROUPS:
            yield from _rows(child)


def number(element: Element, name: str) -> int:
    """The attribute as a count; 1 if there is none."""
    value = get(element, name)
    return max(int(value), 1) if value.isdecimal() else 1


def local(element: Element) -> str:
    """The element's name without its namespace; empty for comments and the like."""
    return element.tag.rsplit("}", 1)[-1] if isinstance(element.tag, str) else ""


def get(element: Element, name: str) -> str:
    """The attribute of that local name; empty if there is none."""
    return next((str(value) for key, value in element.attrib.items() if str(key).rsplit("}", 1)[-1] == name), "")
