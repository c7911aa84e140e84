"""How well people, organisations and places are found, merged, described and located.

    for path in sorted(folder.glob("*.jsonl")):
        print(path.stem, evaluate(load(path), profile="fast"))

*Mentions* must agree in label and both ends. *Merges* are pairs of rightly found mentions that are of one thing.
*Roles* are right if title, role and organisation all are. An *acronym* is right if it is found and is one thing with
its long form. *Countries* and *points* are counted for places that are found; a point is right within 50 km.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from math import asin, cos, radians, sin, sqrt

from pipelines import entities, nlp
from pipelines.entities.naming import Naming
from pipelines.evaluate.entity_gold import GoldMention, GoldParagraph, GoldRole
from pipelines.evaluate.scores import Score
from pipelines.options import Profile
from pipelines.record import Block, BlockKind, Entity, Place, Role

NEAR_KM = 50.0


@dataclass(frozen=True, slots=True)
class EntityScores:
    """One score for each thing that is measured; adding two pools them."""

    mentions: Score = field(default_factory=Score)
    merges: Score = field(default_factory=Score)
    roles: Score = field(default_factory=Score)
    acronyms: Score = field(default_factory=Score)
    countries: Score = field(default_factory=Score)
    points: Score = field(default_factory=Score)

    def __add__(self, other: "EntityScores") -> "EntityScores":
        return EntityScores(
            self.mentions + other.mentions,
            self.merges + other.merges,
            self.roles + other.roles,
            self.acronyms + other.acronyms,
            self.countries + other.countries,
            self.points + other.points,
        )


def evaluate(paragraphs: Iterable[GoldParagraph], *, profile: Profile) -> EntityScores:
    """The pooled scores of a profile over the paragraphs, each read as a document of its own."""
    return sum((compare(paragraph, read(paragraph, profile=profile)) for paragraph in paragraphs), EntityScores())


def read(paragraph: GoldParagraph, *, profile: Profile) -> Naming:
    """What the program names in a paragraph whose language is known."""
    end = len(paragraph.text)
    block = Block(kind=BlockKind.PARAGRAPH, page=1, start=0, end=end, language=paragraph.language)
    with nlp.analysed(paragraph.text, [block], profile=profile) as passages:
        return entities.resolve(passages)


def compare(gold: GoldParagraph, naming: Naming) -> EntityScores:
    """The scores of one paragraph."""
    found = {(mention.start, mention.end, mention.label): mention.entity for mention in naming.mentions}
    matched = [(mention, found.get((mention.start, mention.end, mention.label))) for mention in gold.mentions]
    owners = {mention.key: entity for mention, entity in matched if entity}
    things = {entity.id: entity for entity in naming.entities}
    right = sum(entity is not None for _, entity in matched)
    return EntityScores(
        mentions=Score(right, len(found) - right, len(matched) - right),
        merges=_merges([(mention.key, entity) for mention, entity in matched if entity]),
        roles=_roles(gold.roles, owners, things),
        acronyms=_acronyms(matched),
        countries=_countries(gold, owners, things),
        points=_points(gold, owners, things),
    )


def _merges(pairs: Sequence[tuple[str, str]]) -> Score:
    verdicts = [(one[0] == other[0], one[1] == other[1]) for one, other in combinations(pairs, 2)]
    right = verdicts.count((True, True))
    return Score(right, verdicts.count((False, True)), verdicts.count((True, False)))


def _roles(gold: Sequence[GoldRole], owners: dict[str, str], things: dict[str, Entity]) -> Score:
    said = {(entity.id, _plain(role)) for entity in things.values() for role in entity.roles}
    true = {
        (owners.get(role.person, role.person), (_bare(role.title), _bare(role.role), _owner(role.organization, owners)))
        for role in gold
        if role.title or role.role or role.organization
    }
    return Score(len(said & true), len(said - true), len(true - said))


def _plain(role: Role) -> tuple[str, str, str]:
    return _bare(role.title), _bare(role.role), role.organization or ""


def _bare(words: str | None) -> str:
    return (words or "").replace(".", "").casefold()


def _owner(key: str | None, owners: dict[str, str]) -> str:
    return owners.get(key, key) if key else ""


def _acronyms(matched: Sequence[tuple[GoldMention, str | None]]) -> Score:
    longs: dict[str, str | None] = {}
    for mention, entity in matched:
        longs.setdefault(mention.key, entity)
    links = [entity is not None and entity == longs[mention.key] for mention, entity in matched if mention.defined]
    return Score(links.count(True), 0, links.count(False))


def _countries(gold: GoldParagraph, owners: dict[str, str], things: dict[str, Entity]) -> Score:
    places = [(place, things[owners[key]].place) for key, place in gold.places.items() if key in owners]
    verdicts = [found is not None and found.country == true.country for true, found in places]
    return Score(verdicts.count(True), verdicts.count(False), verdicts.count(False))


def _points(gold: GoldParagraph, owners: dict[str, str], things: dict[str, Entity]) -> Score:
    verdicts = [
        _kilometres((place.lat, place.lon), things[owners[key]].place) <= NEAR_KM
        for key, place in gold.places.items()
        if key in owners and place.lat is not None and place.lon is not None
    ]
    return Score(verdicts.count(True), verdicts.count(False), verdicts.count(False))


def _kilometres(point: tuple[float | None, float | None], place: Place | None) -> float:
    """The great-circle distance by the haversine formula; infinite where a point is unknown."""
    if place is None or None in point or place.lat is None or place.lon is None:
        return float("inf")
    lat, lon = (radians(degrees or 0.0) for degrees in point)
    other_lat, other_lon = radians(place.lat), radians(place.lon)
    half = sin((lat - other_lat) / 2) ** 2 + cos(lat) * cos(other_lat) * sin((lon - other_lon) / 2) ** 2
    return 2 * _EARTH_KM * asin(sqrt(half))


_EARTH_KM = 6371.0
