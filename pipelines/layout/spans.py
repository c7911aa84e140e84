"""Cells that span several places of a table."""

from collections.abc import Iterable

from pipelines.layout.draft import Merged

Cell = str | Merged
Row = list[Cell]
Range = tuple[int, int, int, int]
"""First row, first column, last row, last column, all counted from 0."""

MOST_COLUMNS = 16_384
"""Columns of a sheet in Excel; no table is wider."""


def merge(rows: list[Row], ranges: Iterable[Range]) -> None:
    """Puts the words of each range, which its first cell with words holds, into all of its places."""
    for first, start, last, end in ranges:
        covered = rows[max(first, 0) : max(last + 1, 0)]
        across = slice(max(start, 0), min(max(end + 1, 0), MOST_COLUMNS))
        text = next((words(cell) for row in covered for cell in row[across] if words(cell)), "")
        whole = Merged(text)
        for row in covered if text else ():
            row.extend([""] * (across.stop - len(row)))
            row[across] = [whole] * len(row[across])


def words(cell: Cell) -> str:
    """What the cell says."""
    return cell.text if isinstance(cell, Merged) else cell
