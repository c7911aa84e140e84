"""Figures that stand on another: parts (`52 people, among them six minors`) and values replaced (`from 84 to 97`)."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from pipelines.figures.chunks import OF_SET, QUANTITIES, Clauses
from pipelines.figures.grammar import APPOSED, Candidate
from pipelines.figures.guesses import RULE as GUESSED
from pipelines.figures.judge import is_difference, is_label, is_of_things, is_place, may_count
from pipelines.figures.sums import adds_up
from pipelines.record import Kind

_PART_SCORE = 0.8
_SUPERSEDED = (
    re.compile(r"(?:f|[v,]o)[dn]{0,2}(?P<old>[Qq])[nyD]?[td]{1,2}(?P<new>[Qq])"),
    re.compile(r"(?P<new>[Qq])[PRSEC]?n?,?f[dn]{0,2}(?P<old>[qz])"),
    re.compile(r"L[^,;:]{0,12},r[hvx]*[atp](?P<old>q),[hxvy]{1,4}t(?P<new>q)"),
    re.compile(r"(?P<new>[Qq])[^;:]{0,40}?f[LnN]o?(?P<old>q)"),
    re.compile(r"L,y?[vx]*a(?P<old>q),[hxvy]{1,4}t(?P<new>q)"),
    re.compile(r"(?P<new>[Qq])[PRSEC]?[^;:QqPARISEO]{0,8},G(?P<old>q)(?=dn|[yt])"),
    re.compile(r"(?P<new>[Qq])[PRSEC]?,[^;:QqPARISEO]{0,24}f(?P<old>q)(?=[,.;]|$)"),
    re.compile(r"(?P<new>q)[EC][^;:QqPARISEO]{0,8},[fG][dn]{0,2}(?P<old>q)[EC]"),
    re.compile(r"(?P<new>q)[EC]cq[EC][^;:QqPARISEO]{0,8},[fG](?P<old>q)[EC]"),
    re.compile(r"q[EC]c(?P<new>q)[EC][^;:QqPARISEO]{0,8},[fG]q[EC]c(?P<old>q)[EC]"),
)
_OPENS_PART = re.compile(r"[i(:\-]")
_OF_SET_FIRST = re.compile(r"[opi]d?[Qq][^,;:Qqz]{0,8},(?:y,?)?")
_LISTS = re.compile(r"[^;]*[i(:][^;]*")
_INVERTED = re.compile(r"(?P<part>[Qq])y?x[iM]d?(?P<whole>[Qq])")
_OF_THOSE = re.compile(r"i,?[Qq]")
_HELD = {
    Kind.CASUALTIES: frozenset({Kind.KILLED, Kind.INJURED}),
    Kind.DEAD_OR_MISSING: frozenset({Kind.KILLED, Kind.MISSING}),
    Kind.AFFECTED: frozenset({Kind.KILLED, Kind.INJURED, Kind.ABDUCTED, Kind.DISPLACED, Kind.MISSING}),
    Kind.INFECTED: frozenset({Kind.KILLED, Kind.SURVIVED}),
    Kind.INJURED: frozenset({Kind.KILLED}),
    Kind.MISSING: frozenset({Kind.KILLED, Kind.RESCUED}),
    Kind.ABDUCTED: frozenset({Kind.KILLED, Kind.RELEASED, Kind.RESCUED}),
    Kind.RESCUED: frozenset({Kind.KILLED, Kind.INJURED}),
    Kind.ARRESTED: frozenset({Kind.CHARGED, Kind.CONVICTED, Kind.SENTENCED, Kind.RELEASED, Kind.DEPORTED}),
    Kind.CHARGED: frozenset({Kind.ARRESTED, Kind.CONVICTED, Kind.SENTENCED, Kind.RELEASED}),
    Kind.CONVICTED: frozenset({Kind.SENTENCED}),
    Kind.DAMAGED: frozenset({Kind.DESTROYED}),
}
_COUNT = re.compile(r"(?:dN(?!o)[^PRSIEACO;:Qqz]{0,7}[tax]|vdN)\Z")
_ENDS = frozenset({"", ".", ",", ";", "c"})
_BREAKS = re.compile(r"[;]|[.]|[,ck]*[PAI]|,rh?v")


@dataclass(frozen=True, slots=True)
class Link:
    """A quantity with its kind; `trigger` is None where the kind is carried over from another figure; `frame`
    is the frame of the words that gave it.

    `part_of` is the chunk index of the figure it is a part of; below zero it counts the whole figures of the
    sentence before, -1 the first of them.
    """

    quantity: int
    kind: Kind
    rule: str
    score: float
    trigger: int | None = None
    frame: str = ""
    part_of: int | None = None
    supersedes: float | None = None

    @property
    def end(self) -> int:
        """The index of its last chunk, number or trigger."""
        return self.quantity if self.trigger is None else max(self.quantity, self.trigger)


GOES_ON = "count-goes-on"


def linked(clauses: Clauses, chosen: dict[int, Candidate], before: tuple[Kind, ...]) -> tuple[Link, ...]:
    """Every figure of a sentence in order; `before` are the kinds of the whole figures of the sentence before it."""
    links: list[Link] = []
    for index, chunk in enumerate(clauses.chunks):
        if chunk.tag in QUANTITIES:
            links.extend(_link(clauses, index, chosen.get(index), links, before))
    return tuple(_with_superseded(clauses, _with_inverted(clauses, links)))


def _link(
    clauses: Clauses, index: int, candidate: Candidate | None, links: list[Link], before: tuple[Kind, ...]
) -> Iterator[Link]:
    whole = _whole(clauses, index, links)
    first = before[0] if before else None
    if whole and (_mentioned(clauses, index) or _is_same_one(clauses, index, whole)):
        return
    if whole and candidate and candidate.rule == GUESSED and candidate.trigger <= index:
        candidate = None
    if candidate is not None:
        part = _part(clauses, index, whole, candidate, links)
        if part is None and not (links and links[-1].part_of is None):
            part = _part_of_before(clauses, index, candidate.kind, before)
        yield Link(
            index, candidate.kind, candidate.rule, candidate.score, candidate.trigger, _frame(clauses, candidate), part
        )
    elif whole is not None and _counts(clauses, index, whole.kind):
        yield Link(index, whole.kind, "part", min(whole.score, _PART_SCORE), None, whole.frame, whole.quantity)
    elif first and not links and _opens_with_part(clauses, index) and _counts(clauses, index, first):
        yield Link(index, first, "part-of-sentence-before", _PART_SCORE, None, "", -1)
    elif (told := links[-1].kind if links else first) and _goes_on(clauses, index) and _counts(clauses, index, told):
        yield Link(index, told, GOES_ON, _PART_SCORE)


def _part(clauses: Clauses, index: int, whole: Link | None, candidate: Candidate, links: list[Link]) -> int | None:
    """The chunk index of the figure that one with a trigger of its own is a part of."""
    if whole is None:
        return None
    if _own_part(clauses, index, whole, candidate) or adds_up(clauses, whole.quantity, index):
        return whole.quantity
    opened = _LISTS.fullmatch(clauses.tags[whole.quantity + 1 : index])
    wholes = (link for link in reversed(links) if link.part_of is None and holds(link.kind, candidate.kind))
    holder = next(wholes, None) if opened else None
    return holder.quantity if holder else None


def _part_of_before(clauses: Clauses, index: int, kind: Kind, before: tuple[Kind, ...]) -> int | None:
    """Which whole figure of the sentence before it is a part of, from -1 down; None if it does not open as a part."""
    opens = _OF_THOSE.match(clauses.tags) or _opens_with_part(clauses, index)
    if not opens and clauses.tags[index] != OF_SET:
        return None
    fits = (each == kind for each in before), (holds(each, kind) for each in before)
    found = next((at for each in fits for at, fit in enumerate(each) if fit), None)
    if found is None and opens and len(before) == 1 and _partitive(clauses, index):
        found = 0
    return None if found is None else -1 - found


def holds(whole: Kind, part: Kind) -> bool:
    """Whether figures of one kind may be parts of those of another: the dead of the casualties or of the infected."""
    return whole == part or part in _HELD.get(whole, frozenset())


def _goes_on(clauses: Clauses, index: int) -> bool:
    """Whether a bare number is what "the number" of those just told of has become (`the figure rose to 14`)."""
    following = clauses.tags[index + 1 : index + 2]
    return following in _ENDS and _COUNT.search(clauses.tags, 0, index) is not None


def _mentioned(clauses: Clauses, index: int) -> bool:
    """Whether one of those counted is only mentioned, without a number (`one of whom, a carpenter, lay there`)."""
    entry = clauses.chunks[index].entry
    return entry is not None and entry.name == "indefinite" and clauses.tags[:index].endswith("z,")


def _is_same_one(clauses: Clauses, index: int, whole: Link) -> bool:
    """Whether one just counted is only described (`only one survived: a girl of six`)."""
    one, same = clauses.chunks[whole.quantity].quantity, clauses.chunks[index].quantity
    return one is not None and one.number.best == 1 and same is not None and same.article


def _frame(clauses: Clauses, candidate: Candidate) -> str:
    entry = clauses.chunks[candidate.trigger].entry
    return entry.name if entry else ""


def _counts(clauses: Clauses, index: int, kind: Kind) -> bool:
    quantity = clauses.chunks[index].quantity
    if (
        quantity is None
        or quantity.number.form == "none"
        or is_difference(clauses, index)
        or is_label(clauses, index)
        or is_place(clauses.tags, index)
        or is_of_things(clauses, index, kind)
        or (quantity.partitive and quantity.noun and not quantity.unit)
    ):
        return False
    return may_count(kind, quantity.unit)


def _own_part(clauses: Clauses, index: int, whole: Link, candidate: Candidate) -> bool:
    same = candidate.kind == whole.kind and candidate.trigger == whole.trigger
    return same or _partitive(clauses, index) or _is_of_set(clauses, index)


def _is_of_set(clauses: Clauses, index: int) -> bool:
    """Whether the set that it is one of was told first (`of the 251 abducted, 116 are still held`)."""
    return _OF_SET_FIRST.fullmatch(clauses.tags, clauses.tags.rfind(";", 0, index) + 1, index) is not None


def _partitive(clauses: Clauses, index: int) -> bool:
    quantity = clauses.chunks[index].quantity
    return quantity is not None and quantity.partitive


def _whole(clauses: Clauses, index: int, links: list[Link]) -> Link | None:
    """The figure that the quantity at `index` is a part of, by the words between them."""
    if not links:
        return None
    last = next((link for link in reversed(links) if link.part_of is None), links[-1])
    between = clauses.tags[links[-1].quantity + 1 : index]
    if _partitive(clauses, index) or _OPENS_PART.search(clauses.tags[last.quantity + 1 : index].replace(":", "", 0)):
        return last if not _broken(clauses, last, index) or _lists_on(between, links) else None
    if _is_of_set(clauses, index) and clauses.tags[index + 1 : index + 2] in {"x", "P", "R", "h"}:
        return next((link for link in links if link.quantity > clauses.tags.rfind(";", 0, index)), None)
    told_after = re.fullmatch(r"[PRS],", between) and re.match(r"y(?:[.,;)]|$)", clauses.tags[index + 1 :])
    if told_after or _is_apposed(clauses, last, index) or adds_up(clauses, last.quantity, index):
        return last
    return last if _lists_on(between, links) else None


def _lists_on(between: str, links: list[Link]) -> bool:
    """Whether the parts of a whole are still being listed (`420 killed and 936 injured`)."""
    return links[-1].part_of is not None and re.fullmatch(r"[nWDpod]{0,6}[PRS]?,?c?[y]?", between) is not None


def _is_apposed(clauses: Clauses, whole: Link, index: int) -> bool:
    """Whether the parts stand right behind the whole, before the verb (`2 traders, 1 woman and 1 boy, were killed`)."""
    quantity = clauses.chunks[index].quantity
    listed = re.fullmatch(r"[Qq,cyd]*", clauses.tags[whole.quantity + 1 : index])
    return whole.rule == APPOSED and listed is not None and quantity is not None and not quantity.article


def _broken(clauses: Clauses, whole: Link, index: int) -> bool:
    between = clauses.tags[whole.quantity + 1 : index]
    opened = max(between.rfind("i"), between.rfind("("), between.rfind(":"), between.rfind("-"))
    tail = between[opened + 1 :] if opened >= 0 else ""
    return bool(_BREAKS.search(tail)) or ("(" in between and ")" in between[between.rfind("(") :])


def _opens_with_part(clauses: Clauses, index: int) -> bool:
    if _partitive(clauses, index) and re.fullmatch(r"[ckyd,]*", clauses.tags[:index]):
        return True
    return bool(re.fullmatch(r"(?:[ud]?[mhx]*i,?|[iM][uodnWPRSC]*x?)", clauses.tags[:index]))


def _with_inverted(clauses: Clauses, links: list[Link]) -> Iterator[Link]:
    """The links, with a part that is named before its whole tied to it (`two babies are among the six drowned`)."""
    wholes = {found.start("part"): found.start("whole") for found in _INVERTED.finditer(clauses.tags)}
    kinds = {link.quantity: link.kind for link in links}
    for link in links:
        whole = wholes.get(link.quantity)
        if whole and kinds.get(whole) == link.kind:
            yield replace(link, part_of=whole)
        else:
            yield (
                replace(link, part_of=None)
                if link.part_of is not None and wholes.get(link.part_of) == link.quantity
                else link
            )


def _with_superseded(clauses: Clauses, links: Iterable[Link]) -> Iterator[Link]:
    olds = dict(_superseded(clauses))
    for link in links:
        if link.quantity in olds.values():
            continue
        old = clauses.chunks[olds[link.quantity]].quantity if link.quantity in olds else None
        yield replace(link, supersedes=old.number.best) if old else link


def _superseded(clauses: Clauses) -> Iterator[tuple[int, int]]:
    for pattern in _SUPERSEDED:
        for found in pattern.finditer(clauses.tags):
            yield found.start("new"), found.start("old")
