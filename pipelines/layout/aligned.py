"""Tables without borders: rows of numbers that stand under each other."""

import re
from collections.abc import Iterator, Sequence

from pipelines.layout.columned import column_of, table_of
from pipelines.layout.geometry import Line, TableLayout, Word, around
from pipelines.layout.rows import Interval, Row, bands, columns_of, rows_of
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
_HEAD_GAP = 2.4


def is_number(text: str) -> bool:
    """Whether a cell holds a number, or what stands for none: `2,510`, `(12)`, `45.3%`, `–`."""
    return bool(_NUMBER.fullmatch(text.strip()))


def aligned_tables(lines: Sequence[Line], rules: Sequence[Rule]) -> Iterator[tuple[TableLayout, set[Word]]]:
    """Each table of aligned numbers, and the words in it."""
    rows = rows_of(lines)
    for first, last in bands(rows, _has_columns):
        band = rows[first:last]
        columns = columns_of([row for row in band if _has_columns(row)])
        if _is_table(band, columns):
            yield table_of(_head(rows[:first], band, rules), band, columns, _goes_on)


def _goes_on(row: Row, cells: Sequence[Sequence[Word]]) -> bool:
    """Whether a row is the rest of the one above: nothing in the first column, and no number."""
    return not cells[0] and not _has_numbers(row)


def _has_numbers(row: Row) -> bool:
    return any(is_number(line.text) for line in row.lines)


def _has_columns(row: Row) -> bool:
    texts = [line.text for line in row.lines]
    return len(texts) >= _LEAST_COLUMNS and _has_numbers(row) and not any(_LEADER.search(text) for text in texts)


def _is_table(band: Sequence[Row], columns: Sequence[Interval]) -> bool:
    tabular = [row for row in band if _has_columns(row)]
    if len(tabular) < _LEAST_ROWS or len(columns) < _LEAST_COLUMNS or len(tabular) < 0.4 * len(band):
        return False
    cells = [
        [line for row in tabular for line in row.lines if column_of(line, columns) == place]
        for place in range(len(columns))
    ]
    numeric = [len(column) >= _LEAST_ROWS and _share_of_numbers(column) >= _NUMBER_SHARE for column in cells]
    return any(numeric[1:])


def _share_of_numbers(lines: Sequence[Line]) -> float:
    return sum(is_number(line.text) for line in lines) / len(lines)


def _head(above: Sequence[Row], band: Sequence[Row], rules: Sequence[Rule]) -> list[Row]:
    """The rows over the first numbers that name the columns: close above, up to the second ruled line."""
    left, right = around([line for row in band for line in row.lines])[::2]
    heights = [rule.top for rule in rules if rule.horizontal and rule.x0 < right and rule.x1 > left]
    head, crossed, below = list[Row](), 0, band[0]
    for row in reversed(above):
        between = sum(row.bottom - row.size * 0.3 <= height <= below.top + below.size * 0.3 for height in heights)
        crossed += min(between, 1)
        gap = (_HEAD_GAP + between - 1) * row.size
        if crossed > 1 or below.top - row.bottom > gap or not _names_columns(row, left, right):
            break
        head.insert(0, row)
        below = row
    return head


def _names_columns(row: Row, left: float, right: float) -> bool:
    inside = row.lines[0].x0 >= left - row.size and row.lines[-1].x1 <= right + row.size
    return inside and (len(row.lines) > 1 or row.lines[0].x1 - row.lines[0].x0 < 0.4 * (right - left))
