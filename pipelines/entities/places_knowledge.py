"""What a language pack and the gazetteer's tables know about naming places, ready to be looked up."""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from models import ROOT
from models.places.keys import LANGUAGES
from pipelines.entities.lexicon import lexicon
from pipelines.entities.phrases import Phrases
from pipelines.packs import pack

_TABLES = ("regions.tsv", "waters.tsv", "routes.tsv", "camps.tsv", "crossings.tsv", "settlements.tsv")
_COUNTRIES = "countries.tsv"


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Data files of `places/` by file name, single words in lower case.

    `named` finds the names in the gazetteer's tables: countries, regions, waters, routes, camps, crossings.
    `demonyms` maps nationalities to countries (ISO 3166-1), `countries` a code to the country's usual name; `given`
    holds given names, those of the pack's `people/` among them.
    """

    language: str
    named: Phrases
    cue: Phrases
    articles: frozenset[str]
    kinds: frozenset[str]
    links: frozenset[str]
    series: frozenset[str]
    never: frozenset[str]
    demonyms: Mapping[str, str]
    countries: Mapping[str, str]
    given: frozenset[str]
    instruments: frozenset[str]
    vessels: frozenset[str]
    outside: frozenset[str]
    plurals: frozenset[str]
    rivers: tuple[str, ...]
    """The single words for kinds of water."""
    of: frozenset[str]


@cache
def knowledge(language: str) -> Knowledge:
    """The knowledge of the pack for `language` (ISO 639-1); with English names and no words if no pack reads it."""
    cues = _lines(language, "cues.txt")
    return Knowledge(
        language=language,
        named=Phrases(_named(language), language),
        cue=Phrases(cues, language),
        articles=frozenset(_lines(language, "articles.txt")),
        kinds=frozenset(phrase.split()[0] for phrase, _ in _rows(language, "kinds.tsv")),
        links=frozenset(_lines(language, "links.txt")),
        series=frozenset(_lines(language, "series.txt")),
        never=frozenset(word.lower() for word in _lines(language, "never.txt")),
        demonyms={form.lower(): code for form, code in _rows(language, "demonyms.tsv")},
        countries={row[0]: row[_column(language, row)].split("|")[0] for row in _table(_COUNTRIES)},
        instruments=frozenset(_lines(language, "instruments.txt")),
        vessels=frozenset(_lines(language, "vessels.txt")),
        outside=frozenset(_lines(language, "outside.txt")),
        plurals=frozenset(_lines(language, "plurals.txt")),
        rivers=tuple(kind for kind, what in _rows(language, "kinds.tsv") if what == "water" and " " not in kind),
        of=lexicon(language).people.of,
        given=lexicon(language).people.given | frozenset(name.lower() for name in _lines(language, "given_names.txt")),
    )


def _named(language: str) -> Iterator[str]:
    """Every name in the tables, as it is written and as it is written with the typographer's apostrophe or in haste."""
    for table in (_COUNTRIES, *_TABLES):
        for row in _table(table):
            for name in row[_column(language, row)].split("|"):
                yield from (name, name.replace("'", "’"), _unaccented(name))


def _unaccented(name: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFD", name) if not unicodedata.combining(letter))


def _column(language: str, row: tuple[str, ...]) -> int:
    """The names stand in a row's last columns, one column a language."""
    languages = tuple(LANGUAGES)
    return len(row) - len(languages) + (languages.index(language) if language in languages else 0)


@cache
def _table(name: str) -> tuple[tuple[str, ...], ...]:
    lines = (ROOT / "places" / name).read_text(encoding="utf-8").splitlines()
    return tuple(tuple(line.split("\t")) for line in lines if line and not line.startswith("#"))


def _lines(language: str, name: str) -> tuple[str, ...]:
    found = pack(language)
    return found.lines(f"places/{name}") if found else ()


def _rows(language: str, name: str) -> tuple[tuple[str, ...], ...]:
    found = pack(language)
    return found.rows(f"places/{name}") if found else ()
