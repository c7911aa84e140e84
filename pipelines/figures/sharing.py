"""What a sentence's figures share: a list or a period that is told once and holds for the figures around it."""

import re
from collections.abc import Iterator
from dataclasses import replace

from pipelines.figures.aggregation import DEFAULT
from pipelines.figures.draft import Draft
from pipelines.figures.drafting import Reading
from pipelines.figures.grammar import TOTALS
from pipelines.figures.parts import GOES_ON, Link
from pipelines.record import Aggregation, Status

_LIST = re.compile(r"[onWdpD]{0,4}(?:,|,?c)")
_APART = frozenset("rsk")
_PERIOD = "period"
_TOTAL = "total"
_UNNUMBERED = frozenset({"article", "none"})
_OWN_COUNT = TOTALS | {GOES_ON}
_TOLL = "L"

Pair = tuple[Link, Draft]


def shared(read: Reading, made: list[Pair], over: Draft | None) -> list[Pair]:
    """The drafts, each that tells no aggregation of its own standing as those that it is told with.

    `over` is a figure of the sentence before that counts over a period; it holds where the sentence names no date.
    """
    listed = list(_listed(read.clauses.tags, made))
    spanned = [(link, _spanned(read, link, one, listed)) for link, one in listed]
    if over is None or read.dated:
        return spanned
    return [(link, _standing_as(over, one) if _open(one) else one) for link, one in spanned]


def over_period(drafts: tuple[Draft, ...]) -> Draft | None:
    """The first of a sentence's figures that counts over a period, and is asserted."""
    wholes = (one for one in drafts if one.part_of is None and one.status is Status.ASSERTED)
    return next((one for one in wholes if one.aggregation_rule == _PERIOD), None)


def _listed(tags: str, made: list[Pair]) -> Iterator[Pair]:
    """The drafts, each that only continues a list standing as the one before it (`18,204 cases and 311 deaths`)."""
    before: Pair | None = None
    for link, one in made:
        listed = before and one.aggregation_rule == DEFAULT and _LIST.fullmatch(tags, before[0].end + 1, link.quantity)
        before = (link, _standing_as(before[1], one) if before and listed else one)
        yield before


def _spanned(read: Reading, link: Link, one: Draft, made: list[Pair]) -> Draft:
    """The draft with the period of a figure told beside it (`killed 131 and destroyed 6,000 homes since Friday`)."""
    if not _open(one) or any(one.clause.start <= date.start < one.clause.end for date in read.dated):
        return one
    spans = (pair for pair in made if _spans(read, pair, link) and not _apart(read, link, pair[0]))
    nearest = min(spans, key=lambda pair: abs(pair[0].quantity - link.quantity), default=None)
    return _standing_as(nearest[1], one) if nearest else one


def _spans(read: Reading, pair: Pair, other: Link) -> bool:
    """Whether what it counts over holds for `other`: a period for all, `so far` for what comes after."""
    link, one = pair
    tag = read.clauses.tags[link.trigger] if link.trigger is not None else ""
    onward = one.aggregation_rule == _TOTAL and link.quantity < other.quantity
    cumulative = one.aggregation is Aggregation.CUMULATIVE and (one.aggregation_rule == _PERIOD or onward)
    return cumulative and tag != _TOLL and link.rule not in _OWN_COUNT


def _apart(read: Reading, link: Link, other: Link) -> bool:
    """Whether a clause of its own begins between them."""
    first, last = sorted((link.quantity, other.quantity))
    return not _APART.isdisjoint(read.clauses.tags[first:last])


def _open(one: Draft) -> bool:
    """Whether it says nothing of its own aggregation and is no single victim's."""
    return one.aggregation_rule == DEFAULT and one.number.form not in _UNNUMBERED and one.supersedes is None


def _standing_as(before: Draft, one: Draft) -> Draft:
    return replace(one, aggregation=before.aggregation, aggregation_rule=before.aggregation_rule)
