"""How well people, organisations and places are found, merged, described and located.

    for path in sorted(folder.glob("*.jsonl")):
        print(path.stem, evaluate(load(path), profile="fast"))

*Mentions* must agree in label and both ends. *Merges* are pairs of rightly found mentions that are of one thing.
*Roles* are right if title, role and organisation all are. An *acronym* is right if it is found and is one thing with
its long form. *Countries* and *points* are counted for places that are found; a point is right within 50 km.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from math import asin, cos, radians, sin, sqrt

from pipelines import entities, nlp
from pipelines.entities.naming import Naming
from pipelines.evaluate.entity_gold import GoldMention, GoldParagraph, GoldPlace, GoldRole
from pipelines.evaluate.scores import Score
from pipelines.options import Profile
from pipelines.record import Block, BlockKind, Entity, Label, Place

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


@dataclass(frozen=True)
class Aligned:
    """A gold paragraph beside what is named in it.

    `found` gives the entity's id by start, end and label, `matched` each gold mention's entity (None if missed),
    `owners` the entity of each gold key, `things` the entities by id.
    """

    gold: GoldParagraph
    found: Mapping[tuple[int, int, Label], str]
    matched: Sequence[tuple[GoldMention, str | None]]
    owners: Mapping[str, str]
    things: Mapping[str, Entity]


def align(gold: GoldParagraph, naming: Naming) -> Aligned:
    """The gold mentions paired with those found: same label and ends."""
    found = {(mention.start, mention.end, mention.label): mention.entity for mention in naming.mentions}
    matched = [(mention, found.get((mention.start, mention.end, mention.label))) for mention in gold.mentions]
    owners = {mention.key: entity for mention, entity in matched if entity}
    return Aligned(gold, found, matched, owners, {entity.id: entity for entity in naming.entities})


def compare(gold: GoldParagraph, naming: Naming) -> EntityScores:
    """The scores of one paragraph."""
    return score(align(gold, naming))


def score(one: Aligned) -> EntityScores:
    """The scores of one aligned paragraph."""
    right = sum(entity is not None for _, entity in one.matched)
    return EntityScores(
        mentions=Score(right, len(one.found) - right, len(one.matched) - right),
        merges=_merges([(mention.key, entity) for mention, entity in one.matched if entity]),
        roles=_roles(one),
        acronyms=_recalled(linked for _, linked in acronyms(one)),
        countries=_placed(right for _, right in countries(one)),
        points=_placed(right for _, right in points(one)),
    )


def _merges(pairs: Sequence[tuple[str, str]]) -> Score:
    verdicts = [(one[0] == other[0], one[1] == other[1]) for one, other in combinations(pairs, 2)]
    right = verdicts.count((True, True))
    return Score(right, verdicts.count((False, True)), verdicts.count((True, False)))


RoleKey = tuple[str, str, str, str]
"""The person's entity, or gold key if it was missed; title and role in lower case without full stops; organisation."""


def _roles(one: Aligned) -> Score:
    said, true = roles_said(one), roles_true(one)
    return Score(len(said & true), len(said - true), len(true - said))


def roles_said(one: Aligned) -> frozenset[RoleKey]:
    """The roles that the program gives to persons."""
    return frozenset(
        (entity.id, _bare(role.title), _bare(role.role), role.organization or "")
        for entity in one.things.values()
        for role in entity.roles
    )


def roles_true(one: Aligned) -> frozenset[RoleKey]:
    """The roles that the gold gives to persons."""
    return frozenset(
        (one.owners.get(role.person, role.person), _bare(role.title), _bare(role.role), _owner(role, one.owners))
        for role in one.gold.roles
        if role.title or role.role or role.organization
    )


def _bare(words: str | None) -> str:
    return (words or "").replace(".", "").casefold()


def _owner(role: GoldRole, owners: Mapping[str, str]) -> str:
    return owners.get(role.organization, role.organization) if role.organization else ""


def acronyms(one: Aligned) -> list[tuple[GoldMention, bool]]:
    """Each acronym that the text defines, and whether it is one thing with its long form."""
    longest: dict[str, tuple[int, str | None]] = {}
    for mention, entity in one.matched:
        length = mention.end - mention.start
        if not mention.defined and length > longest.get(mention.key, (0, None))[0]:
            longest[mention.key] = length, entity
    links = [(mention, entity, longest.get(mention.key, (0, None))[1]) for mention, entity in one.matched]
    return [(mention, entity is not None and entity == long) for mention, entity, long in links if mention.defined]


def countries(one: Aligned) -> list[tuple[str, bool]]:
    """Each gold key of a place that was found, and whether its country is right."""
    places = [(key, place, one.things[one.owners[key]].place) for key, place in _located(one)]
    return [(key, found is not None and found.country == true.country) for key, true, found in places]


def points(one: Aligned) -> list[tuple[str, bool]]:
    """Each gold key of a place with a point that was found, and whether the point is within `NEAR_KM`."""
    return [
        (key, _kilometres((place.lat, place.lon), one.things[one.owners[key]].place) <= NEAR_KM)
        for key, place in _located(one)
        if place.lat is not None and place.lon is not None
    ]


def _located(one: Aligned) -> Iterator[tuple[str, GoldPlace]]:
    return ((key, place) for key, place in one.gold.places.items() if key in one.owners)


def _recalled(verdicts: Iterable[bool]) -> Score:
    found = list(verdicts)
    return Score(found.count(True), 0, found.count(False))


def _placed(verdicts: Iterable[bool]) -> Score:
    found = list(verdicts)
    return Score(found.count(True), found.count(False), found.count(False))


def _kilometres(point: tuple[float | None, float | None], place: Place | None) -> float:
    """The great-circle distance by the haversine formula; infinite where a point is unknown."""
    if place is None or None in point or place.lat is None or place.lon is None:
        return float("inf")
    lat, lon = (radians(degrees or 0.0) for degrees in point)
    other_lat, other_lon = radians(place.lat), radians(place.lon)
    half = sin((lat - other_lat) / 2) ** 2 + cos(lat) * cos(other_lat) * sin((lon - other_lon) / 2) ** 2
    return 2 * _EARTH_KM * asin(sqrt(half))


_EARTH_KM = 6371.0
