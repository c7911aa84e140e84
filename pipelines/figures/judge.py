"""Chooses one kind for each quantity among the candidates, or none."""

import re
from collections.abc import Iterable, Iterator
from itertools import takewhile

from pipelines.figures.chunks import BARE, OF_SET, Chunk, Clauses
from pipelines.figures.counted import Quantity
from pipelines.figures.data import kinds
from pipelines.figures.grammar import GAPPED, RELATIVE, SUBJECT, TOLD, Candidate
from pipelines.record import Kind

MONEY = "money"
PEOPLE = "people"
LABEL = "-label"
_LEAST = 0.5
_NOTHING = "uncounted"
_GROUP = "group"
_ADJECTIVES = frozenset("PRS")
_UNNUMBERED = frozenset({"none", "article"})
_KIND_NOUNS = frozenset("CES")
_COMPARED = re.compile(r"[nECS]?T")
_OF_SET = re.compile(r".od{0,2}\Z")
_OPENS_SET = re.compile(r"c?[opM]d{0,2}")
_SHARE = re.compile(r"[nWpod]{0,8},[cyPRSIxhm,]{0,5}d?[qQz]")
_FOUND = frozenset({"vehicles", "vessels", "buildings"})
_MODIFIERS = frozenset("nWy")
_LISTED = frozenset("nWc")
_LABEL = re.compile(r"pd?n?Wq[,.;)]\Z")
_NAME_REACH = 5
_DESCRIPTIONS = frozenset({"kind-noun", "premodifier", "state", "event-count", "reduced"})
_SPARED = _DESCRIPTIONS | {"of-those-only"}
_VERB_AFTER = re.compile(r"[hmygn]{0,3}(?:x[yg]{0,2})?")
_UNDONE = frozenset({"undone"})
_HARMLESS = _UNDONE | {"idle"}
_ASIDE = 2
_TELLS_WHERE = re.compile(r"(?<![PARI])[pa]z(?:[.,;]|\Z)")


def judge(clauses: Clauses, found: Iterable[Candidate]) -> dict[int, Candidate]:
    """The best candidate for each quantity by its chunk index; those that cannot be counted so are left out."""
    best: dict[int, Candidate] = {}
    for candidate in _without_objects(clauses, tuple(found)):
        rival = best.get(candidate.quantity)
        if candidate.score >= _LEAST and _fits(clauses, candidate) and (not rival or _beats(candidate, rival)):
            best[candidate.quantity] = candidate
    return best


def _without_objects(clauses: Clauses, found: tuple[Candidate, ...]) -> Iterator[Candidate]:
    """The candidates without those that take the object in a relative clause for the subject of the verb after it.

    What only describes those of whom the end is told later (`four missing climbers were found dead`) goes too.
    """
    subjects = {each.trigger: each.quantity for each in found if each.rule == RELATIVE}
    told = {each.quantity: each.trigger for each in found if each.rule == TOLD and _fits(clauses, each)}
    for each in found:
        described = each.rule in _DESCRIPTIONS and each.trigger < told.get(each.quantity, each.trigger)
        if not described and not (each.rule in SUBJECT and subjects.get(each.trigger, each.quantity) < each.quantity):
            yield each


def _beats(candidate: Candidate, rival: Candidate) -> bool:
    return (candidate.score, -abs(candidate.trigger - candidate.quantity)) > (
        rival.score,
        -abs(rival.trigger - rival.quantity),
    )


def _fits(clauses: Clauses, candidate: Candidate) -> bool:
    quantity = clauses.chunks[candidate.quantity].quantity
    if quantity is None or is_difference(clauses, candidate.quantity) or _is_set(clauses, candidate):
        return False
    if quantity.number.form in _UNNUMBERED and _is_unreal(clauses, candidate, quantity):
        return False
    labelled = candidate.rule != GAPPED and is_label(clauses, candidate.quantity)
    if labelled or _is_cause(candidate, quantity) or _describes(clauses, candidate):
        return False
    idle = candidate.rule in _SPARED and _is_idle(clauses, candidate)
    if idle or not _suits(clauses, candidate, quantity) or not _counts_alone(candidate.kind, quantity):
        return False
    return may_count(candidate.kind, quantity.unit or _implied(clauses, candidate)) and not is_of_things(
        clauses, candidate.quantity, candidate.kind
    )


