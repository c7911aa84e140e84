"""One event, a running total or a count at a moment, by a published order of rules.

1. `stock`: words for a state that lasts, near the figure (`currently`, `remain displaced`), for kinds that last.
   One told of without a number (`a guard`) is one event.
2. `period`: a period of more than two days in the figure's clause, or else in its sentence: not one event. A month
   alone only dates an event (`in March`), and a weekday alone is no reading (`by Monday`).
3. `as-of`: a reading at a date.
4. `new`: new, additional, another: one event, but not where the figure is a toll.
5. `total`: total, toll, already, so far, since, brings to.
6. `default`: one event.
Rules 2 to 5 in EpiTator's order; stocks apart from flows as the displacement monitors keep them.
"""

from datetime import timedelta

from pipelines.dates import DatedSpan
from pipelines.figures.cues import Cue
from pipelines.figures.draft import Range
from pipelines.record import Aggregation, Kind

LASTING = frozenset(
    {Kind.DISPLACED, Kind.ARRESTED, Kind.AFFECTED, Kind.ABDUCTED, Kind.INFECTED, Kind.MISSING, Kind.INJURED}
)
STOCK_NOUNS = frozenset({Kind.DISPLACED, Kind.ARRESTED})
DEFAULT = "default"
_ONE_EVENT = timedelta(days=1)
_LONG_KINDS = frozenset({"year", "to_date"})


def aggregation(
    kind: Kind,
    scope: tuple[Range, ...],
    cues: tuple[Cue, ...],
    dated: tuple[DatedSpan, ...],
    *,
    toll: bool,
    stock: bool,
    alone: bool = False,
) -> tuple[Aggregation, str]:
    """The aggregation and the rule that gave it.

    `scope` is the figure's clause and what stands before the sentence's first figure (`As of 3 May, …`); `toll` says
    that the trigger itself is a word for a total, `stock` that it is a noun for people in a lasting state,
    `alone` that one is told of without a number (`a guard`), who adds up to no total.
    """
    names = {cue.name for cue in cues if _inside(cue.start, scope)}
    if kind in LASTING and ((stock and kind in STOCK_NOUNS) or "stock" in names):
        return Aggregation.STOCK, "stock"
    if alone:
        return Aggregation.INCIDENT, "one"
    return _flow(names, [span for span in dated if _inside(span.start, scope)], toll)


def _inside(offset: int, scope: tuple[Range, ...]) -> bool:
    return any(span.start <= offset < span.end for span in scope)


def _flow(names: set[str], dated: list[DatedSpan], toll: bool) -> tuple[Aggregation, str]:
    if "period" in names or any(_long(span) for span in dated):
        return Aggregation.CUMULATIVE, "period"
    if "asof" in names or any(span.kind == "as_of" and _has_digit(span.text) for span in dated):
        return Aggregation.CUMULATIVE, "as-of"
    if toll:
        return Aggregation.CUMULATIVE, "total"
    if "new" in names:
        return Aggregation.INCIDENT, "new"
    if "total" in names:
        return Aggregation.CUMULATIVE, "total"
    return Aggregation.INCIDENT, DEFAULT


def _has_digit(text: str) -> bool:
    return any(character.isdigit() for character in text)


def _long(span: DatedSpan) -> bool:
    if span.kind in _LONG_KINDS:
        return True
    return span.kind == "range" and (span.first is None or span.last is None or span.last - span.first > _ONE_EVENT)
