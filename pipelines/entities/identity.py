"""Gives each thing its id, its fullest name, its other names and its roles."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipelines.entities.keys import folded, is_acronym, tokens
from pipelines.entities.mentions import Found
from pipelines.entities.naming import Naming
from pipelines.entities.officers import Held
from pipelines.record import Entity, Label, Mention, Place, Role

Inside = Mapping[tuple[int, int], tuple[int, int]]
Located = Mapping[tuple[int, int], Place | None]
_DIGITS = 8


def identified(things: Sequence[Sequence[Found]], offices: Sequence[Held], located: Located, inside: Inside) -> Naming:
    """The entities, one for each group of mentions, and all mentions in order."""
    names = [_fullest(thing) for thing in things]
    ids = list(_ids(things, names))
    owners = {(mention.start, mention.end): id_ for id_, thing in zip(ids, things, strict=True) for mention in thing}
    roles, wholes = _roles(offices, owners), _wholes(inside, owners)
    entities = (
        _entity(id_, name, thing, roles.get(id_, ()), located)
        for id_, name, thing in zip(ids, names, things, strict=True)
    )
    mentions = (_mention(id_, mention) for id_, thing in zip(ids, things, strict=True) for mention in thing)
    placed = tuple(entity.model_copy(update={"part_of": wholes.get(entity.id)}) for entity in entities)
    return Naming(placed, tuple(sorted(mentions, key=lambda mention: mention.start)))


def _fullest(thing: Sequence[Found]) -> str:
    """The form with most words; an acronym only if there is nothing else; the first of equals."""
    return max((_clean(found.text) for found in thing), key=lambda text: (not is_acronym(text), len(tokens(text))))


def _clean(text: str) -> str:
    return " ".join(text.split())


def _ids(things: Sequence[Sequence[Found]], names: Sequence[str]) -> Iterator[str]:
    """`person-` and a hash of the name; a second thing of the same name counts on: `-2`."""
    seen: dict[str, int] = {}
    for thing, name in zip(things, names, strict=True):
        label = thing[0].label.value.lower()
        digest = hashlib.sha256(f"{label}:{folded(name)}".encode()).hexdigest()[:_DIGITS]
        id_ = f"{label}-{digest}"
        seen[id_] = seen.get(id_, 0) + 1
        yield id_ if seen[id_] == 1 else f"{id_}-{seen[id_]}"


def _entity(id_: str, name: str, thing: Sequence[Found], roles: Sequence[Role], located: Located) -> Entity:
    forms = dict.fromkeys(_clean(found.text) for found in thing)
    places = Counter(place for found in thing if (place := located.get((found.start, found.end))))
    return Entity(
        id=id_,
        label=thing[0].label,
        name=name,
        aliases=tuple(form for form in forms if form != name),
        roles=tuple(roles),
        place=max(places, key=places.__getitem__, default=None) if thing[0].label is Label.PLACE else None,
    )


def _wholes(inside: Inside, owners: Mapping[tuple[int, int], str]) -> Mapping[str, str]:
    pairs = ((owners.get(part), owners.get(whole)) for part, whole in inside.items())
    return {part: whole for part, whole in pairs if part and whole and part != whole}


def _mention(id_: str, found: Found) -> Mention:
    return Mention(entity=id_, text=found.text, start=found.start, end=found.end, page=found.page, label=found.label)


def _roles(offices: Sequence[Held], owners: Mapping[tuple[int, int], str]) -> Mapping[str, tuple[Role, ...]]:
    """Each person's roles, every one once; a title said alone joins a role that has none."""
    said: dict[str, list[Role]] = {}
    for office in offices:
        if owner := owners.get((office.person.start, office.person.end)):
            said.setdefault(owner, []).append(_role(office, owners))
    return {owner: tuple(_distinct(_titled(roles))) for owner, roles in said.items()}


def _titled(roles: Sequence[Role]) -> Iterator[Role]:
    titles = [role.title for role in roles if role.title]
    for role in roles:
        yield role.model_copy(update={"title": titles[0]}) if titles and role.title is None else role


def _distinct(roles: Iterable[Role]) -> list[Role]:
    kept: list[Role] = []
    for role in roles:
        if not any(_says(earlier, role) for earlier in kept):
            kept = [earlier for earlier in kept if not _says(role, earlier)] + [role]
    return kept


def _says(one: Role, other: Role) -> bool:
    """Whether `one` says all that `other` does."""
    pairs = ((one.title, other.title), (one.role, other.role), (one.organization, other.organization))
    return all(theirs is None or ours == theirs for ours, theirs in pairs)


def _role(office: Held, owners: Mapping[tuple[int, int], str]) -> Role:
    organization = office.organization
    return Role(
        title=office.title,
        role=office.role,
        organization=owners.get((organization.start, organization.end)) if organization else None,
        start=office.span.start,
        end=office.span.end,
    )
