"""Cuts a sentence among its figures, so that each has the place, date and source of its own clause."""

from itertools import pairwise

from pipelines.figures.chunks import Clauses
from pipelines.figures.draft import Range
from pipelines.figures.parts import Link

_CUTS = (";", "k", "sc", ",")


def regions(clauses: Clauses, links: tuple[Link, ...]) -> tuple[Range, ...]:
    """For each link the stretch of the sentence that is its own; together they cover the sentence."""
    cuts = [0]
    for before, after in pairwise(links):
        cuts.append(max(cuts[-1], _cut(clauses.tags, before.end, _first(after, before.end))))
    ends = [clauses.chunks[cut].start for cut in cuts[1:]]
    starts = [clauses.sentence.start, *ends]
    return tuple(Range(start, end) for start, end in zip(starts, [*ends, clauses.sentence.end], strict=True))


def _first(link: Link, last: int) -> int:
    """Where the link begins, its trigger left out if the link before has it too (`killed three in A and five in B`)."""
    return link.quantity if link.trigger is None or link.trigger <= last else min(link.quantity, link.trigger)


def _cut(tags: str, last: int, first: int) -> int:
    between = tags[last + 1 : first]
    for marks in _CUTS:
        found = max(between.rfind(mark) for mark in marks)
        if found >= 0:
            return last + 1 + found
    return min(last + 1, len(tags) - 1)
