"""What a report tells twice is added once."""

import pytest

from pipelines.record import Figure, Kind
from service.index.repeats import repeated
from tests.samples import days, figure, place, report

SFAX, TUNIS = place("Sfax", "TN"), place("Tunis", "TN")
HEAD = "Six dead, 40 migrants missing off Sfax"
BODY = "On 4 May six people died off Sfax. Some 40 people are missing. Another 40 drowned off Tunis."


def _repeated(*figures: Figure) -> frozenset[str]:
    return repeated(report(f"{HEAD}\n{BODY}", headings=[HEAD], figures=figures, entities=[SFAX, TUNIS]))


def test_the_headline_and_the_text_below_tell_one_figure() -> None:
    first, again = figure(6, Kind.KILLED, "Six dead"), figure(6, Kind.KILLED, "six people", SFAX)
    assert _repeated(first, again) == {"six people"}


@pytest.mark.parametrize(
    "again",
    [
        figure(40, Kind.KILLED, "40 drowned", SFAX),
        figure(41, Kind.MISSING, "40 drowned", SFAX),
        figure(40, Kind.MISSING, "40 drowned", TUNIS),
        figure(40, Kind.MISSING, "40 drowned", SFAX, period=days("2021-06-01")),
        figure(40, Kind.MISSING, "40 drowned", SFAX, unit="households"),
    ],
)
def test_another_kind_value_place_day_or_unit_is_another_figure(again: Figure) -> None:
    first = figure(40, Kind.MISSING, "40 people", SFAX, period=days("2021-05-04"))
    assert not _repeated(first, again)


def test_a_large_number_tells_itself_apart() -> None:
    first, again = figure(40, Kind.MISSING, "40 people", SFAX), figure(40, Kind.MISSING, "40 drowned")
    assert _repeated(first, again) == {"40 drowned"}


def test_a_small_number_outside_headings_may_be_of_two_events() -> None:
    first, again = figure(6, Kind.KILLED, "six people", SFAX), figure(6, Kind.KILLED, "Another 40", SFAX)
    assert not _repeated(first, again)


def test_those_called_by_other_names_are_others() -> None:
    first = figure(6, Kind.KILLED, "Six dead", counted="soldiers")
    assert not _repeated(first, figure(6, Kind.KILLED, "six people", counted="civilians"))
