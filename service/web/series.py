"""Values over time as rows of a table: sums by kind, and pages found. The page draws them from that table."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pipelines.record import Kind
from service.index.hits import FacetValue, Sum
from service.web.timeline import by_year, days, slots

_MOST_SERIES = 4
_MOST_MONTHS = 48


@dataclass(frozen=True, slots=True)
class Moment:
    """One month (`2016-06`) or year (`2016`) and its value; `since` and `until` are its first and last day."""

    label: str
    value: float
    since: str
    until: str


@dataclass(frozen=True, slots=True)
class Series:
    """Moments that have a value, in order; `since` and `until` bound the axis, which several series may share."""

    moments: tuple[Moment, ...]
    since: str
    until: str
    yearly: bool


@dataclass(frozen=True, slots=True)
class KindSeries:
    """One kind and unit over time; `undated` events are in no moment, since their month is not known."""

    kind: Kind
    unit: str
    series: Series
    undated: int


def by_kind(sums: Iterable[Sum]) -> tuple[KindSeries, ...]:
    """Sums by month for the kinds that have most figures; by year where months would be too many."""
    values: dict[tuple[Kind, str], dict[str, float]] = defaultdict(dict)
    weight: dict[tuple[Kind, str], int] = defaultdict(int)
    undated: dict[tuple[Kind, str], int] = defaultdict(int)
    for each in sums:
        if each.group and each.best > 0:
            values[each.kind, each.unit][each.group] = each.best
            weight[each.kind, each.unit] += each.figures
        elif each.group is None:
            undated[each.kind, each.unit] += each.figures
    chosen = sorted(values, key=lambda key: (-weight[key], key))[:_MOST_SERIES]
    axis = slots({month for key in chosen for month in values[key]}, most=_MOST_MONTHS)
    return tuple(KindSeries(*key, _series(values[key], axis), undated[key]) for key in chosen)


def by_month(months: Iterable[FacetValue]) -> Series | None:
    """Pages by the month of their report, or by the year; None where no report is dated."""
    counts = {each.value: float(each.count) for each in months}
    axis = slots(counts, most=_MOST_MONTHS)
    return _series(counts, axis) if axis else None


def _series(values: Mapping[str, float], axis: list[str]) -> Series:
    sums = dict.fromkeys(axis, 0.0)
    for month, value in values.items():
        sums[month if month in sums else month[:4]] += value
    moments = tuple(Moment(slot, value, *days(slot)) for slot, value in sums.items() if value)
    return Series(moments, days(axis[0])[0], days(axis[-1])[1], by_year(axis))
