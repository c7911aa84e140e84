"""Tables without borders whose cells are words: a row of names over columns that begin under each other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile
from statistics import median

from pipelines.layout import marks
from pipelines.layout.columned import TIGHT, parts_of, table_of
from pipelines.layout.geometry import Line, TableLayout, Word
from pipelines.layout.rows import Interval, Row, is_far, rows_of
from pipelines.layout.rules import Rule

_LEAST_ROWS = 3
_ALIGNED = 0.4
"""A cell begins within this many times the font's size of its column's edge."""
_FILLED = 0.5
"""Each column has words in this share of the rows."""
_OPENED = 0.7
"""This share of the first cells begin with a capital or a digit: lines of prose side by side do not."""
_FEW_COLUMNS = 2
"""So few columns need names that are marked as such."""
_CELL_WORDS = 8
_NAME_WORDS = 6

Cells = dict[int, list[Word]]


@dataclass(frozen=True, slots=True)
class _Found:
    """A row of names, the rows under it, and their columns."""

    head: Row
    band: tuple[Row, ...]
    columns: tuple[Interval, ...]


def worded_tables(lines: Sequence[Line], rules: Sequence[Rule]) -> Iterator[tuple[TableLayout, set[Word]]]:
    """Each table of words in columns, and the words in it."""
    rows, place = rows_of(lines), 0
    while place + _LEAST_ROWS < len(rows):
        found = _under(rows[place], rows[place + 1 :])
        if found and _is_table(found, rules):
            yield table_of([found.head], found.band, found.columns, _always if _is_spaced(found) else _goes_on)
            place += len(found.band)
        place += 1


def _under(head: Row, below: Sequence[Row]) -> _Found | None:
    names = _parts(head)
    seed = next((parts for parts in map(_parts, below[:2]) if len(parts) == len(names)), None) if names[1:] else None
    if seed is None or not _is_head(names, seed):
        return None
    edges = [part.x0 for part in seed]
    band = [row for row, _ in takewhile(lambda pair: _fits(*pair, edges), zip(below, [head, *below], strict=False))]
    while band and list(_cells(band[-1], edges)) == [0]:
        band.pop()
    right = max((row.lines[-1].x1 for row in band), default=edges[-1])
    return _Found(head, tuple(band), tuple(pairwise([*edges, max(right, edges[-1])])))


def _is_head(names: Sequence[Line], seed: Sequence[Line]) -> bool:
    """Whether each name stands over its column's first cell."""
    return all(
        marks.has_heading_shape(name.text)
        and len(name.words) <= _NAME_WORDS
        and (_near(name.x0, cell.x0, cell.size) or (name.x0 < cell.x1 and name.x1 > cell.x0))
        for name, cell in zip(names, seed, strict=True)
    )


def _near(x: float, edge: float, size: float) -> bool:
    return abs(x - edge) <= _ALIGNED * size


def _fits(row: Row, above: Row, edges: Sequence[float]) -> bool:
    """Whether all that stands apart in the row begins at a column's edge, and the row is not far below the last."""
    parts = _parts(row)
    aligned = sum(any(_near(part.x0, edge, row.size) for edge in edges) for part in parts)
    return (
        not is_far(above, row)
        and row.lines[0].x0 >= edges[0] - _ALIGNED * row.size
        and all(any(_near(line.x0, edge, row.size) for edge in edges) for line in row.lines)
        and aligned >= _OPENED * len(parts)
        and all(words[-1].x1 < right for words, right in _beside(_cells(row, edges), edges))
    )


def _beside(cells: Cells, edges: Sequence[float]) -> Iterator[tuple[list[Word], float]]:
    """Each cell's words, with the edge of the next column; not the last column's."""
    return ((words, edges[place + 1]) for place, words in cells.items() if place + 1 < len(edges))


def _parts(row: Row) -> list[Line]:
    """What stands apart in the row; columns may be nearer to each other than lines of text."""
    return [part for line in row.lines for part in parts_of(line)]


def _cells(row: Row, edges: Sequence[float]) -> Cells:
    """The row's words by column: what stands apart begins a cell if it is at a column's edge."""
    cells, column = Cells(), 0
    for part in _parts(row):
        column = next((place for place, edge in enumerate(edges) if _near(part.x0, edge, row.size)), column)
        cells.setdefault(column, []).extend(part.words)
    return cells


def _is_table(found: _Found, rules: Sequence[Rule]) -> bool:
    edges = [left for left, _ in found.columns]
    rows = [cells for row in found.band if 0 in (cells := _cells(row, edges)) and len(cells) > 1]
    if len(rows) < _LEAST_ROWS or (len(edges) <= _FEW_COLUMNS and not _is_marked(found, len(rows), rules)):
        return False
    filled = [[cells[place] for cells in rows if place in cells] for place in range(len(edges))]
    opened = sum(not _opens_low(cells[0]) for cells in rows)
    return (
        all(len(column) >= _FILLED * len(rows) for column in filled)
        and opened >= _OPENED * len(rows)
        and sum(median(map(len, column)) <= _CELL_WORDS for column in filled) >= len(edges) - 1
    )


def _is_marked(found: _Found, rows: int, rules: Sequence[Rule]) -> bool:
    """Whether the names are told from what is under them: bold, in capitals, or by a line over a longer table."""
    head, first = found.head, found.band[0]
    bold = all(line.bold for line in head.lines) and not all(line.bold for line in first.lines)
    capitals, more = (all(marks.is_all_capitals(line.text) for line in row.lines) for row in (head, first))
    return bold or (capitals and not more) or (rows > _LEAST_ROWS and _is_underlined(found, rules))


def _is_underlined(found: _Found, rules: Sequence[Rule]) -> bool:
    head, first = found.head, found.band[0]
    top, bottom = head.bottom - head.size * 0.3, first.top + first.size * 0.3
    gap = found.columns[1][0]
    return any(rule.horizontal and top <= rule.top <= bottom and rule.x0 <= gap <= rule.x1 for rule in rules)


def _is_spaced(found: _Found) -> bool:
    """Whether rows stand further apart than the lines of a cell."""
    steps = [below.bottom - above.bottom > TIGHT * below.size for above, below in pairwise(found.band)]
    return sum(steps) >= _LEAST_ROWS - 1 and not all(steps)


def _always(_row: Row, _cells: Sequence[Sequence[Word]]) -> bool:
    return True


def _goes_on(_row: Row, cells: Sequence[Sequence[Word]]) -> bool:
    """Whether a row is the rest of the one above it: nothing in the first column, or no cell that opens."""
    return not cells[0] or all(_opens_low(words) for words in cells if words)


def _opens_low(words: Sequence[Word]) -> bool:
    return words[0].text.lstrip("\"'“‘«([")[:1].islower()
