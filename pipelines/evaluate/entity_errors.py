"""What is wrong with the names found in a gold paragraph, a line for each mistake.

for line in mistakes(align(gold, read(gold, profile="fast"))):
    print(line)
"""

from collections.abc import Iterator
from itertools import combinations

from pipelines.evaluate.entities import Aligned, RoleKey, acronyms, countries, points, roles_said, roles_true
from pipelines.evaluate.entity_gold import GoldMention
from pipelines.record import Entity


def mistakes(one: Aligned) -> Iterator[str]:
    """Mentions, merges, roles, acronyms and places that are missed, wrong or spurious."""
    yield from _mentions(one)
    yield from _merges(one)
    yield from _roles(one)
    yield from (f"acronym apart: {_text(one, mention)}" for mention, linked in acronyms(one) if not linked)
    yield from (f"country wrong: {_place(one, key)}" for key, right in countries(one) if not right)
    yield from (f"point wrong: {_place(one, key)}" for key, right in points(one) if not right)


def _mentions(one: Aligned) -> Iterator[str]:
    for mention, entity in one.matched:
        if entity is None:
            yield f"missed {mention.label} {_text(one, mention)!r}"
    true = {(mention.start, mention.end, mention.label) for mention in one.gold.mentions}
    for start, end, label in sorted(one.found):
        if (start, end, label) not in true:
            yield f"spurious {label} {one.gold.text[start:end]!r}"


def _merges(one: Aligned) -> Iterator[str]:
    found = [(mention, entity) for mention, entity in one.matched if entity]
    for (first, entity), (second, other) in combinations(found, 2):
        if (first.key == second.key) != (entity == other):
            verdict = "merged" if entity == other else "apart"
            yield f"{verdict}: {_text(one, first)} / {_text(one, second)}"


def _roles(one: Aligned) -> Iterator[str]:
    said, true = roles_said(one), roles_true(one)
    yield from (f"role missed: {_role(one, role)}" for role in sorted(true - said))
    yield from (f"role spurious: {_role(one, role)}" for role in sorted(said - true))


def _role(one: Aligned, role: RoleKey) -> str:
    person, title, words, organization = role
    return f"{_name(one, person)} | {title} | {words} | {_name(one, organization)}"


def _name(one: Aligned, id_: str) -> str:
    """An entity's name; for a gold key that was not found, the words marked with it."""
    if id_ in one.things:
        return one.things[id_].name
    return next((_text(one, mention) for mention in one.gold.mentions if mention.key == id_), "")


def _place(one: Aligned, key: str) -> str:
    found: Entity = one.things[one.owners[key]]
    place, true = found.place, one.gold.places[key]
    where = f"{place.country} {place.lat} {place.lon}" if place else "nowhere"
    return f"{found.name} is {where}, not {true.country} {true.lat} {true.lon}"


def _text(one: Aligned, mention: GoldMention) -> str:
    return one.gold.text[mention.start : mention.end]
