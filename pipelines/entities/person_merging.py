"""Which mentions of persons are of one person.

A full name is another spelling of a longer one if its words stand in it in the same order (`C. Guedes`,
`Cesar Guedes`, `Cesar Alberto Guedes`). A surname or given name alone is the person of that name who was last named
in full before it, or else the first one after it. Two full names that share a surname stay two.
"""

from collections.abc import Iterable, Sequence

from pipelines.entities.groups import Groups
from pipelines.entities.keys import tokens
from pipelines.entities.mentions import Found

_FULL = 2
Pair = tuple[str, str]


def join_people(
    found: Sequence[Found], genders: Sequence[str], titles: Sequence[str], aliases: Iterable[Pair], groups: Groups
) -> None:
    """Joins in `groups` the positions of `found` that are one person.

    `genders` are those of their titles or given names, `titles` the titles themselves (empty where there is none),
    `aliases` pairs of names that the text says are one person's.
    """
    names = [tokens(mention.text) for mention in found]
    firsts = {name: at for at, name in reversed(list(enumerate(names)))}
    also = {tokens(other) for _, other in aliases}
    full = [at for at, name in enumerate(names) if len(name) >= _FULL and name not in also]
    _join_full(full, names, groups)
    for at, name in enumerate(names):
        if len(name) < _FULL and name not in also and (owner := _owner(at, names, full, genders, titles)) is not None:
            groups.join(owner, at)
    _join_equal([at for at, name in enumerate(names) if len(name) < _FULL or name in also], names, groups)
    for one, other in aliases:
        if tokens(one) in firsts and tokens(other) in firsts:
            groups.join(firsts[tokens(one)], firsts[tokens(other)])


def _join_full(full: Sequence[int], names: Sequence[tuple[str, ...]], groups: Groups) -> None:
    longest = sorted(dict.fromkeys(names[at] for at in full), key=len, reverse=True)
    firsts = {name: next(at for at in full if names[at] == name) for name in longest}
    _join_equal(full, names, groups)
    for index, name in enumerate(longest):
        holders = [other for other in longest[:index] if _within(name, other)]
        if len({groups.leader(firsts[holder]) for holder in holders}) == 1:
            groups.join(firsts[holders[0]], firsts[name])


def _join_equal(positions: Iterable[int], names: Sequence[tuple[str, ...]], groups: Groups) -> None:
    firsts: dict[tuple[str, ...], int] = {}
    for at in positions:
        first = firsts.setdefault(names[at], at)
        if first != at and groups.leader(at) == at:
            groups.join(first, at)


def _within(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether the words of `short`, or their initials, stand in `long` in order and end on a surname."""
    rest = iter(long)
    return all(any(_same(word, other) for other in rest) for word in short) and short[-1] in long[1:]


def _same(word: str, other: str) -> bool:
    return word == other or (len(word) == 1 and other.startswith(word)) or (len(other) == 1 and word.startswith(other))


def _owner(
    at: int, names: Sequence[tuple[str, ...]], full: Sequence[int], genders: Sequence[str], titles: Sequence[str]
) -> int | None:
    if not names[at]:
        return None
    name = names[at][0]
    bearers = [other for other in full if name in names[other] and _agree(genders[at], genders[other])]
    same = [other for other in bearers if titles[at] and titles[at] == titles[other]] or bearers
    by_surname = [other for other in same if names[other][-1] == name] or same
    before = [other for other in by_surname if other < at]
    return before[-1] if before else next(iter(by_surname), None)


def _agree(one: str, other: str) -> bool:
    return not one or not other or one == other
