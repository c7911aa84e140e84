"""Bars over time, one small chart for each kind, drawn here so that they need no script and print as they are."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pipelines.record import Kind
from service.index.hits import Sum

WIDTH, HEIGHT, FOOT = 560.0, 110.0, 18.0
_MOST_CHARTS = 4
_MOST_MONTHS = 48
_MONTHS = 12
_FEWEST_SLOTS = 8


@dataclass(frozen=True, slots=True)
class Bar:
    """One month (`2016-06`) or year (`2016`) and its sum; `since` and `until` are its first and last day."""

    label: str
    value: float
    x: float
    y: float
    width: float
    height: float
    since: str
    until: str


@dataclass(frozen=True, slots=True)
class Chart:
    """One kind and unit over time; `top` is the value at the upper edge, `first` and `last` name the axis's ends."""

    kind: Kind
    unit: str
    bars: tuple[Bar, ...]
    top: float
    first: str
    last: str


def charts(sums: Iterable[Sum]) -> tuple[Chart, ...]:
    """Charts of sums by month for the kinds that have most figures; years where months would be too many."""
    series: dict[tuple[Kind, str], dict[str, float]] = defaultdict(dict)
    weight: dict[tuple[Kind, str], int] = defaultdict(int)
    for each in sums:
        if each.group and each.best > 0:
            series[each.kind, each.unit][each.group] = each.best
            weight[each.kind, each.unit] += each.figures
    chosen = sorted(series, key=lambda key: (-weight[key], key))[:_MOST_CHARTS]
    slots = _slots({month for key in chosen for month in series[key]})
    return tuple(_chart(kind, unit, series[kind, unit], slots) for kind, unit in chosen)


def _slots(months: set[str]) -> list[str]:
    """Every month from the first to the last, or every year; empty for no months."""
    if not months:
        return []
    first, last = _index(min(months)), _index(max(months))
    if last - first < _MOST_MONTHS:
        return [_month(index) for index in range(first, max(last + 1, first + _FEWEST_SLOTS))]
    return [str(year) for year in range(first // _MONTHS, last // _MONTHS + 1)]


def _chart(kind: Kind, unit: str, values: Mapping[str, float], slots: list[str]) -> Chart:
    sums = dict.fromkeys(slots, 0.0)
    for month, value in values.items():
        sums[month if month in sums else month[:4]] += value
    top = max(sums.values())
    step = WIDTH / len(slots)
    bars = (_bar(slot, sums[slot], position * step, step, top) for position, slot in enumerate(slots) if sums[slot])
    return Chart(kind, unit, tuple(bars), top, slots[0], slots[-1])


def _bar(slot: str, value: float, x: float, step: float, top: float) -> Bar:
    height = max(1.5, (HEIGHT - FOOT) * value / top)
    width = min(step * 0.8, 28.0)
    last = f"{slot}-12-31" if len(slot) == len("2016") else _last_day(slot)
    since = f"{slot}-01-01" if len(slot) == len("2016") else f"{slot}-01"
    return Bar(
        slot, value, round(x, 1), round(HEIGHT - FOOT - height, 1), round(width, 1), round(height, 1), since, last
    )


def _index(month: str) -> int:
    year, number = month.split("-")
    return int(year) * _MONTHS + int(number) - 1


def _month(index: int) -> str:
    return f"{index // _MONTHS:04}-{index % _MONTHS + 1:02}"


def _last_day(month: str) -> str:
    from calendar import monthrange

    year, number = map(int, month.split("-"))
    return f"{month}-{monthrange(year, number)[1]}"
