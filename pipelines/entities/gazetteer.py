"""Where a named place is: the offline gazetteer, and the choice among places of one name.

    for toponym, place in zip(toponyms, locate_all(toponyms), strict=True): ...

A name is looked up in `models/places/places.sqlite`; the candidates are weighed by what the name is qualified with
(`Paris, Texas`), then by the document's other places (`Context`), and by importance last.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from models.places.keys import key
from pipelines.entities.places_context import NOWHERE, Context, evidence, gathered
from pipelines.entities.places_lookup import Candidate, candidates
from pipelines.record import Place, Precision

SURE = 2.5
"""A name whose first candidate outweighs the second so much settles others: some three hundred times the people."""

LARGE = 5.0
"""A town of so many people, as a decimal logarithm, may be meant although a country bears its name."""


@dataclass(frozen=True, slots=True)
class Toponym:
    """A name of a place as written, its language (ISO 639-1), and the names of larger places said to hold it.

    `Tripoli, Lebanon` and `the Lebanese city of Tripoli` are `Toponym("Tripoli", within=("Lebanon",))`.
    """

    name: str
    language: str = "en"
    within: tuple[str, ...] = ()


def locate(name: str, *, language: str = "en", within: Sequence[str] = (), context: Context = NOWHERE) -> Place | None:
    """The place that a name means in a context; None if the gazetteer does not know the name.

    A name unknown itself but said to lie within a known place gets that place's country and first-order area, and
    neither coordinates nor precision.
    """
    found = candidates(name, language)
    holders = [held for holder in within for held in _holders(holder, language)]
    held = [one for one in found if any(_holds(holder.place, one.place) for holder in holders)]
    if best := _best(_instead(found, held), context):
        return best.place
    return _inside(holders[0].place) if holders else None


def locate_all(
    toponyms: Sequence[Toponym], *, hints: Mapping[str, float] = NOWHERE.countries
) -> tuple[Place | None, ...]:
    """The places that a document's names mean, one for each toponym in order, None where unknown.

    Names that can mean only one place, or are qualified, settle the others. `hints` adds weaker evidence for
    countries, such as nationalities named (`{"PK": 2}`). A name means the same wherever the document has it, unless
    it is qualified.
    """
    context = gathered(_anchors(toponyms), hints=hints)
    qualified = {key(one.name): one.within for one in reversed(toponyms) if one.within}
    settled: dict[Toponym, Place | None] = {}
    for toponym in dict.fromkeys(toponyms):
        within = toponym.within or qualified.get(key(toponym.name), ())
        settled[toponym] = locate(toponym.name, language=toponym.language, within=within, context=context)
    return tuple(settled[toponym] for toponym in toponyms)


def _anchors(toponyms: Iterable[Toponym]) -> list[Place]:
    places = (_anchor(toponym) for toponym in toponyms)
    return [place for place in places if place]


def _anchor(toponym: Toponym) -> Place | None:
    """Where a toponym is, if that is plain without the rest of the document."""
    if toponym.within:
        return locate(toponym.name, language=toponym.language, within=toponym.within)
    found = candidates(toponym.name, toponym.language)
    if not found or (len(found) > 1 and found[0].weight - found[1].weight < SURE and not _same(found[0], found[1])):
        return None
    return found[0].place


def _instead(found: Sequence[Candidate], held: Sequence[Candidate]) -> Sequence[Candidate]:
    """The candidates that lie where the text says, or all: in `Panama, Colombia` a comma only makes a list."""
    listed = bool(found) and found[0].place.precision is Precision.COUNTRY
    plain = [one for one in held if not listed or one.place.precision is not Precision.POINT or one.weight > LARGE]
    return plain or found


def _same(one: Candidate, other: Candidate) -> bool:
    """Whether two candidates are a town and the area around it, which agree on what matters here."""
    return (one.place.country, one.place.admin1) == (other.place.country, other.place.admin1)


def _best(found: Sequence[Candidate], context: Context) -> Candidate | None:
    return max(found, key=lambda one: one.weight + evidence(one.place, context), default=None)


def _holders(name: str, language: str) -> tuple[Candidate, ...]:
    """What can hold another place: countries and areas; two capitals are a state of the United States."""
    postal = candidates(f"US {name}", language) if len(name) == 2 and name.isupper() else ()  # noqa: PLR2004
    return tuple(one for one in [*candidates(name, language), *postal] if one.place.country)


def _holds(holder: Place, place: Place) -> bool:
    if holder == place or holder.country != place.country:
        return False
    return holder.precision is Precision.COUNTRY or (holder.admin1 is not None and holder.admin1 == place.admin1)


def _inside(holder: Place) -> Place:
    return Place(country=holder.country, admin1=holder.admin1)
