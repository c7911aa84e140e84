"""A table's shape: which rows are heads, which cells hold counts, and the words that stand over and beside each."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from pipelines.figures.heads import Head, read
from pipelines.figures.numbers import Number
from pipelines.figures.numbers.cells import count
from pipelines.packs import Pack
from pipelines.record import Cell, CellRef

_MOST_HEAD_ROWS: Final = 5


@dataclass(frozen=True, slots=True)
class Counted:
    """A cell that holds a count; its heads from the nearest to the farthest, none of them empty."""

    where: CellRef
    cell: Cell
    number: Number
    over: tuple[Cell, ...]
    beside: tuple[Cell, ...]


@dataclass(frozen=True)
class Grid:
    """The rows of table number `index` of the document, read in the language of `pack`."""

    index: int
    rows: tuple[tuple[Cell, ...], ...]
    pack: Pack

    @cached_property
    def numbers(self) -> tuple[tuple[Number | None, ...], ...]:
        """The count in each cell, None where there is none; a cell that spans several places counts once."""
        seen: set[int] = set()
        return tuple(tuple(self._number(cell, seen) for cell in row) for row in self.rows)

    def _number(self, cell: Cell, seen: set[int]) -> Number | None:
        if cell.start is None or cell.start in seen:
            return None
        seen.add(cell.start)
        return count(cell.text, self.pack)

    @cached_property
    def head_rows(self) -> int:
        """How many rows at the top hold no count; 0 where that many cannot be heads."""
        first = next((row for row, numbers in enumerate(self.numbers) if any(numbers)), 0)
        return first if first <= _MOST_HEAD_ROWS else 1

    def counted(self) -> Iterator[Counted]:
        """Every cell with a count that stands under or beside words, row by row."""
        section = tuple(cell for row in range(self.head_rows) if (cell := self._alone(row)))
        for row in range(self.head_rows, len(self.rows)):
            alone = self._alone(row)
            section = (alone,) if alone else section
            for column, number in enumerate(self.numbers[row]):
                if number:
                    where = CellRef(table=self.index, row=row, column=column)
                    beside = (*self._beside(row, column), *section)
                    yield Counted(where, self.rows[row][column], number, self._over(column), beside)

    def _alone(self, row: int) -> Cell | None:
        """The one cell of a row that heads the rows below it."""
        filled = _distinct(self.rows[row])
        return filled[0] if len(filled) == 1 and not any(self.numbers[row]) else None

    def _over(self, column: int) -> tuple[Cell, ...]:
        return _distinct(tuple(row[column] for row in reversed(self.rows[: self.head_rows])))

    def _beside(self, row: int, column: int) -> tuple[Cell, ...]:
        """The words at the row's left end, before its first count."""
        numbers = self.numbers[row]
        first = next(place for place, number in enumerate(numbers) if number)
        return _distinct(tuple(reversed(self.rows[row][: min(first, column)])))

    def is_total_row(self, row: int) -> bool:
        """Whether the row's head says that it is a total."""
        cells = _distinct(self.rows[row])
        return bool(cells) and self.head(cells[0]).total

    def is_total_column(self, column: int) -> bool:
        """Whether the column's nearest head says that it is a total."""
        over = self._over(column)
        return bool(over) and self.head(over[0]).total

    def head(self, cell: Cell) -> Head:
        """What the cell's words say as a head."""
        return read(cell.text, self.pack)


def _distinct(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    return tuple(dict.fromkeys(cell for cell in cells if cell.text.strip()))
