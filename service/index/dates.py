"""Pages counted by the month and the year of their report's date, from an engine's counts by day."""

from collections import Counter
from collections.abc import Mapping
from datetime import date

from service.index.hits import FacetValue

DAYS = 60_000
"""Most days that an engine counts: 160 years of daily reports."""

YEAR, MONTH = len("2021"), len("2021-05")


def months(days: Mapping[int, int]) -> tuple[FacetValue, ...]:
    """Counts by `YYYY-MM`, in the order of time; `days` are pages by proleptic ordinal."""
    return _counted(days, MONTH)


def years(days: Mapping[int, int]) -> tuple[FacetValue, ...]:
    """Counts by `YYYY`, in the order of time."""
    return _counted(days, YEAR)


def _counted(days: Mapping[int, int], length: int) -> tuple[FacetValue, ...]:
    counts: Counter[str] = Counter()
    for day, pages in days.items():
        counts[date.fromordinal(day).isoformat()[:length]] += pages
    return tuple(FacetValue(value=value, count=count) for value, count in sorted(counts.items()))
