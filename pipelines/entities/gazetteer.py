"""Where a named place is: the offline gazetteer, and the choice among places of one name.

    for toponym, place in zip(toponyms, locate_all(toponyms), strict=True): ...

A name is looked up in `models/places/places.sqlite`; the candidates are weighed by what the name is qualified with
(`Paris, Texas`), then by the document's other places (`Context`), and by importance last.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from pipelines.record import Place


@dataclass(frozen=True, slots=True)
class Toponym:
    """A name of a place as written, its language (ISO 639-1), and the names of larger places said to hold it.

    `Tripoli, Lebanon` and `the Lebanese city of Tripoli` are `Toponym("Tripoli", within=("Lebanon",))`.
    """

    name: str
    language: str = "en"
    within: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Context:
    """What a document says elsewhere: how often each country and each first-order area is named, and points in it.

    `countries` maps ISO 3166-1 codes to counts, `areas` (country code, area name) to counts; `points` are
    (latitude, longitude) in degrees. Empty means that nothing is known, and importance decides.
    """

    countries: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    areas: Mapping[tuple[str, str], float] = field(default_factory=lambda: MappingProxyType({}))
    points: tuple[tuple[float, float], ...] = ()


NOWHERE = Context()


def locate(name: str, *, language: str = "en", within: Sequence[str] = (), context: Context = NOWHERE) -> Place | None:
    """The place that a name means in a context; None if the gazetteer does not know the name."""
    return None


def locate_all(
    toponyms: Sequence[Toponym], *, hints: Mapping[str, float] = NOWHERE.countries
) -> tuple[Place | None, ...]:
    """The places that a document's names mean, one for each toponym in order, None where unknown.

    Names that can mean only one place, or are qualified, settle the others. `hints` adds weaker evidence for
    countries, such as nationalities named (`{"PK": 2}`). A name means the same wherever the document has it, unless
    it is qualified.
    """
    return tuple(locate(toponym.name, language=toponym.language, within=toponym.within) for toponym in toponyms)