def is_of_things(clauses: Clauses, index: int, kind: Kind) -> bool:
    """Whether it counts some of a set that cannot suffer the kind (`1,203 beds are occupied, 38 of them …`)."""
    quantity = clauses.chunks[index].quantity
    if quantity is None or clauses.tags[index] != OF_SET or quantity.unit:
        return False
    before = clauses.chunks[:index]
    sets = [chunk.quantity.unit for chunk in before if chunk.quantity and not chunk.quantity.article]
    named = [chunk.entry.unit for chunk in before if chunk.tag == "n" and chunk.entry and chunk.entry.unit]
    return bool(sets) and not any(unit in {None, _GROUP} or may_count(kind, unit) for unit in (*sets, *named))


def _is_unreal(clauses: Clauses, candidate: Candidate, quantity: Quantity) -> bool:
    """Whether one or none is a law's, and none a label's or only conceivable (`it would kill nobody`)."""
    if quantity.number.form != "none":
        return _is_norm(clauses, candidate.quantity)
    conceived = candidate.trigger < candidate.quantity and clauses.tags[: candidate.trigger].endswith("m")
    return conceived or candidate.rule.endswith(LABEL) or _is_norm(clauses, candidate.quantity)


def _is_norm(clauses: Clauses, index: int) -> bool:
    """Whether what stands is a law and no event (`no one shall be arrested`, not `a man may have died`)."""
    following = clauses.chunks[index + 1 : index + 2]
    rules = any(chunk.entry is not None and chunk.entry.name == "norm" for chunk in following)
    return rules and clauses.tags[index + 2 : index + 3] != "h"


def is_label(clauses: Clauses, index: int) -> bool:
    """Whether a bare number belongs to a name (`in Block 7, six …`) or to one person (`a cyclist (41)`) before it."""
    if _LABEL.search(clauses.tags, max(0, index - _NAME_REACH), index + 2):
        return True
    one = clauses.chunks[index - _ASIDE].quantity if index >= _ASIDE else None
    return one is not None and one.article and clauses.tags[index - 1 : index + 2] == "(q)"


def _describes(clauses: Clauses, candidate: Candidate) -> bool:
    """Whether the trigger only describes what is no victim (`three missing reports`, `ten dead palm trees`)."""
    if candidate.trigger != candidate.quantity + 1 or clauses.tags[candidate.quantity] != BARE:
        return False
    phrase = takewhile(lambda chunk: chunk.tag == "n", clauses.chunks[candidate.trigger + 1 :])
    nouns = (chunk.entry for chunk in reversed(tuple(phrase)) if chunk.entry and chunk.entry.unit)
    unit = next((noun.unit for noun in nouns if noun.plural), None)
    described = clauses.tags[candidate.trigger] in _ADJECTIVES
    return unit == _NOTHING or (described and not may_count(candidate.kind, unit))


def _is_cause(candidate: Candidate, quantity: Quantity) -> bool:
    """Whether one thing's end is only named as a cause (`the collapse of a tower left 22 dead`)."""
    return candidate.rule == "event-of" and quantity.article and quantity.unit not in {None, PEOPLE}


def _is_idle(clauses: Clauses, candidate: Candidate) -> bool:
    """Whether nothing befalls those described (`room for 40 wounded men`, `three accused were acquitted`)."""
    before = reversed(clauses.chunks[max(0, candidate.quantity - _ASIDE) : candidate.quantity])
    nearest = next((chunk for chunk in before if chunk.tag not in {"d", "y"}), None)
    verb = _VERB_AFTER.match(clauses.tags, candidate.trigger + 1)
    told = clauses.chunks[verb.end()] if verb and verb.end() < len(clauses.chunks) else None
    return _is_of(nearest, _HARMLESS) or _is_of(told, _UNDONE)


def _is_of(chunk: Chunk | None, names: frozenset[str]) -> bool:
    return chunk is not None and chunk.entry is not None and chunk.entry.name in names


