"""Two columns that a page draws line by line across, with line ends that are now near the gutter, now far from it."""

import pytest

from pipelines.layout.columns import in_order
from pipelines.layout.geometry import Line, Word, line_of

SIZE, LEFT, RIGHT, COLUMN = 10.0, 60.0, 305.0, 240.0
ROWS = 24


def line(column: str, row: int, x0: float, x1: float) -> list[Word]:
    """Six words that fill the space."""
    step = (x1 - x0) / 6
    top = 100 + 12.0 * row
    words = range(6)
    return [
        Word(f"{column}{row}word{place}", None, x0 + step * place, top, x0 + step * (place + 1) - 3, top + SIZE, SIZE)
        for place in words
    ]


def page(near: int) -> list[Line]:
    """Every `near`-th left line comes so close to the gutter that it runs on into the right one."""
    lines = list[Line]()
    for row in range(ROWS):
        end = LEFT + COLUMN - (5 if row % near == 0 else 35)
        left, right = line("l", row, LEFT, end), line("r", row, RIGHT, RIGHT + COLUMN - row % 5)
        lines += [line_of([*left, *right])] if row % near == 0 else [line_of(left), line_of(right)]
    return lines


@pytest.mark.parametrize("near", [1, 2, 3, 6])
def test_columns_come_one_after_the_other_however_many_lines_run_across(near: int) -> None:
    texts = [found.text for found in in_order(page(near))]
    assert len(texts) == 2 * ROWS
    assert all(text.startswith("l") for text in texts[:ROWS])
    assert all(text.startswith("r") for text in texts[ROWS:])
