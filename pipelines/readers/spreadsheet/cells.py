"""The cells of one sheet as a reader sees them: values as shown, merged cells whole."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import groupby

from pipelines.errors import LimitExceeded
from pipelines.layout.draft import Merged
from pipelines.layout.spans import Cell, Range, Row, words

Value = int | float | str | bool | time | date | datetime | timedelta


@dataclass(slots=True)
class Grid:
    """The cells in use, by row and column from 0, as far apart as they may stand. `most` characters fit in."""

    most: int
    rows: dict[int, dict[int, Cell]] = field(default_factory=dict)

    def put(self, row: int, column: int, text: str) -> None:
        """Sets a cell that has words. Raises `LimitExceeded` for more characters than allowed."""
        if text:
            self._take(len(text) + 1)
            self.rows.setdefault(row, {})[column] = text

    def merge(self, ranges: Iterable[Range]) -> None:
        """Puts the words of each range, which its first cell with words holds, into those of its places in use."""
        used = {column for row in self.rows.values() for column in row}
        for first, start, last, end in ranges:
            rows = [self.rows[place] for place in self._between(first, last)]
            found = next((row[place] for row in rows for place in sorted(row) if start <= place <= end), None)
            if found is not None:
                whole = Merged(words(found))
                for row in rows:
                    row.update(dict.fromkeys((place for place in used if start <= place <= end), whole))

    def _between(self, first: int, last: int) -> list[int]:
        span = range(first, last + 1)
        return [place for place in span if place in self.rows] if len(span) < len(self.rows) else self._chosen(span)

    def _chosen(self, span: range) -> list[int]:
        return sorted(place for place in self.rows if place in span)

    def groups(self) -> Iterator[list[Row]]:
        """Rows that stand together, without the columns that are empty in all of them.

        Raises `LimitExceeded` where the gaps between cells are more than all that is allowed.
        """
        ordered = sorted(self.rows)
        for _, together in groupby(enumerate(ordered), key=lambda item: item[1] - item[0]):
            rows = [self.rows[place] for _, place in together]
            columns = sorted({column for row in rows for column in row})
            self._take(len(rows) * len(columns))
            yield [[row.get(column, "") for column in columns] for row in rows]

    def _take(self, count: int) -> None:
        self.most -= count
        if self.most < 0:
            raise LimitExceeded("The sheets hold more than allowed.", advice="Split the file.")


def only_words(row: Row) -> str | None:
    """The words of a row that has some in its first column and nowhere else, as titles and notes have."""
    rest = [cell for cell in row[1:] if cell and not (isinstance(cell, Merged) and cell is row[0])]
    return None if rest or not row[0] else words(row[0])


def shown(value: Value) -> str:
    """A value as it stands in a cell: whole numbers without a fraction, days as ISO 8601."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return f"{value:.15g}"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "seconds")
    if isinstance(value, time):
        return value.isoformat("seconds")
    return value.isoformat() if isinstance(value, date) else str(value)
