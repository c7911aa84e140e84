"""Rows of a table without borders, put into its columns."""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from pipelines.layout.geometry import CellLayout, Line, TableLayout, Word, around, line_of
from pipelines.layout.grids import lines_of_words
from pipelines.layout.rows import Interval, Row

TIGHT = 1.35
"""Lines closer than this many times the font's size may be one row's."""
_PART_GAP = 0.6
"""Words further apart than this many times the font's size, in a table's line, may be in different columns."""

GoesOn = Callable[[Row, Sequence[Sequence[Word]]], bool]


def table_of(
    head: Sequence[Row], band: Sequence[Row], columns: Sequence[Interval], goes_on: GoesOn
) -> tuple[TableLayout, set[Word]]:
    """The table, its head as one row, and the words in it.

    A row close to the one above may be the rest of it: `goes_on` says so from the row and its cells.
    """
    rows = [list(_cells(row, columns)) for row in band]
    grid = [_merged_head(head, columns)] if head else []
    grid += _joined(band, rows, goes_on)
    taken = {word for row in grid for cell in row for word in cell}
    layouts = tuple(tuple(_layout(cell) for cell in row) for row in grid)
    after = min(place for row in [*head, *band] for place, _ in row.parts)
    return TableLayout(layouts, around(taken), after), taken


def column_of(shape: Line | Word, columns: Sequence[Interval]) -> int:
    """The column that the words overlap most; if none, the one whose left edge, middle or right edge is nearest."""
    return min(range(len(columns)), key=lambda place: _misfit(shape, columns[place]))


def _misfit(shape: Line | Word, column: Interval) -> tuple[float, float]:
    left, right = column
    overlap = max(min(shape.x1, right) - max(shape.x0, left), 0.0)
    middle = abs(shape.x0 + shape.x1 - left - right) / 2
    return -overlap, min(abs(shape.x0 - left), middle, abs(shape.x1 - right))


def _cells(row: Row, columns: Sequence[Interval]) -> Iterator[list[Word]]:
    cells = [list[Word]() for _ in columns]
    for part in (part for line in row.lines for part in parts_of(line)):
        cells[column_of(part, columns)] += part.words
    yield from cells


def parts_of(line: Line) -> Iterator[Line]:
    """A line, cut where its gaps are wider than between words: narrow columns may have passed for one."""
    widest = _PART_GAP * line.size
    cuts = [place for place, (word, after) in enumerate(pairwise(line.words), 1) if after.x0 - word.x1 > widest]
    if not cuts:
        yield line
        return
    for start, end in pairwise([0, *cuts, len(line.words)]):
        yield line_of(line.words[start:end], bold=line.bold)


def _merged_head(head: Sequence[Row], columns: Sequence[Interval]) -> list[list[Word]]:
    rows = [list(_cells(row, columns)) for row in head]
    return [[word for row in rows for word in row[place]] for place in range(len(columns))]


def _joined(band: Sequence[Row], rows: list[list[list[Word]]], goes_on: GoesOn) -> list[list[list[Word]]]:
    """Rows put together where a cell's words go on in the next line."""
    joined = rows[:1]
    for (above, row), cells in zip(pairwise(band), rows[1:], strict=True):
        tight = row.bottom - above.bottom <= TIGHT * row.size
        if tight and goes_on(row, cells):
            joined[-1] = [[*before, *more] for before, more in zip(joined[-1], cells, strict=True)]
        else:
            joined.append(cells)
    return joined


def _layout(words: Sequence[Word]) -> CellLayout:
    return CellLayout(lines_of_words(words), around(words) if words else None)
