"""Where places are, to the point, and how far apart."""

from collections.abc import Iterable
from math import asin, cos, radians, sin, sqrt

from pipelines.record import Entity, Precision

EARTH = 6371.0087714
"""Kilometres of the mean radius (WGS 84), which Lucene takes too."""
DEGREE = 111.0
"""Kilometres in a degree of latitude, rounded down."""

WIDE = frozenset({Precision.COUNTRY, Precision.ADMIN1, Precision.REGION, Precision.WATER})
"""Places too wide to be near anything: only their middle is known."""


def points(entities: Iterable[Entity]) -> tuple[str, ...]:
    """Where the entities are as `latitude,longitude`, in order; without those that are nowhere in particular."""
    places = (entity.place for entity in entities if entity.place and entity.place.precision not in WIDE)
    return tuple(sorted({point(p.lat, p.lon) for p in places if p.lat is not None and p.lon is not None}))


def point(lat: float, lon: float) -> str:
    """A point as text, to a metre: both engines keep this one."""
    return f"{lat:.5f},{lon:.5f}"


def degrees(text: str) -> tuple[float, float]:
    """Latitude and longitude of a point."""
    lat, _, lon = text.partition(",")
    return float(lat), float(lon)


def distance(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Kilometres along the sphere between two points in degrees, by the haversine formula."""
    (lat1, lon1), (lat2, lon2) = (tuple(map(radians, each)) for each in (one, other))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH * asin(sqrt(min(half, 1.0)))
