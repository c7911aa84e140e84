"""Looks a name up in the gazetteer: all places that bear it, the weightiest first."""

import os
import re
import sqlite3
import threading
from collections.abc import Collection, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from models import ROOT
from models.places.keys import ANY, LANGUAGES, USUAL, key
from pipelines.errors import ConfigurationError
from pipelines.packs import pack
from pipelines.record import Place, Precision

GAZETTEER = ROOT / "places" / "places.sqlite"
SCALE = 10_000
"""Coordinates are stored in ten-thousandths of a degree, weights in hundredths."""

MAPPED = 64 * 1024 * 1024
"""Bytes of the file that are read through memory rather than by a call for each page: all of it."""
WELL_KNOWN = 4.0
"""The weight, ten thousand people, at which a name stands for a place of another kind than asked for."""
UNUSUAL = 1.8
"""What a name weighs less for a place that merely has been called so: `Victoria` for Hong Kong."""

# `l'Allemagne`, `gouvernorat d'Idlib`: the elided word stands apart.
_ELISION = re.compile(r"(?<=\b[ldLD])['’](?=\w)")

_QUERY = """
SELECT geonames, precision, country, area.name, lat, lon, weight, languages
FROM name JOIN place ON place.id = name.place LEFT JOIN area ON area.id = place.area
WHERE name.key = ? ORDER BY place.id
"""


class Candidate(NamedTuple):
    """A place that bears a name; `weight` is about the decimal logarithm of the people there."""

    place: Place
    weight: float


@lru_cache(maxsize=16384)
def candidates(name: str, language: str) -> tuple[Candidate, ...]:
    """The places that bear a name in a language, the weightiest first; empty if none does.

    Tried in turn: the name as written, without its article, without what kind of place it is (`Idlib province`,
    which then prefers provinces), with the Arabic article, and a part of a country (`northern Syria`).
    """
    found = _waters(name, language, _bearing(key(name), language))
    plain = key(_ELISION.sub(" ", name))
    return (
        found
        or _bearing(_without_article(plain, language), language)
        or _of_kind(plain, language)
        or _bearing(f"al {plain}", language)
        or _part(plain, language)
    )


def _waters(name: str, language: str, found: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Of `río Bravo`, written so, the waters alone: the town of Río Bravo is another thing."""
    plain = key(name)
    if name[:1].islower() and any(
        plain.startswith(f"{kind} ") for kind, what in _kinds(language).items() if what == "water"
    ):
        return tuple(one for one in found if one.place.precision is Precision.WATER)
    return found


def is_name(name: str, language: str) -> bool:
    """Whether a place bears the name as written, article and all: `The Hague`."""
    return bool(_bearing(key(name), language))


def _bearing(plain: str, language: str) -> tuple[Candidate, ...]:
    mask = LANGUAGES.get(language, ANY)
    rows = _connection(os.getpid(), threading.get_ident()).execute(_QUERY, (plain,)).fetchall()
    fitting = [row for row in rows if row[-1] & mask]
    found = (_candidate(*row) for row in fitting or rows)
    return tuple(sorted(found, key=lambda one: one.weight, reverse=True))


def _candidate(
    geonames: int | None,
    precision: str,
    country: str | None,
    admin1: str | None,
    lat: int | None,
    lon: int | None,
    weight: int,
    bits: int,
) -> Candidate:
    latitude, longitude = (None if value is None else value / SCALE for value in (lat, lon))
    place = Place(
        country=country,
        admin1=admin1,
        lat=latitude,
        lon=longitude,
        geonames_id=geonames,
        precision=Precision(precision),
    )
    return Candidate(place, weight / 100 - (0 if bits & USUAL else UNUSUAL))


def _without_article(plain: str, language: str) -> str:
    first, _, rest = plain.partition(" ")
    return rest if first in _words(language, "articles.txt") else plain


def _of_kind(plain: str, language: str) -> tuple[Candidate, ...]:
    """The places called what is left without `province`, `district of` and the like, those of that kind first."""
    kinds = _kinds(language)
    for phrase in _at_its_ends(plain, kinds):
        rest, precision = _trimmed(plain, phrase), kinds[phrase]
        found = _bearing(_without_article(rest, language), language) if rest else ()
        alike = tuple(one for one in found if one.place.precision == precision)
        if found or (rest and precision == Precision.WATER):
            return alike or _otherwise(found, precision)
    return ()


_UNKNOWN_WATER = (Candidate(Place(precision=Precision.WATER), 3.0),)
"""`río Tal`: a river, wherever it is."""


def _otherwise(found: tuple[Candidate, ...], precision: str) -> tuple[Candidate, ...]:
    """What is meant where nothing is of the kind asked for: `Jordan Valley` is a region of Jordan."""
    if precision == Precision.WATER:
        return _UNKNOWN_WATER
    known = _well_known(found)
    regional = precision == Precision.REGION
    return tuple(Candidate(_region(one.place), one.weight) for one in known) if regional else known


def _well_known(found: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """What may be meant although it is of another kind: `Yei County` is around the town of Yei."""
    return tuple(one for one in found if one.weight >= WELL_KNOWN)


def _part(plain: str, language: str) -> tuple[Candidate, ...]:
    """`northern Syria`, `nord du Mali`: a region of what it is a part of."""
    for phrase in _at_its_ends(plain, _words(language, "parts.txt")):
        rest = _trimmed(plain, phrase)
        found = _bearing(_without_article(rest, language), language) if rest else ()
        if found:
            return tuple(Candidate(_region(one.place), one.weight) for one in found)
    return ()


def _region(place: Place) -> Place:
    if place.precision is Precision.WATER:
        return place
    return place.model_copy(update={"precision": Precision.REGION, "geonames_id": None})


def _at_its_ends(plain: str, phrases: Collection[str]) -> list[str]:
    """The phrases that a name begins or ends with, longest first, without trying each."""
    words = plain.split()
    ends = {" ".join(part) for at in range(1, len(words)) for part in (words[:at], words[at:])}
    return sorted((phrase for phrase in ends if phrase in phrases), key=lambda phrase: (-len(phrase), phrase))


def _trimmed(plain: str, phrase: str) -> str:
    """What `phrase` stands before or after in `plain`, empty if it does not."""
    if plain.startswith(phrase + " "):
        return plain[len(phrase) + 1 :]
    return plain[: -len(phrase) - 1] if plain.endswith(" " + phrase) else ""


@cache
def _kinds(language: str) -> Mapping[str, str]:
    """What each word for a kind of place says; the first row of a word counts."""
    found = pack(language)
    rows = found.rows("places/kinds.tsv") if found else ()
    return {key(phrase): precision for phrase, precision in reversed(rows)}


@cache
def _words(language: str, file: str) -> frozenset[str]:
    found = pack(language)
    return frozenset(key(word) for word in found.lines(f"places/{file}")) if found else frozenset()


@cache
def _connection(_process: int, _thread: int) -> sqlite3.Connection:
    """One read-only connection for each thread of each process: a forked worker never shares its parent's."""
    try:
        connection = sqlite3.connect(f"{GAZETTEER.as_uri()}?mode=ro&immutable=1", uri=True)
        connection.execute(f"PRAGMA mmap_size = {MAPPED}")
    except sqlite3.OperationalError as error:
        raise ConfigurationError(
            f"{GAZETTEER} cannot be opened", expected="the gazetteer", advice="Run python -m models.places.build."
        ) from error
    return connection
