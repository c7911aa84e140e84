"""What a document's plain places say about its ambiguous ones."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import cos, hypot, radians, sqrt
from types import MappingProxyType

from pipelines.record import Place, Precision

COUNTRY_NAMED, AREA_NAMED, SIBLING_NAMED = 2.5, 1.5, 1.0
NEAR, NEAR_KM = 1.0, 250.0
"""In decimal orders of population: a town of the one country named is meant rather than a town elsewhere three
hundred times as large. Chosen on `corpus/gold/places.tsv`."""
SEVERAL, SELDOM = 3.0, 0.05
"""Of so many names, a share below `SELDOM` says nothing: two villages of one foreign name vouch for each other."""
HINT = 0.5
"""A nationality counts half as much as a country's name."""


@dataclass(frozen=True, slots=True)
class Context:
    """What a document says elsewhere: how often each country and each first-order area is named, and points in it.

    `countries` maps ISO 3166-1 codes to counts, `areas` (country code, area name) to counts; `points` are
    (latitude, longitude) in degrees. Empty means that nothing is known, and importance decides.
    """

    countries: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    areas: Mapping[tuple[str, str], float] = field(default_factory=lambda: MappingProxyType({}))
    points: tuple[tuple[float, float], ...] = ()

    def is_elsewhere(self, place: Place, *, only: bool = False) -> bool:
        """Whether the document is about other countries than the place's, by `SEVERAL` names or more.

        For the `only` place of its name, the document must not name its country at all.
        """
        total, named = sum(self.countries.values()), self.countries.get(place.country or "", 0.0)
        return total >= SEVERAL and (named == 0.0 if only else named < SELDOM * total)


NOWHERE = Context()


def gathered(votes: Iterable[tuple[Place, float]], *, hints: Mapping[str, float] = NOWHERE.countries) -> Context:
    """The context that places make, each by how sure it is, 0 to 1, with the countries that nationalities hint at."""
    countries: dict[str, float] = defaultdict(float)
    areas: dict[tuple[str, str], float] = defaultdict(float)
    points: dict[tuple[float, float], None] = {}
    for place, sure in votes:
        if place.country:
            countries[place.country] += sure
        if place.country and place.admin1:
            areas[place.country, place.admin1] += sure
        if place.precision is Precision.POINT and place.lat is not None and place.lon is not None:
            points[place.lat, place.lon] = None
    for code, count in hints.items():
        countries[code] += HINT * count
    return Context(countries, areas, tuple(points))


def evidence(place: Place, context: Context) -> float:
    """How much a context speaks for a place, in decimal orders of population; 0 for none."""
    if place.country is None:
        return 0.0
    named = context.countries.get(place.country, 0.0)
    share = named / sum(context.countries.values()) if named else 0.0
    around = _area(place, context) + (NEAR if _near(place, context) else 0.0)
    return sqrt(share) * (COUNTRY_NAMED + around)


def _area(place: Place, context: Context) -> float:
    if (place.country, place.admin1) in context.areas:
        return AREA_NAMED
    siblings = place.precision is Precision.ADMIN1 and any(country == place.country for country, _ in context.areas)
    return SIBLING_NAMED if siblings else 0.0


def _near(place: Place, context: Context) -> bool:
    if place.lat is None or place.lon is None or place.precision is not Precision.POINT:
        return False
    here = (place.lat, place.lon)
    return any(here != point and kilometres(here, point) < NEAR_KM for point in context.points)


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The distance of two points near each other, (latitude, longitude) in degrees; too large for far ones."""
    return 111.2 * hypot(one[0] - other[0], (one[1] - other[1]) * cos(radians((one[0] + other[0]) / 2)))
