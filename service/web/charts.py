"""Bars over time, drawn here so that they need no script and print as they are: sums by kind, and pages found."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pipelines.record import Kind
from service.index.hits import FacetValue, Sum
from service.web.timeline import by_year, days, slots

WIDTH, HEIGHT = 300.0, 92.0
"""The units that a chart's bars are drawn in; its captions lie outside."""
_MOST_CHARTS = 4
_MOST_MONTHS = 48
_WIDEST_BAR = 24.0
_LEAST_HEIGHT = 1.5


@dataclass(frozen=True, slots=True)
class Bar:
    """One month (`2016-06`) or year (`2016`) and its value; `since` and `until` are its first and last day."""

    label: str
    value: float
    x: float
    y: float
    width: float
    height: float
    since: str
    until: str


@dataclass(frozen=True, slots=True)
class Bars:
    """Values over time; `top` is the value at the upper edge, `first` and `last` name the axis's ends."""

    bars: tuple[Bar, ...]
    top: float
    first: str
    last: str
    yearly: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """One kind and unit over time; `undated` events are in no bar, since their month is not known."""

    kind: Kind
    unit: str
    drawn: Bars
    undated: int


def charts(sums: Iterable[Sum]) -> tuple[Chart, ...]:
    """Charts of sums by month for the kinds that have most figures; years where months would be too many."""
    series: dict[tuple[Kind, str], dict[str, float]] = defaultdict(dict)
    weight: dict[tuple[Kind, str], int] = defaultdict(int)
    undated: dict[tuple[Kind, str], int] = defaultdict(int)
    for each in sums:
        if each.group and each.best > 0:
            series[each.kind, each.unit][each.group] = each.best
            weight[each.kind, each.unit] += each.figures
        elif each.group is None:
            undated[each.kind, each.unit] += each.figures
    chosen = sorted(series, key=lambda key: (-weight[key], key))[:_MOST_CHARTS]
    axis = slots({month for key in chosen for month in series[key]}, most=_MOST_MONTHS)
    return tuple(Chart(*key, _bars(series[key], axis), undated[key]) for key in chosen)


def histogram(months: Iterable[FacetValue]) -> Bars | None:
    """Pages found by the month of their report, or by the year; None where no report is dated."""
    counts = {each.value: float(each.count) for each in months}
    axis = slots(counts, most=_MOST_MONTHS)
    return _bars(counts, axis) if axis else None


def _bars(values: Mapping[str, float], axis: list[str]) -> Bars:
    sums = dict.fromkeys(axis, 0.0)
    for month, value in values.items():
        sums[month if month in sums else month[:4]] += value
    top = max(sums.values())
    step = WIDTH / len(axis)
    bars = (_bar(slot, sums[slot], position * step, step, top) for position, slot in enumerate(axis) if sums[slot])
    return Bars(tuple(bars), top, axis[0], axis[-1], by_year(axis))


def _bar(slot: str, value: float, x: float, step: float, top: float) -> Bar:
    height = max(_LEAST_HEIGHT, HEIGHT * value / top)
    width = min(step * 0.8, _WIDEST_BAR)
    since, until = days(slot)
    return Bar(slot, value, round(x, 1), round(HEIGHT - height, 1), round(width, 1), round(height, 1), since, until)
