"""Tables without borders: rows of numbers that stand under each other."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipelines.layout.geometry import CellLayout, Line, TableLayout, Word, around, line_of
from pipelines.layout.grids import lines_of_words
from pipelines.layout.rules import Rule

_NUMBER = re.compile(
    r"[(\[]?[-–−+~<>]?\s?[$€£¥]?\s?\d[\d\s.,'’/:–-]*\s?(?:%|[a-zA-Z*†‡⁰¹²³⁴-⁹]{1,2})?[)\]]?|[-–—−.…]{1,3}|n/?a\.?",
    re.IGNORECASE,
)
_LEADER = re.compile(r"(?:\. ?){4,}|…{2,}")
_LEAST_ROWS = 3
_LEAST_COLUMNS = 2
_NUMBER_SHARE = 0.6
"""A column of numbers has them in this share of its cells."""
_ROW_GAP = 3.2
"""Rows further apart than this many times the font's size belong to different tables."""
_TIGHT = 1.35
"""Lines closer than this many times the font's size may be one row's."""
_HEAD_GAP = 2.4
_PART_GAP = 0.6
"""Words further apart than this many times the font's size, in a table's line, may be in different columns."""
_SINGLES = 3
"""This many lines without columns, one after the other, end a table."""

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Row:
    """Lines at one height, from left to right, with their places on the page."""

    parts: tuple[tuple[int, Line], ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        return tuple(line for _, line in self.parts)

    @property
    def top(self) -> float:
        return min(line.top for line in self.lines)

    @property
    def bottom(self) -> float:
        return max(line.bottom for line in self.lines)

    @property
    def size(self) -> float:
        return max(line.size for line in self.lines)

    @property
    def numbers(self) -> int:
        return sum(is_number(line.text) for line in self.lines)


def is_number(text: str) -> bool:
    """Whether a cell holds a number, or what stands for none: `2,510`, `(12)`, `45.3%`, `–`."""
    return bool(_NUMBER.fullmatch(text.strip()))


def aligned_tables(lines: Sequence[Line], rules: Sequence[Rule]) -> Iterator[tuple[TableLayout, set[Word]]]:
    """Each table of aligned numbers, and the words in it."""
    rows = _rows(lines)
    for first, last in _bands(rows):
        band = rows[first:last]
        columns = _columns(band)
        if _is_table(band, columns):
            head = _head(rows[:first], band, rules)
            yield _table(head, band, columns)


def _rows(lines: Sequence[Line]) -> list[_Row]:
    upright = sorted(
        ((place, line) for place, line in enumerate(lines) if not line.rotated),
        key=lambda part: part[1].top + part[1].bottom,
    )
    groups = list[list[tuple[int, Line]]]()
    for place, line in upright:
        if groups and _same_height(groups[-1][0][1], line):
            groups[-1].append((place, line))
        else:
            groups.append([(place, line)])
    return [_Row(tuple(sorted(group, key=lambda part: part[1].x0))) for group in groups]


def _same_height(line: Line, other: Line) -> bool:
    overlap = min(line.bottom, other.bottom) - max(line.top, other.top)
    return overlap > 0.5 * min(line.bottom - line.top, other.bottom - other.top)


def _bands(rows: Sequence[_Row]) -> Iterator[tuple[int, int]]:
    """Stretches of rows that may be tables: from one with numbers in columns to the last such, nothing far between."""
    start, last = None, 0
    for place, row in enumerate(rows):
        if start is not None and (_far(rows[place - 1], row) or place - last > _SINGLES):
            yield start, last + 1
            start = None
        if _has_columns(row):
            start = place if start is None else start
            last = place
    if start is not None:
        yield start, last + 1


def _far(row: _Row, following: _Row) -> bool:
    return following.top - row.bottom > (_ROW_GAP - 1) * following.size


def _has_columns(row: _Row) -> bool:
    texts = [line.text for line in row.lines]
    return len(texts) >= _LEAST_COLUMNS and row.numbers > 0 and not any(_LEADER.search(text) for text in texts)


def _columns(band: Sequence[_Row]) -> list[Interval]:
    """The columns' left and right edges, from the rows with most parts, of which there are at least two."""
    tabular = [row for row in band if _has_columns(row)]
    counts = sorted((len(row.lines) for row in tabular), reverse=True)
    most = counts[min(1, len(counts) - 1)]
    columns = list[Interval]()
    for left, right in sorted((line.x0, line.x1) for row in tabular if len(row.lines) >= most for line in row.lines):
        if columns and left < columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], right))
        else:
            columns.append((left, right))
    return columns


