"""Scales of charts, told from other numbers that stand under or beside each other."""

import pytest

from pipelines.layout.geometry import Line, Word, line_of
from pipelines.layout.scales import without_scales


def mark(text: str, x: float, y: float) -> Line:
    return line_of([Word(text, None, x - 5 * len(text), y - 10, x, y, 10)])


def upright(*values: str, step: float = 20) -> list[Line]:
    """Marks of an axis from its foot upwards, flush right."""
    return [mark(value, 100, 500 - step * place) for place, value in enumerate(values)]


@pytest.mark.parametrize(
    "values",
    [
        ("0", "20", "40", "60", "80"),
        ("0", "500", "1 000", "1 500"),
        ("0", "1,000", "2,000", "3,000"),
        ("0,5", "1,0", "1,5", "2,0"),
        ("0%", "25%", "50%", "75%", "100%"),
        ("-10", "0", "10", "20"),
    ],
)
def test_even_steps_along_an_axis_are_a_scale(values: tuple[str, ...]) -> None:
    lines = [mark("Arrests a month", 300, 700), *upright(*values), mark("Months", 300, 550)]
    assert [(is_scale, len(part)) for is_scale, part in without_scales(lines)] == [
        (False, 1),
        (True, len(values)),
        (False, 1),
    ]


def test_two_axes_are_two_scales() -> None:
    beside = [mark(str(year), 100 + 40 * place, 500) for place, year in enumerate(range(2019, 2025))]
    found = list(without_scales([*upright("0", "10", "20", "30"), *beside]))
    assert [(is_scale, len(part)) for is_scale, part in found] == [(True, 4), (True, 6)]


@pytest.mark.parametrize(
    "lines",
    [
        upright("0", "20", "40"),
        upright("3", "3", "4", "5", "5", "6"),
        upright("0", "20", "50", "60", "90"),
        [mark(value, 100, y) for value, y in zip(("10", "20", "30", "40"), (500, 480, 400, 390), strict=True)],
        [mark(value, x, 500) for value, x in zip(("10", "20", "30", "40"), (10, 40, 200, 410), strict=True)],
    ],
)
def test_other_numbers_are_none(lines: list[Line]) -> None:
    assert [is_scale for is_scale, _ in without_scales(lines)] == [False]
    assert [line for _, part in without_scales(lines) for line in part] == lines
