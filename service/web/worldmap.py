"""A map of the world with a dot for each country, drawn here so that it needs no script and prints as it is."""

import json
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from pipelines.record import Precision
from service.index.hits import FigureHit, Sum
from service.web.assets import STATIC
from service.web.countries import countries

WIDTH, HEIGHT = 640.0, 300.0
_LAND = STATIC / "vendor" / "land-110m.json"
_LARGEST_RADIUS = 22.0
_SMALLEST_RADIUS = 2.5
_NORTHMOST, _SOUTHMOST, _EDGE = 84.0, -57.0, 180

_TOO_WIDE = (Precision.COUNTRY, Precision.REGION)

Position = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Dot:
    """A country's sum; its area on the map is in proportion to it."""

    country: str
    value: float
    x: float
    y: float
    radius: float


@dataclass(frozen=True, slots=True)
class Point:
    """A place below a country, and the sum of what happened there."""

    name: str
    value: float
    x: float
    y: float


def dots(sums: Iterable[Sum]) -> tuple[Dot, ...]:
    """A dot for each country with a sum, the largest first, so that small ones are drawn over large ones."""
    totals: dict[str, float] = {}
    for each in sums:
        if each.group in countries() and each.best > 0:
            totals[str(each.group)] = totals.get(str(each.group), 0) + each.best
    most = max(totals.values(), default=1)
    return tuple(_dot(code, total, most) for code, total in sorted(totals.items(), key=lambda pair: -pair[1]))


def points(figures: Iterable[FigureHit]) -> tuple[Point, ...]:
    """A point for each place below a country where summed figures happened, the largest first.

    A figure of several places is at none of them, as in the sums.
    """
    totals: dict[tuple[str, float, float], float] = {}
    for hit in figures:
        where = _spot(hit)
        if where and hit.left_out is None and hit.figure.best:
            totals[where] = totals.get(where, 0) + hit.figure.best
    return tuple(_point(*where, total) for where, total in sorted(totals.items(), key=lambda pair: -pair[1]))


@cache
def land() -> str:
    """The outline of all land as an SVG path. Source: Natural Earth, 1:110 million."""
    topology = json.loads(_LAND.read_text(encoding="utf-8"))
    arcs = [list(_degrees(arc, **topology["transform"])) for arc in topology["arcs"]]
    rings = (ring for shape in topology["objects"]["land"]["geometries"] for part in shape["arcs"] for ring in part)
    return "".join(_path(_ring(arcs, ring)) for ring in rings)


def project(longitude: float, latitude: float) -> Position:
    """Degrees to the map's units, x from the left and y from the top.

    The Natural Earth projection by Tom Patterson, in the polynomial form of Šavrič, Jenny, Patterson, Petrovič and
    Hurni, "A polynomial equation for the Natural Earth projection" (2011).
    """
    squared = math.radians(latitude) ** 2
    fourth = squared * squared
    wide = 0.8707 - 0.131979 * squared + fourth * (-0.013791 + fourth * (0.003971 * squared - 0.001529 * fourth))
    high = 1.007226 + squared * (0.015085 + fourth * (-0.044475 + 0.028874 * squared - 0.005916 * fourth))
    scale = WIDTH / (2 * math.pi * 0.8707)
    return WIDTH / 2 + scale * math.radians(longitude) * wide, _TOP - scale * math.radians(latitude) * high


def _degrees(arc: list[list[int]], *, scale: Position, translate: Position) -> Iterator[Position]:
    x = y = 0
    for dx, dy in arc:
        x, y = x + dx, y + dy
        yield x * scale[0] + translate[0], y * scale[1] + translate[1]


def _ring(arcs: list[list[Position]], indices: list[int]) -> list[Position]:
    """The points of a ring; an arc of negative index is the complement, walked backwards."""
    points: list[Position] = []
    for index in indices:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        points.extend(arc[1:] if points else arc)
    return points


def _path(ring: list[Position]) -> str:
    """A ring as a path, and once more from the other edge if it crosses the 180th meridian."""
    if max(latitude for _, latitude in ring) < _SOUTHMOST:
        return ""
    whole = list(_unwrapped(ring))
    shifts = {
        0,
        *(-360 for longitude, _ in whole if longitude > _EDGE),
        *(360 for longitude, _ in whole if longitude < -_EDGE),
    }
    return "".join(_drawn([(longitude + shift, latitude) for longitude, latitude in whole]) for shift in sorted(shifts))


def _unwrapped(ring: list[Position]) -> Iterator[Position]:
    """The ring without the leap from 180 to -180 degrees: it goes on beyond the edge."""
    shift, before = 0, ring[0][0]
    for longitude, latitude in ring:
        if abs(longitude - before) > _EDGE:
            shift += 360 if longitude < before else -360
        before = longitude
        yield longitude + shift, latitude


def _drawn(ring: list[Position]) -> str:
    placed = (project(longitude, max(latitude, _SOUTHMOST)) for longitude, latitude in ring)
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in placed) + "Z"


def _spot(hit: FigureHit) -> tuple[str, float, float] | None:
    """The one place of a figure by name, latitude and longitude; None where there is none so exact, or several."""
    if len(hit.places) != 1:
        return None
    name, place = hit.places[0].name, hit.places[0].place
    if place is None or place.lat is None or place.lon is None or place.precision in _TOO_WIDE:
        return None
    return name, place.lat, place.lon


def _point(name: str, latitude: float, longitude: float, total: float) -> Point:
    x, y = project(longitude, latitude)
    return Point(name, total, round(x, 1), round(y, 1))


def _dot(code: str, total: float, most: float) -> Dot:
    country = countries()[code]
    x, y = project(country.longitude, country.latitude)
    radius = max(_SMALLEST_RADIUS, _LARGEST_RADIUS * math.sqrt(total / most))
    return Dot(code, total, round(x, 1), round(y, 1), round(radius, 1))


_TOP = 0.0
_TOP = -project(0, _NORTHMOST)[1]
