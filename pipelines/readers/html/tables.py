"""HTML's tables: rows, spans, and which tables only lay out a page."""

from selectolax.lexbor import LexborNode

from pipelines.layout.draft import Merged
from pipelines.layout.spans import Cell, Row
from pipelines.readers.html.walk import INLINE, Walk

_MOST_SPAN = 100
_LAYS_OUT = "td p ~ p ~ p ~ p, td h1, td h2, td h3"
"""What cells hold in tables that lay out a page."""


def data_of(table: LexborNode) -> list[Row]:
    """The rows of a table that shows data: several rows and columns, and no table inside; none of one that does not."""
    nested = any(inner.mem_id != table.mem_id for inner in table.css("table"))
    if nested or table.css_first(_LAYS_OUT) is not None:
        return []
    rows = rows_of(table)
    return rows if len(rows) > 1 and max(map(len, rows), default=0) > 1 else []


def caption_of(table: LexborNode) -> str:
    """The words of the table's caption."""
    caption = table.css_first("caption")
    return "" if caption is None else words_of(caption)


def rows_of(table: LexborNode) -> list[Row]:
    """The words of the table's cells; a cell that spans several places stands in each."""
    rows, open_cells = list[Row](), dict[int, tuple[int, Cell]]()
    for row in table.css("tr"):
        cells: Row = []
        for cell in row.css("td, th"):
            _fill_from_above(cells, open_cells)
            width, height = _span(cell, "colspan") or 1, _span(cell, "rowspan") or _MOST_SPAN
            text = words_of(cell)
            value: Cell = Merged(text) if width * height > 1 else text
            if height > 1:
                open_cells |= {len(cells) + place: (height - 1, value) for place in range(width)}
            cells += [value] * width
        _fill_from_above(cells, open_cells)
        rows.append(cells)
    return rows


def words_of(root: LexborNode) -> str:
    """The words below the node on one line, those of blocks apart from each other."""
    walk, words = Walk(root), list[str]()
    for _, node in walk:
        apart = not node.is_text_node and node.tag not in INLINE
        words.append(walk.words() or ("\n" if apart else ""))
    return " ".join("".join(words).split())


def _fill_from_above(cells: Row, open_cells: dict[int, tuple[int, Cell]]) -> None:
    """Puts cells of rows above, which reach down, into the places that they take in this row."""
    while len(cells) in open_cells:
        left, value = open_cells.pop(len(cells))
        if left > 1:
            open_cells[len(cells)] = (left - 1, value)
        cells.append(value)


def _span(cell: LexborNode, name: str) -> int:
    """How many places the cell takes; 0 is all the rest, for rows."""
    value = cell.attributes.get(name) or ""
    return min(int(value), _MOST_SPAN) if value.isascii() and value.isdigit() else 1