def _is_table(band: Sequence[_Row], columns: Sequence[Interval]) -> bool:
    tabular = [row for row in band if _has_columns(row)]
    if len(tabular) < _LEAST_ROWS or len(columns) < _LEAST_COLUMNS or len(tabular) < 0.4 * len(band):
        return False
    cells = [
        [line for row in tabular for line in row.lines if _column(line, columns) == place]
        for place in range(len(columns))
    ]
    numeric = [len(column) >= _LEAST_ROWS and _share_of_numbers(column) >= _NUMBER_SHARE for column in cells]
    return any(numeric[1:])


def _share_of_numbers(lines: Sequence[Line]) -> float:
    return sum(is_number(line.text) for line in lines) / len(lines)


def _column(shape: Line | Word, columns: Sequence[Interval]) -> int:
    """The column that the words overlap most; if none, the one whose left edge, middle or right edge is nearest."""
    return min(range(len(columns)), key=lambda place: _misfit(shape, columns[place]))


def _misfit(shape: Line | Word, column: Interval) -> tuple[float, float]:
    left, right = column
    overlap = max(min(shape.x1, right) - max(shape.x0, left), 0.0)
    middle = abs(shape.x0 + shape.x1 - left - right) / 2
    return -overlap, min(abs(shape.x0 - left), middle, abs(shape.x1 - right))


def _head(above: Sequence[_Row], band: Sequence[_Row], rules: Sequence[Rule]) -> list[_Row]:
    """The rows over the first numbers that name the columns: close above, up to the second ruled line."""
    left, right = around([line for row in band for line in row.lines])[::2]
    heights = [rule.top for rule in rules if rule.horizontal and rule.x0 < right and rule.x1 > left]
    head, crossed, below = list[_Row](), 0, band[0]
    for row in reversed(above):
        between = sum(row.bottom - row.size * 0.3 <= height <= below.top + below.size * 0.3 for height in heights)
        crossed += min(between, 1)
        gap = (_HEAD_GAP + between - 1) * row.size
        if crossed > 1 or below.top - row.bottom > gap or not _names_columns(row, left, right):
            break
        head.insert(0, row)
        below = row
    return head


def _names_columns(row: _Row, left: float, right: float) -> bool:
    inside = row.lines[0].x0 >= left - row.size and row.lines[-1].x1 <= right + row.size
    return inside and (len(row.lines) > 1 or row.lines[0].x1 - row.lines[0].x0 < 0.4 * (right - left))


def _table(head: Sequence[_Row], band: Sequence[_Row], columns: Sequence[Interval]) -> tuple[TableLayout, set[Word]]:
    rows = [list(_cells(row, columns)) for row in band]
    grid = [_merged_head(head, columns)] if head else []
    grid += _joined(band, rows)
    taken = {word for row in grid for cell in row for word in cell}
    layouts = tuple(tuple(_layout(cell) for cell in row) for row in grid)
    after = min(place for row in [*head, *band] for place, _ in row.parts)
    return TableLayout(layouts, around(taken), after), taken


def _cells(row: _Row, columns: Sequence[Interval]) -> Iterator[list[Word]]:
    cells = [list[Word]() for _ in columns]
    for part in (part for line in row.lines for part in _parts(line)):
        cells[_column(part, columns)] += part.words
    yield from cells


def _parts(line: Line) -> Iterator[Line]:
    """A line, cut where its gaps are wider than between words: narrow columns may have passed for one."""
    start = 0
    for place in range(1, len(line.words) + 1):
        if place == len(line.words) or line.words[place].x0 - line.words[place - 1].x1 > _PART_GAP * line.size:
            yield line_of(line.words[start:place], bold=line.bold)
            start = place


def _merged_head(head: Sequence[_Row], columns: Sequence[Interval]) -> list[list[Word]]:
    rows = [list(_cells(row, columns)) for row in head]
    return [[word for row in rows for word in row[place]] for place in range(len(columns))]


def _joined(band: Sequence[_Row], rows: list[list[list[Word]]]) -> list[list[list[Word]]]:
    """Rows put together where a cell's words go on in the next line: nothing in the first column, and no number."""
    joined = rows[:1]
    for (above, row), cells in zip(pairwise(band), rows[1:], strict=True):
        tight = row.bottom - above.bottom <= _TIGHT * row.size
        if tight and not cells[0] and not row.numbers:
            joined[-1] = [[*before, *more] for before, more in zip(joined[-1], cells, strict=True)]
        else:
            joined.append(cells)
    return joined


def _layout(words: Sequence[Word]) -> CellLayout:
    return CellLayout(lines_of_words(words), around(words) if words else None)
