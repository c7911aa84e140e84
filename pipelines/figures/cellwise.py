"""What is counted in each cell of a table: the kind by its heads, the unit, the noun, and of which total it is a part.

Order of what gives the kind: the column's head, the row's head, then the table's caption, and that only for a column
of plain counts (`Number`, `Total`, `Women`, a year). A head that names several kinds gives none.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from pipelines.figures.grid import Counted, Grid
from pipelines.figures.heads import Head
from pipelines.figures.judge import is_money, may_count, unit_for
from pipelines.record import Cell, Kind

Giver = Literal["column", "row", "caption"]
Place = tuple[int, int]
"""A cell's row and column, from 0."""

YEAR: Final = re.compile(r"\s*((?:19|20)[0-9]{2})\W*")
_FIGURE: Final = re.compile(r"\A\s*[0-9]")
_DIVISIBLE: Final = frozenset({"kg", "t", "l"})


@dataclass(frozen=True, slots=True)
class Reading:
    """A count with what its heads say; `giver` is the head that gave the kind, `factor` scales the number."""

    counted: Counted
    kind: Kind
    giver: Giver
    unit: str
    noun: str | None
    factor: float


Readings = Mapping[Place, Reading]


def readings(grid: Grid, title: Head) -> Readings:
    """Every count whose kind is known, by its place; `title` is what the table's caption says."""
    found = (_reading(counted, grid, title) for counted in grid.counted())
    return {place(one.counted): one for one in found if one}


def place(counted: Counted) -> Place:
    """The cell's row and column."""
    return counted.where.row, counted.where.column


def whole(part: Reading, found: Readings, grid: Grid) -> Reading | None:
    """The total that the count is a part of: in the next total row, else in its own row's total column."""
    row, column = place(part.counted)
    totals = ((other, column) for other in _total_rows(row, grid))
    across = ((row, other) for other in _total_columns(row, column, grid))
    wholes = (found[at] for at in (*totals, *across) if at in found)
    return next((one for one in wholes if _contains(one, part)), None)


def _total_rows(row: int, grid: Grid) -> Iterator[int]:
    """The total rows below, the nearest first; without any, for a row that is none itself, the one above it."""
    totals = [other for other in range(grid.head_rows, len(grid.rows)) if other != row and grid.is_total_row(other)]
    below = [other for other in totals if other > row]
    yield from below or ([] if grid.is_total_row(row) else totals[-1:])


def _total_columns(row: int, column: int, grid: Grid) -> Iterator[int]:
    if not grid.is_total_column(column):
        yield from (other for other in range(len(grid.rows[row])) if grid.is_total_column(other))


def _contains(total: Reading, part: Reading) -> bool:
    most, own = total.counted.number.best, part.counted.number.best
    alike = (total.kind, total.unit) == (part.kind, part.unit)
    return alike and most is not None and own is not None and most >= own


def _reading(counted: Counted, grid: Grid, title: Head) -> Reading | None:
    over = tuple(grid.head(cell) for cell in counted.over)
    beside = tuple(grid.head(cell) for cell in counted.beside)
    given = _kind(over, beside, title, plain=_is_plain(counted.over, over))
    heads = (*over, *beside, title)
    if given is None or _refused((*zip(counted.over, over, strict=True), *zip(counted.beside, beside, strict=True))):
        return None
    kind, giver = given
    unit = next((head.unit for head in heads if head.unit and may_count(kind, head.unit)), None)
    reading = Reading(
        counted=counted,
        kind=kind,
        giver=giver,
        unit=unit_for(kind, counted.number.unit or unit),
        noun=_noun((*over, *beside), kind),
        factor=max(head.factor for head in heads),
    )
    return reading if _is_whole(reading) else None


def _noun(heads: tuple[Head, ...], kind: Kind) -> str | None:
    """What the count's own heads say is counted; a caption's noun may be of any column."""
    fitting = (head for head in heads if head.noun and not head.total and may_count(kind, head.unit))
    return next((head.noun for head in fitting), None)


def _refused(heads: Iterable[tuple[Cell, Head]]) -> bool:
    """Whether a head says that this is no count; a head with a figure in it (`12 km`) says so of that figure only."""
    return any(head.refuses and not _FIGURE.search(cell.text) for cell, head in heads)


def _is_whole(reading: Reading) -> bool:
    """People and things come in whole numbers, weights and money do not."""
    value = (reading.counted.number.best or 0) * reading.factor
    return value % 1 == 0 or reading.unit in _DIVISIBLE or is_money(reading.unit)


def _kind(over: tuple[Head, ...], beside: tuple[Head, ...], title: Head, *, plain: bool) -> tuple[Kind, Giver] | None:
    named: tuple[tuple[Giver, tuple[Head, ...]], ...] = (("column", over), ("row", beside))
    for giver, heads in named:
        first = next((head for head in heads if head.named), None)
        if first:
            return (first.kind, giver) if first.kind else None
    return (title.kind, "caption") if title.kind and plain else None


def _is_plain(cells: tuple[Cell, ...], heads: tuple[Head, ...]) -> bool:
    pairs = zip(cells, heads, strict=True)
    return all(head.counts or head.total or YEAR.fullmatch(cell.text) for cell, head in pairs)
