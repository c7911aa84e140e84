"""Countries by their names in the reader's language, and where to draw them."""

from functools import cache
from typing import NamedTuple

import models

_SOURCE = models.ROOT / "places" / "countries.tsv"
_LANGUAGES = ("en", "fr", "es")


class Country(NamedTuple):
    """A country: the usual name in each language, and a point in its middle in degrees."""

    names: dict[str, str]
    latitude: float
    longitude: float


@cache
def countries() -> dict[str, Country]:
    """Every country by its ISO 3166-1 alpha-2 code."""
    lines = _SOURCE.read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {
        code: Country(dict(zip(_LANGUAGES, map(_usual, names), strict=True)), float(latitude), float(longitude))
        for code, latitude, longitude, *names in rows
    }


def country_name(code: str, language: str) -> str:
    """The country's usual name; the code itself where there is no such country."""
    found = countries().get(code)
    return found.names.get(language, found.names["en"]) if found else code


def _usual(names: str) -> str:
    return names.split("|", maxsplit=1)[0]