def _is_set(clauses: Clauses, candidate: Candidate) -> bool:
    """Whether the quantity is only the set of which a share is told (`most of the 230 passengers survived`)."""
    of = _OF_SET.search(clauses.tags, 0, candidate.quantity)
    described = clauses.tags[candidate.quantity] == BARE and candidate.trigger == candidate.quantity + 1
    if described:
        return False
    if of is None:
        return _is_set_first(clauses.tags, candidate.quantity) or is_place(clauses.tags, candidate.quantity)
    share = clauses.chunks[of.start()].entry
    return share is not None and share.name == "fraction"


def _is_set_first(tags: str, index: int) -> bool:
    """Whether a share is told of the set that opens the sentence (`of the 42 residents, 29 were evacuated`)."""
    return bool(_OPENS_SET.fullmatch(tags, 0, index) and _SHARE.match(tags, index + 1))


def is_place(tags: str, index: int) -> bool:
    """Whether it tells where (`in one of them lay four bodies`, `work stopped in four of them.`)."""
    if tags[index] != OF_SET:
        return False
    return tags[max(0, index - 2) : index] in {"p", ",p"} or bool(_TELLS_WHERE.match(tags, max(0, index - 1)))


def _counts_alone(kind: Kind, quantity: Quantity) -> bool:
    """Whether one without a number counts: who fled alone, or is known and on trial, does not."""
    if not quantity.article or quantity.number.best != 1 or quantity.unit not in {None, PEOPLE}:
        return True
    alone = kinds()[kind].alone
    return alone == "always" or (alone == "new" and not quantity.known)


def _suits(clauses: Clauses, candidate: Candidate, quantity: Quantity) -> bool:
    """Whether a trigger that means much else (`found`, `lost`, `held`) stands beside what it must count."""
    entry = clauses.chunks[candidate.trigger].entry
    if entry is None or entry.name not in {"takes", "holds"}:
        return True
    if quantity.article and quantity.unit in _FOUND:
        return False
    unit = quantity.unit or _implied(clauses, candidate)
    return unit is not None or (entry.name == "holds" and quantity.noun is None)


def _implied(clauses: Clauses, candidate: Candidate) -> str | None:
    """The unit of a bare number before a noun that carries a kind, such as `12 bodies`."""
    if clauses.tags[candidate.quantity] != BARE:
        return None
    if _uncounted_list(clauses, candidate.quantity + 1):
        return _NOTHING
    following = (chunk for chunk in clauses.chunks[candidate.quantity + 1 :] if chunk.tag not in _MODIFIERS)
    noun = next(following, None)
    if noun is None or noun.tag not in _KIND_NOUNS or not noun.kinds:
        return None
    if noun.kinds[0] is Kind.KILLED and noun.tag == "C" and candidate.kind is not Kind.KILLED:
        return _NOTHING
    return unit_for(noun.kinds[0], noun.entry.unit if noun.entry else None)


def _uncounted_list(clauses: Clauses, first: int) -> bool:
    """Whether what follows is a list that ends in what nothing befalls (`34 cooperation and training projects`)."""
    phrase = takewhile(lambda chunk: chunk.tag in _LISTED, clauses.chunks[first:])
    return any(chunk.entry is not None and chunk.entry.unit == _NOTHING for chunk in phrase)


def is_difference(clauses: Clauses, index: int) -> bool:
    """Whether the quantity only compares two others (`29 more than in 2023`)."""
    return _COMPARED.match(clauses.tags, index + 1) is not None


def may_count(kind: Kind, unit: str | None) -> bool:
    """Whether figures of `kind` may count `unit`; an unknown unit may be anything."""
    return unit is None or (MONEY if is_money(unit) else unit) in kinds()[kind].units


def is_money(unit: str) -> bool:
    """Whether `unit` is an ISO 4217 code."""
    return len(unit) == 3 and unit.isupper()  # noqa: PLR2004


def unit_for(kind: Kind, unit: str | None) -> str:
    """The unit written, or the kind's usual one."""
    return unit or kinds()[kind].units[0]
