"""What the values of filters mean, for every engine alike."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from pipelines.entities.gazetteer import locate
from pipelines.record import Precision
from service.index.analysis import languages
from service.index.folding import fold

_CODE = re.compile("[A-Z]{2}")


@dataclass(frozen=True, slots=True)
class Where:
    """Any of these countries (ISO 3166-1 alpha-2), or a place with any of these names, folded."""

    countries: tuple[str, ...]
    names: tuple[str, ...]


def where(places: Iterable[str]) -> Where:
    """The places that an analyst asks for. A country's name in any language of a pack means all that lies in it."""
    asked = tuple(places)
    countries = {found for place in asked if (found := _country(place))}
    names = {fold(place) for place in asked if not _CODE.fullmatch(place)}
    return Where(tuple(sorted(countries)), tuple(sorted(names)))


@lru_cache(maxsize=1024)
def _country(place: str) -> str | None:
    """The code of a country by its code, in capitals, or by its name; None for any other place."""
    if _CODE.fullmatch(place):
        return place
    found = (locate(place, language=language) for language in languages())
    return next((known.country for known in found if known and known.precision is Precision.COUNTRY), None)
