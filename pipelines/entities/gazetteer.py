"""Where a named place is: the offline gazetteer, and the choice among places of one name.

    for toponym, place in zip(toponyms, locate_all(toponyms), strict=True): ...

A name is looked up in `models/places/places.sqlite`; the candidates are weighed by what the name is qualified with
(`Paris, Texas`), then by the document's other places (`Context`), and by importance last.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import sqrt
from typing import NamedTuple

from models.places.keys import key
from pipelines.entities.places_context import NOWHERE, Context, evidence, gathered
from pipelines.entities.places_lookup import Candidate, candidates
from pipelines.record import Place, Precision

SURE = 3.0
"""A name whose first candidate outweighs those abroad by so much is sure: a thousand times the people."""

VILLAGE = 4.0
"""A decimal logarithm: a place of ten thousand people is meant wherever it is, if no other bears its name."""
ONLY = 0.95
"""The share of a document's places that lie in the one country it is about."""

_AREAS = frozenset({Precision.COUNTRY, Precision.ADMIN1, Precision.ADMIN2})
LARGE = 5.0
"""A town of so many people, as a decimal logarithm, is meant although a country or area bears its name, and
although the document names nothing else in its country."""


@dataclass(frozen=True, slots=True)
class Toponym:
    """A name of a place as written, its language (ISO 639-1), and the names of larger places said to hold it.

    `Tripoli, Lebanon` and `the Lebanese city of Tripoli` are `Toponym("Tripoli", within=("Lebanon",))`.
    """

    name: str
    language: str = "en"
    within: tuple[str, ...] = ()
    holds: str = ""
    """A place said to lie in it: `Georgia` is the state in `Atlanta, Georgia`."""


class _Vote(NamedTuple):
    """What a name speaks for: `sure` is 0 to 1 for each time it is named, more often counting less each time."""

    key: str
    place: Place
    sure: float


def locate(
    name: str, *, language: str = "en", within: Sequence[str] = (), holds: str = "", context: Context = NOWHERE
) -> Place | None:
    """The place that a name means in a context; None if the gazetteer does not know the name.

    A name unknown itself but said to lie within a known place gets that place's country and first-order area, and
    neither coordinates nor precision; so does a village of the name elsewhere. An unknown one in a document about
    one country lies there.
    """
    found = _holding(candidates(name, language), holds, language)
    holders = _holders(within, language)
    held = _held(found, holders)
    best = _best(held, NOWHERE) if held else _best(found, context)
    if best and not (holders and not held and _is_elsewhere(best, holders[0].place, context)):
        return best.place
    return _inside(holders[0].place) if holders else _only_country(context)


def _is_elsewhere(one: Candidate, holder: Place, context: Context) -> bool:
    """Whether a village lies in another country than what is said to hold it (`Emerson, Manitoba`), one named less."""
    said = context.countries
    named_less = said.get(one.place.country or "", 0.0) <= said.get(holder.country or "", 0.0)
    return named_less and _is_small(one) and holder.country not in {None, one.place.country}


def _only_country(context: Context) -> Place | None:
    """The country of a document that speaks of no other."""
    country = max(context.countries, key=context.countries.__getitem__, default=None)
    sole = country and context.countries[country] >= max(ONLY * sum(context.countries.values()), 1.0)
    return Place(country=country) if sole else None


def locate_all(
    toponyms: Sequence[Toponym],
    *,
    beside: Sequence[Toponym] = (),
    hints: Mapping[str, float] = NOWHERE.countries,
) -> tuple[Place | None, ...]:
    """The places that a document's names mean, one for each toponym in order, None where unknown.

    Every name speaks for the places near what it most likely means, by how likely that is, but not for itself.
    `beside` are names that speak for places without being asked for, such as those inside organisations' names.
    `hints` adds weaker evidence for countries, such as nationalities named (`{"PK": 2}`). A name means the same
    wherever the document has it, unless it is qualified.
    """
    qualified = {key(one.name): one.within for one in reversed(toponyms) if one.within}
    full = [one if one.within else replace(one, within=qualified.get(key(one.name), ())) for one in toponyms]
    votes = _votes([*full, *beside])
    settled = {one: _settled(one, votes, hints) for one in dict.fromkeys(full)}
    return tuple(settled[one] for one in full)


