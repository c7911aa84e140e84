"""The cells of one sheet as a reader sees them: values as shown, merged cells whole."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import groupby

from python_calamine import CalamineSheet

from pipelines.errors import LimitExceeded
from pipelines.layout.spans import Row, merge, words

Value = int | float | str | bool | time | date | datetime | timedelta


def rows_of(sheet: CalamineSheet, most: int) -> list[Row]:
    """The sheet's rows from its first; their columns begin with the first in use.

    Raises `LimitExceeded` for more than `most` characters, the gaps between cells included.
    """
    rows, left = list[Row](), most
    for values in sheet.iter_rows():
        row: Row = [shown(value) for value in values]
        left -= sum(len(str(value)) for value in values) + len(row)
        if left < 0:
            raise LimitExceeded("The sheets hold more than allowed.", advice="Split the file.")
        rows.append(row)
    _, left = sheet.start or (0, 0)
    ranges = sheet.merged_cell_ranges or ()
    merge(rows, ((row, column - left, last, end - left) for (row, column), (last, end) in ranges))
    return rows


def groups(rows: list[Row]) -> Iterator[list[Row]]:
    """Rows that stand together, without the columns that are empty in all of them."""
    for filled, together in groupby(rows, key=any):
        if filled:
            group = list(together)
            width = max(map(len, group))
            whole = [[*row, *[""] * (width - len(row))] for row in group]
            kept = [place for place in range(width) if any(row[place] for row in whole)]
            yield [[row[place] for place in kept] for row in whole]


def only_words(row: Row) -> str | None:
    """The words of a row that has some in its first column and nowhere else, as titles and notes have."""
    rest = [cell for cell in row[1:] if cell and cell is not row[0]]
    return None if rest or not row[0] else words(row[0])


def shown(value: Value) -> str:
    """A value as it stands in a cell: whole numbers without a fraction, days as ISO 8601."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return f"{value:.15g}"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    return value.isoformat() if isinstance(value, date | time) else str(value)
