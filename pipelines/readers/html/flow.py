"""Walks an HTML tree and adds what it shows to a draft: blocks at block elements, the words between them joined."""

import re
from collections.abc import Iterator
from enum import Enum, auto

from selectolax.lexbor import LexborNode

from pipelines.layout import marks
from pipelines.layout.draft import Draft, Merged
from pipelines.record import BlockKind

_HIDDEN = {"script", "style", "noscript", "template", "svg", "iframe", "object", "select", "head", "title", "math"}
_INLINE = {
    *("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img"),
    *("ins", "kbd", "label", "mark", "nobr", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong"),
    *("sub", "sup", "time", "tt", "u", "var", "wbr", "input", "button"),
}
_KINDS = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), BlockKind.HEADING),
    **dict.fromkeys(("li", "dt", "dd"), BlockKind.LIST_ITEM),
    **dict.fromkeys(("caption", "figcaption"), BlockKind.CAPTION),
    **dict.fromkeys(("nav", "menu"), BlockKind.HEADER),
    "footer": BlockKind.FOOTER,
}
_PAGE_EDGES = {BlockKind.HEADER, BlockKind.FOOTER}
_SPACES = re.compile(r"\s+")
_MOST_SPAN = 100


class _Step(Enum):
    ENTER = auto()
    LEAVE = auto()


class Flow:
    """Collects words and writes a block whenever a block element begins or ends."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._words = list[str]()
        self._kinds = [BlockKind.PARAGRAPH]

    def add(self, root: LexborNode) -> None:
        """Adds all that `root` shows."""
        walk = _walk(root)
        for step, node in walk:
            if node.is_text_node:
                self._words.append(_SPACES.sub(" ", node.text_content or "") if step is _Step.ENTER else "")
            elif node.tag == "br":
                self._words.append("\n" if step is _Step.ENTER else "")
            elif step is _Step.ENTER and node.tag == "table" and _is_data(node):
                self._flush()
                self._draft.table(_rows(node))
                walk.skip()
            elif node.tag not in _INLINE:
                self._border(step, node)
        self._flush()

    def _border(self, step: _Step, node: LexborNode) -> None:
        self._flush()
        if node.tag not in _KINDS:
            return
        if step is _Step.ENTER:
            outer = self._kinds[-1]
            self._kinds.append(outer if outer in _PAGE_EDGES else _KINDS[node.tag])
        elif len(self._kinds) > 1:
            self._kinds.pop()

    def _flush(self) -> None:
        text = "".join(self._words)
        self._words.clear()
        kind = self._kinds[-1]
        if kind == BlockKind.PARAGRAPH and marks.is_list_item(text):
            kind = BlockKind.LIST_ITEM
        self._draft.block(kind, text)


class _Walk:
    """The nodes below a root, each on entering and on leaving, without recursion: pages nest deeper than any stack."""

    def __init__(self, root: LexborNode) -> None:
        self._root = root
        self._next: tuple[_Step, LexborNode] | None = (_Step.ENTER, root)

    def __iter__(self) -> Iterator[tuple[_Step, LexborNode]]:
        while self._next:
            self._now = self._next
            self._next = self._after(*self._now)
            yield self._now

    def skip(self) -> None:
        """Leaves out what is below the node entered last."""
        self._next = self._after(_Step.LEAVE, self._now[1])

    def _after(self, step: _Step, node: LexborNode) -> tuple[_Step, LexborNode] | None:
        if step is _Step.ENTER:
            child = node.child if _is_shown(node) else None
            return (_Step.ENTER, child) if child is not None else (_Step.LEAVE, node)
        if node == self._root:
            return None
        if node.next is not None:
            return _Step.ENTER, node.next
        return (_Step.LEAVE, node.parent) if node.parent is not None else None


def _walk(root: LexborNode) -> _Walk:
    return _Walk(root)


def _is_shown(node: LexborNode) -> bool:
    return node.tag not in _HIDDEN and "hidden" not in node.attributes and not node.is_comment_node


def _is_data(table: LexborNode) -> bool:
    """Whether a table shows data: several rows and columns, and no table inside, as those that lay out a page have."""
    if (
        any(inner.mem_id != table.mem_id for inner in table.css("table"))
        or table.css_first("td p ~ p ~ p ~ p") is not None
    ):
        return False
    rows = _rows(table)
    return len(rows) > 1 and max(map(len, rows), default=0) > 1


def _rows(table: LexborNode) -> list[list[str | Merged]]:
    rows, open_cells = list[list[str | Merged]](), dict[int, tuple[int, str | Merged]]()
    for row in table.css("tr"):
        cells = list[str | Merged]()
        for cell in row.css("td, th"):
            _fill_from_above(cells, open_cells)
            width, height = _span(cell, "colspan"), _span(cell, "rowspan")
            text = cell.text(separator=" ")
            value: str | Merged = Merged(text) if width * height > 1 else text
            if height > 1:
                open_cells |= {len(cells) + place: (height - 1, value) for place in range(width)}
            cells += [value] * width
        _fill_from_above(cells, open_cells)
        rows.append(cells)
    return rows


def _fill_from_above(cells: list[str | Merged], open_cells: dict[int, tuple[int, str | Merged]]) -> None:
    """Puts cells of rows above, which reach down, into the places that they take in this row."""
    while len(cells) in open_cells:
        left, value = open_cells.pop(len(cells))
        if left > 1:
            open_cells[len(cells)] = (left - 1, value)
        cells.append(value)


def _span(cell: LexborNode, name: str) -> int:
    value = cell.attributes.get(name) or ""
    return min(max(int(value), 1), _MOST_SPAN) if value.isascii() and value.isdigit() else 1
