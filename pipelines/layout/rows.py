"""Lines at one height of a page as rows: where tables without borders are looked for."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from pipelines.layout.geometry import Line

_ROW_GAP = 3.2
"""Rows further apart than this many times the font's size belong to different tables."""
_SINGLES = 3
"""This many lines without columns, one after the other, end a table."""

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Row:
    """Lines at one height, from left to right, with their places on the page."""

    parts: tuple[tuple[int, Line], ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines without their places."""
        return tuple(line for _, line in self.parts)

    @property
    def top(self) -> float:
        """The highest line's upper edge."""
        return min(line.top for line in self.lines)

    @property
    def bottom(self) -> float:
        """The lowest line's lower edge."""
        return max(line.bottom for line in self.lines)

    @property
    def size(self) -> float:
        """The largest line's."""
        return max(line.size for line in self.lines)


def rows_of(lines: Sequence[Line]) -> list[Row]:
    """The upright lines as rows, from top to bottom."""
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
    return [Row(tuple(sorted(group, key=lambda part: part[1].x0))) for group in groups]


def _same_height(line: Line, other: Line) -> bool:
    overlap = min(line.bottom, other.bottom) - max(line.top, other.top)
    return overlap > 0.5 * min(line.bottom - line.top, other.bottom - other.top)


def bands(rows: Sequence[Row], has_columns: Callable[[Row], bool]) -> Iterator[tuple[int, int]]:
    """Stretches of rows that may be tables: from one with columns to the last such, nothing far between."""
    start, last = None, 0
    for place, row in enumerate(rows):
        if start is not None and (is_far(rows[place - 1], row) or place - last > _SINGLES):
            yield start, last + 1
            start = None
        if has_columns(row):
            start = place if start is None else start
            last = place
    if start is not None:
        yield start, last + 1


def is_far(row: Row, following: Row) -> bool:
    """Whether rows one under the other are too far apart to belong to one table."""
    return following.top - row.bottom > (_ROW_GAP - 1) * following.size


def columns_of(rows: Sequence[Row]) -> list[Interval]:
    """The columns' left and right edges, from the rows with most parts, of which there are at least two."""
    counts = sorted((len(row.lines) for row in rows), reverse=True)
    most = counts[min(1, len(counts) - 1)]
    columns = list[Interval]()
    for left, right in sorted((line.x0, line.x1) for row in rows if len(row.lines) >= most for line in row.lines):
        if columns and left < columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], right))
        else:
            columns.append((left, right))
    return columns
