"""Pages counted by the month and the year of their report's date."""

from collections import Counter
from collections.abc import Iterable

from service.index.hits import FacetValue

MONTHS = 12_000
"""Most months that an engine counts: a thousand years."""

YEAR = len("2021")


def in_order(months: Iterable[FacetValue]) -> tuple[FacetValue, ...]:
    """Counts by `YYYY-MM` in the order of time."""
    return tuple(sorted(months, key=lambda month: month.value))


def years(months: Iterable[FacetValue]) -> tuple[FacetValue, ...]:
    """Counts by `YYYY` in the order of time, from those by month."""
    counts: Counter[str] = Counter()
    for month in months:
        counts[month.value[:YEAR]] += month.count
    return tuple(FacetValue(value=value, count=count) for value, count in sorted(counts.items()))
