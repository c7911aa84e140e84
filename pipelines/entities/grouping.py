"""Which mentions of a document are of one thing."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from pipelines.entities.groups import Groups
from pipelines.entities.keys import key
from pipelines.entities.lexicon import lexicon
from pipelines.entities.mentions import Found
from pipelines.entities.officers import Held
from pipelines.entities.organization_merging import Link, join_organizations
from pipelines.entities.organizations import ACRONYMS
from pipelines.entities.people import ALIASES
from pipelines.entities.person_merging import join_people
from pipelines.entities.places_context import kilometres
from pipelines.entities.spans import words_of
from pipelines.passage import Passage
from pipelines.record import Label, Place, Precision

Located = Mapping[tuple[int, int], Place | None]


def grouped(
    found: Sequence[Found], offices: Sequence[Held], passages: Sequence[Passage], located: Located
) -> list[list[Found]]:
    """The mentions of each thing, in the order in which the document first names it."""
    people = [mention for mention in found if mention.label is Label.PERSON]
    organizations = [mention for mention in found if mention.label is Label.ORG]
    places = [mention for mention in found if mention.label is Label.PLACE]
    things = [
        *_people(people, offices, tuple(_aliases(passages))),
        *_organizations(organizations, tuple(_links(passages))),
        *_places(places, located),
    ]
    return sorted(things, key=lambda thing: thing[0].start)


def _people(found: Sequence[Found], offices: Sequence[Held], aliases: Sequence[tuple[str, str]]) -> list[list[Found]]:
    genders = {office.person.start: office.gender for office in offices if office.gender}
    titles = {office.person.start: office.title for office in offices if office.title}
    groups = Groups(len(found))
    join_people(
        found,
        [genders.get(mention.start) or _gender(mention) for mention in found],
        [titles.get(mention.start) or "" for mention in found],
        aliases,
        groups,
    )
    return _split(found, groups)


def _gender(mention: Found) -> str:
    """`m` or `f` by a well-known given name before a surname, else empty."""
    given, *rest = mention.text.lower().split()
    know = lexicon(mention.language).people
    return ("f" if given in know.feminine else "m") if rest and given in know.given else ""


def _aliases(passages: Sequence[Passage]) -> Iterator[tuple[str, str]]:
    for passage in passages:
        yield from passage.doc._.get(ALIASES)


def _organizations(found: Sequence[Found], links: Sequence[Link]) -> list[list[Found]]:
    groups = Groups(len(found))
    join_organizations(found, links, groups)
    return _split(found, groups)


def _places(found: Sequence[Found], located: Located) -> list[list[Found]]:
    """One place for one gazetteer entry or country, for one name that is near itself, and else for one name.

    A mention that nothing locates is of the place of that name that was located first.
    """
    groups = Groups(len(found))
    firsts: dict[str, int] = {}
    spots: dict[str, list[tuple[int, Place]]] = defaultdict(list)
    for at, mention in enumerate(found):
        place = located.get((mention.start, mention.end))
        first = firsts.setdefault(_place_key(mention, place), at)
        groups.join(first, at)
        if first == at and place:
            same = spots[key(mention.label, mention.text)]
            for other in [other for other, spot in same if _is_same_spot(spot, place)][:1]:
                groups.join(other, at)
            same.append((at, place))
    for at, mention in enumerate(found):
        namesakes = spots.get(key(mention.label, mention.text), ())
        if namesakes and located.get((mention.start, mention.end)) is None:
            groups.join(namesakes[0][0], at)
    return _split(found, groups)


def _is_same_spot(one: Place, other: Place) -> bool:
    """`Jenin` the city and its camp: two places of one name and country, neither the country itself, close together."""
    if one.country != other.country or Precision.COUNTRY in {one.precision, other.precision}:
        return False
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return False
    return kilometres((one.lat, one.lon), (other.lat, other.lon)) < _ONE_SPOT_KM


_ONE_SPOT_KM = 25.0


def _place_key(mention: Found, place: Place | None) -> str:
    if place and place.geonames_id is not None:
        return f"geonames {place.geonames_id}"
    if place and place.precision is Precision.COUNTRY:
        return f"country {place.country}"
    return f"name {key(mention.label, mention.text)}"


def _split(found: Sequence[Found], groups: Groups) -> list[list[Found]]:
    return [[found[at] for at in members] for members in groups.members().values()]


def _links(passages: Sequence[Passage]) -> Iterator[Link]:
    for passage in passages:
        text = words_of(passage.doc, passage.pack.code if passage.pack else "und").text
        for definition in passage.doc._.get(ACRONYMS):
            short = text[definition.short.start : definition.short.end]
            long = text[definition.long.start : definition.long.end]
            yield key(Label.ORG, short), key(Label.ORG, long)
