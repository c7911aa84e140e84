"""What counts as a number in a table's cell."""

import pytest

from pipelines.layout.aligned import is_number


@pytest.mark.parametrize(
    "text",
    ["52", "2,510", "2 510", "1.5", "(12)", "-7", "45.3%", "–", "..", "n/a", "$ 1,200", "12a", "12³", "10:30", "<5"],
)
def test_numbers_and_what_stands_for_none(text: str) -> None:
    assert is_number(text)


@pytest.mark.parametrize("text", ["", "Killed", "52 people", "North 3", "A/80/141", "killed 52"])
def test_words_are_no_numbers(text: str) -> None:
    assert not is_number(text)