def _settled(toponym: Toponym, votes: Sequence[_Vote], hints: Mapping[str, float]) -> Place | None:
    others = ((vote.place, vote.sure) for vote in votes if vote.key != key(toponym.name))
    found = candidates(toponym.name, toponym.language)
    sure = len(found) == 1 and found[0].weight >= VILLAGE
    context = NOWHERE if sure else gathered(others, hints=hints)
    return locate(toponym.name, language=toponym.language, within=toponym.within, holds=toponym.holds, context=context)


def _holding(found: Sequence[Candidate], held: str, language: str) -> Sequence[Candidate]:
    """The candidates that hold a town of the name given; all of them if none does."""
    if not held or len(found) < 2:  # noqa: PLR2004
        return found
    towns = [one.place for one in candidates(held, language)]
    return [one for one in found if any(_holds(one.place, town) for town in towns)] or found


def _votes(toponyms: Sequence[Toponym]) -> list[_Vote]:
    counted = Counter(toponyms).items()
    votes = (_vote(toponym, sqrt(count)) for toponym, count in counted)
    return [vote for vote in votes if vote]


def _vote(toponym: Toponym, count: float) -> _Vote | None:
    """What a toponym most likely means without the rest of the document, if that is likely at all."""
    found = candidates(toponym.name, toponym.language)
    held = _held(found, _holders(toponym.within, toponym.language))
    if not found:
        return None
    first = (held or found)[0]
    rivals = (one.weight for one in found if one.place.country != first.place.country)
    margin = SURE if held else first.weight - max(rivals, default=0.0)
    return _Vote(key(toponym.name), first.place, count * min(margin / SURE, 1.0))


def _best(found: Sequence[Candidate], context: Context) -> Candidate | None:
    """The candidate that importance and context favour, unless it is a small town that nothing else speaks for."""
    best = max(found, key=lambda one: one.weight + evidence(one.place, context), default=None)
    if best is None or (_is_small(best) and context.is_elsewhere(best.place, only=len(found) == 1)):
        return None
    return next((one for one in found if _is_its_city(one, best.place)), best)


def _is_its_city(one: Candidate, area: Place) -> bool:
    """Whether a candidate is the city that an area is named after: `Abidjan` means the city."""
    if area.precision is not Precision.ADMIN1 or one.place.precision is not Precision.POINT or _is_small(one):
        return False
    return (one.place.country, one.place.admin1) == (area.country, area.admin1)


def _holders(names: Sequence[str], language: str) -> list[Candidate]:
    """What the names mean that can hold another place; two capitals are a state of the United States."""
    found = (one for name in names for one in (*candidates(name, language), *_postal(name, language)))
    return [one for one in found if one.place.precision in _AREAS]


def _postal(name: str, language: str) -> tuple[Candidate, ...]:
    return candidates(f"US {name}", language) if len(name) == 2 and name.isupper() else ()  # noqa: PLR2004


def _held(found: Sequence[Candidate], holders: Sequence[Candidate]) -> list[Candidate]:
    """The candidates that lie within a holder, if the text says so: in `Panama, Colombia` a comma makes a list."""
    countries = bool(found) and found[0].place.precision is Precision.COUNTRY
    return [
        one
        for one in found
        if any(_holds(held.place, one.place) for held in holders)
        and not (countries and _is_small(one) and holders[0].place.precision is Precision.COUNTRY)
    ]


def _is_small(one: Candidate) -> bool:
    return one.place.precision is Precision.POINT and one.weight < LARGE


def _holds(holder: Place, place: Place) -> bool:
    if holder == place or holder.country != place.country:
        return False
    return holder.precision is Precision.COUNTRY or (holder.admin1 is not None and holder.admin1 == place.admin1)


def _inside(holder: Place) -> Place:
    return Place(country=holder.country, admin1=holder.admin1)
