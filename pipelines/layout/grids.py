"""Tables from cells or columns: words go into the cells that they stand in."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from pipelines.layout.geometry import CellLayout, Line, TableLayout, Word, around, line_of
from pipelines.layout.rules import TOLERANCE
from pipelines.record import Box

_FILLED = 0.3
"""A table has words in at least this share of its cells; the lines of a chart or a map do not."""
_WORDS_A_CELL = 60
"""Cells with more words than this on average are the columns of a page in frames."""
_EMPTY = CellLayout((), None)


def ruled_table(cells: Sequence[Box], words: Sequence[tuple[int, Word]]) -> tuple[TableLayout, set[Word]] | None:
    """The table that the cells make, and the words in it; None if they hold too few words, or a whole page of them.

    `words` come with the place of their line on the page. A cell that spans rows or columns stands in each of them.
    """
    lefts, tops = _steps(box.x0 for box in cells), _steps(box.top for box in cells)
    if len(lefts) == 1 or len(tops) == 1:
        return None
    outer = around(cells)
    inside = [(place, word) for place, word in words if contains(outer, word)]
    layouts = {
        cell: CellLayout(lines_of_words([word for _, word in inside if contains(cell, word)]), cell) for cell in cells
    }
    filled = [cell for cell in layouts.values() if cell.lines]
    taken = {word for cell in filled for line in cell.lines for word in line.words}
    if len(filled) <= 1 or len(filled) < _FILLED * len(cells) or len(taken) > _WORDS_A_CELL * len(filled):
        return None
    rows = tuple(tuple(_cell_at(layouts, left, top) for left in lefts) for top in tops)
    return TableLayout(_without_empty(rows), outer, min(place for place, word in inside if word in taken)), taken


def contains(box: Box, word: Word) -> bool:
    """Whether the word's middle is in the box."""
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    return box.x0 - 1 <= x <= box.x1 + 1 and box.top - 1 <= y <= box.bottom + 1


def _steps(values: Iterable[float]) -> list[float]:
    """The values in order, without those that lie within the tolerance of the one before."""
    steps = list[float]()
    for value in sorted(values):
        if not steps or value - steps[-1] > TOLERANCE:
            steps.append(value)
    return steps


def _cell_at(layouts: dict[Box, CellLayout], left: float, top: float) -> CellLayout:
    x, y = left + TOLERANCE + 1, top + TOLERANCE + 1
    return next((cell for box, cell in layouts.items() if box.x0 <= x <= box.x1 and box.top <= y <= box.bottom), _EMPTY)


def _without_empty(rows: tuple[tuple[CellLayout, ...], ...]) -> tuple[tuple[CellLayout, ...], ...]:
    """The rows and columns that have words, and are not the one before over again."""
    kept = [row for place, row in enumerate(rows) if _adds_words(row, rows[place - 1] if place else None)]
    across = list(zip(*kept, strict=True))
    columns = [
        place for place, column in enumerate(across) if _adds_words(column, across[place - 1] if place else None)
    ]
    return tuple(tuple(row[place] for place in columns) for row in kept)


def _adds_words(cells: tuple[CellLayout, ...], before: tuple[CellLayout, ...] | None) -> bool:
    own = cells if before is None else [cell for cell, last in zip(cells, before, strict=True) if cell is not last]
    return any(cell.lines for cell in own)


def lines_of_words(words: Sequence[Word]) -> tuple[Line, ...]:
    """The words of a cell as lines, from top to bottom."""
    lines = defaultdict[int, list[Word]](list)
    ordered = sorted(words, key=lambda word: (word.top + word.bottom) / 2)
    number = 0
    for last, word in pairwise([ordered[0], *ordered] if ordered else []):
        middle = (word.top + word.bottom) / 2
        number += middle - (last.top + last.bottom) / 2 > 0.5 * (word.bottom - word.top)
        lines[number].append(word)
    return tuple(line_of(sorted(line, key=_stream_order)) for line in lines.values())


def _stream_order(word: Word) -> tuple[int, float]:
    """As the page draws them, so that right-to-left text keeps its order; from the left for a scan."""
    return (word.native, 0.0) if word.native is not None else (0, word.x0)
