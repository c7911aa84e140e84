"""Months and years as slots of an axis, without gaps, and the days that each spans."""

from calendar import monthrange
from collections.abc import Iterable

_MONTHS = 12
_YEAR = len("2016")
FEWEST_SLOTS = 8
"""A few bars alone would be as wide as planks."""


def slots(months: Iterable[str], *, most: int) -> list[str]:
    """Every month (`2016-06`) from the first to the last given, or every year if that would be more than `most`."""
    given = set(months)
    if not given:
        return []
    first, last = _index(min(given)), _index(max(given))
    if last - first < most:
        return [_month(index) for index in range(first, max(last + 1, first + FEWEST_SLOTS))]
    return [str(year) for year in range(first // _MONTHS, last // _MONTHS + 1)]


def days(slot: str) -> tuple[str, str]:
    """The first and the last day of a month or a year, as ISO dates."""
    if len(slot) == _YEAR:
        return f"{slot}-01-01", f"{slot}-12-31"
    year, month = map(int, slot.split("-"))
    return f"{slot}-01", f"{slot}-{monthrange(year, month)[1]}"


def by_year(slots_: Iterable[str]) -> bool:
    """Whether the slots are years."""
    return all(len(slot) == _YEAR for slot in slots_)


def _index(month: str) -> int:
    year, number = month.split("-")
    return int(year) * _MONTHS + int(number) - 1


def _month(index: int) -> str:
    return f"{index // _MONTHS:04}-{index % _MONTHS + 1:02}"
