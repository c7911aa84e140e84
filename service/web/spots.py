"""Sums by place as rows of a table, each with a point in degrees. The page draws the map from that table."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from pipelines.record import Precision
from service.index.hits import FigureHit, Sum
from service.web.countries import countries

_TOO_WIDE = (Precision.COUNTRY, Precision.REGION)


@dataclass(frozen=True, slots=True)
class Spot:
    """A country by its ISO 3166-1 alpha-2 code, or a place below one by its name, and the sum of what happened there.

    Latitude and longitude are in degrees; a country's are of its middle.
    """

    name: str
    value: float
    latitude: float
    longitude: float


def main_unit(sums: Iterable[Sum]) -> str | None:
    """The unit of most figures: people and buildings on one map would add up to nothing. None without any."""
    figures: Counter[str] = Counter()
    for each in sums:
        figures[each.unit] += each.figures
    return max(figures, key=lambda unit: (figures[unit], unit), default=None)


def by_country(sums: Iterable[Sum], unit: str) -> tuple[Spot, ...]:
    """Each country with a sum of the unit, the largest first."""
    totals: dict[str, float] = {}
    for each in sums:
        if each.unit == unit and each.group in countries() and each.best > 0:
            totals[str(each.group)] = totals.get(str(each.group), 0) + each.best
    return tuple(
        Spot(code, total, countries()[code].latitude, countries()[code].longitude)
        for code, total in sorted(totals.items(), key=lambda pair: -pair[1])
    )


def by_place(figures: Iterable[FigureHit], unit: str) -> tuple[Spot, ...]:
    """Each place below a country where summed figures of the unit happened, the largest first.

    A figure of several places is at none of them, as in the sums.
    """
    totals: dict[tuple[str, float, float], float] = {}
    for hit in figures:
        where = _spot(hit)
        if where and hit.figure.unit == unit and hit.left_out is None and hit.figure.best:
            totals[where] = totals.get(where, 0) + hit.figure.best
    ordered = sorted(totals.items(), key=lambda pair: -pair[1])
    return tuple(Spot(name, total, latitude, longitude) for (name, latitude, longitude), total in ordered)


def _spot(hit: FigureHit) -> tuple[str, float, float] | None:
    """The one place of a figure by name, latitude and longitude; None where there is none so exact, or several."""
    if len(hit.places) != 1:
        return None
    name, place = hit.places[0].name, hit.places[0].place
    if place is None or place.lat is None or place.lon is None or place.precision in _TOO_WIDE:
        return None
    return name, place.lat, place.lon
