"""Makes a link a draft: its words, status, aggregation, source, places and period."""

from dataclasses import dataclass
from datetime import date

from pipelines.dates import DatedSpan
from pipelines.dates import find as find_dates
from pipelines.figures.aggregation import aggregation
from pipelines.figures.chunks import TRIGGERS, Chunk, Clauses
from pipelines.figures.citing import Cited, cited
from pipelines.figures.counted import Quantity
from pipelines.figures.cues import Cue, cues
from pipelines.figures.draft import Draft, Range
from pipelines.figures.grammar import TOTALS
from pipelines.figures.judge import unit_for
from pipelines.figures.lexicon import lexicon
from pipelines.figures.parts import GOES_ON, Link
from pipelines.figures.standing import status
from pipelines.figures.tokens import Token
from pipelines.packs import Pack
from pipelines.record import Status


@dataclass(frozen=True, slots=True)
class Named:
    """Names found in the passage: people and organisations, and places."""

    parties: tuple[Range, ...] = ()
    places: tuple[Range, ...] = ()


NOBODY = Named()
_FILLERS = frozenset("xdyo")
_NOUNLIKE, _PARTICIPLES = frozenset("ESV"), frozenset("PR")
_NOUN_LENGTH = len("muert")
"""Shorter first words of a phrase are prepositions (`con heridas`, `in custody`)."""
_SOME_DAY = date(2000, 6, 15)


@dataclass(frozen=True, slots=True)
class Reading:
    """All that a sentence says beside its figures."""

    clauses: Clauses
    cues: tuple[Cue, ...]
    cited: tuple[Cited, ...]
    dated: tuple[DatedSpan, ...]
    places: tuple[Range, ...]
    head: Range
    tail: Range | None


def reading(
    text: str, clauses: Clauses, tokens: tuple[Token, ...], pack: Pack, named: Named, links: tuple[Link, ...]
) -> Reading:
    """The sentence's cues, sources, dates and places; dates are reckoned from any day, for their length alone."""
    words = lexicon(pack)
    span = clauses.sentence
    found = find_dates(text[span.start : span.end], pack, anchor=_SOME_DAY)
    dated = tuple(_shifted(date, span.start) for date in found)
    places = tuple(place for place in named.places if span.start <= place.start and place.end <= span.end)
    return Reading(
        clauses,
        cues(words.cues, tokens),
        cited(clauses, tokens, words, named.parties),
        dated,
        places,
        _head(clauses),
        _tail(clauses, dated, links),
    )


def _head(clauses: Clauses) -> Range:
    """The sentence up to its first quantity or trigger: what is said there holds for all of its figures."""
    first = next((chunk for chunk in clauses.chunks if chunk.quantity or chunk.tag in TRIGGERS), None)
    return Range(clauses.sentence.start, first.start if first else clauses.sentence.end)


def _tail(clauses: Clauses, dated: tuple[DatedSpan, ...], links: tuple[Link, ...]) -> Range | None:
    """A date at the sentence's end, which holds for all of a list's figures; None if a total has it for its own."""
    last = clauses.chunks[max(link.quantity for link in links)].end
    after = [date for date in dated if date.start >= last]
    if not after or any(link.rule in TOTALS for link in links):
        return None
    return Range(after[-1].start, after[-1].end)


def _shifted(date: DatedSpan, by: int) -> DatedSpan:
    return DatedSpan(date.start + by, date.end + by, date.text, date.first, date.last, date.kind)


def draft(link: Link, read: Reading, clause: Range) -> Draft:
    """The figure of one link in its own clause, not yet tied to the whole that it may be a part of."""
    chunks = read.clauses.chunks
    quantity = _quantity(chunks[link.quantity])
    trigger = chunks[link.trigger] if link.trigger is not None else None
    aggregate, rule = aggregation(
        link.kind,
        _scope(read, clause),
        read.cues,
        read.dated,
        toll=_tagged(trigger, "L") or link.rule == GOES_ON or link.supersedes is not None,
        stock=_tagged(trigger, "C"),
        alone=quantity.article and quantity.number.best == 1,
    )
    source = _source(read, clause)
    return Draft(
        start=min(quantity.number.start, trigger.start if trigger else quantity.number.start),
        end=max(quantity.end, trigger.end if trigger else quantity.end),
        kind=link.kind,
        number=quantity.number,
        unit=_unit(link, quantity, trigger),
        counted=_counted(quantity, chunks, link),
        trigger=Range(trigger.start, trigger.end) if trigger else None,
        sentence=read.clauses.sentence,
        clause=clause,
        rule=link.rule,
        score=round(max(0.0, min(1.0, link.score)), 3),
        aggregation=aggregate,
        aggregation_rule=rule,
        status=_status(link, read),
        supersedes=link.supersedes,
        source=source.words if source else None,
        pronoun=source.pronoun if source else False,
        places=_within(read.places, clause) or read.places,
        period=_period(read, clause),
    )


def _scope(read: Reading, clause: Range) -> tuple[Range, ...]:
    """Where a figure's aggregation is told: its clause, the sentence's head, and its end if a date there is for all."""
    return (clause, read.head) if read.tail is None else (clause, read.head, read.tail)


def is_no_event(read: Reading, clause: Range) -> bool:
    """Whether nothing happened: an invented event (`the drill assumed`), or one again and again (`six every week`)."""
    scope = (clause, read.head)
    if any(cue.name == "fiction" for cue in read.cues):
        return True
    return any(cue.name == "rate" and any(span.start <= cue.start < span.end for span in scope) for cue in read.cues)


def _quantity(chunk: Chunk) -> Quantity:
    if chunk.quantity is None:
        raise ValueError(f"chunk {chunk.tag!r} counts nothing")
    return chunk.quantity


def _tagged(trigger: Chunk | None, tag: str) -> bool:
    return trigger is not None and trigger.tag == tag


def _status(link: Link, read: Reading) -> Status:
    if link.rule == "to-be":
        return Status.PLANNED
    return status(read.clauses, link.quantity, link.quantity if link.trigger is None else link.trigger, read.cues)


def _unit(link: Link, quantity: Quantity, trigger: Chunk | None) -> str:
    if quantity.unit is None and trigger is not None and trigger.entry is not None and trigger.entry.unit:
        return trigger.entry.unit
    return unit_for(link.kind, quantity.unit)


def _counted(quantity: Quantity, chunks: tuple[Chunk, ...], link: Link) -> Range | None:
    if quantity.noun:
        return quantity.noun
    after = [chunk for chunk in chunks[link.quantity + 1 : link.quantity + 4] if chunk.tag not in _FILLERS]
    noun = next((chunk for chunk in after[:1] if chunk.tag == "C" or _is_noun(chunk)), None)
    described = link.trigger == link.quantity + 1 or chunks[link.quantity + 1 : link.quantity + 2] == ()
    if noun is None and described:
        noun = next((chunk for chunk in chunks[link.quantity + 2 : link.quantity + 3] if _is_noun(chunk)), None)
    if noun is None and link.trigger == link.quantity + 1:
        noun = next((chunk for chunk in chunks[link.trigger : link.trigger + 1] if _names_victims(chunk)), None)
    return Range(noun.start, noun.end) if noun else None


def _names_victims(chunk: Chunk) -> bool:
    """Whether the trigger is itself the noun that is counted (`12 deaths`, `40 heridos`; not `40 killed`)."""
    words = chunk.entry.words if chunk.entry else ()
    if not words or (len(words) > 1 and len(words[0]) < _NOUN_LENGTH):
        return False
    return chunk.tag in _NOUNLIKE or (chunk.tag in _PARTICIPLES and words[0].endswith("s"))


def _is_noun(chunk: Chunk) -> bool:
    return chunk.tag == "n" and chunk.entry is not None and bool(chunk.entry.unit)


def _within(spans: tuple[Range, ...], clause: Range) -> tuple[Range, ...]:
    return tuple(span for span in spans if clause.start <= span.start and span.end <= clause.end)


def _period(read: Reading, clause: Range) -> Range | None:
    spans = tuple(Range(date.start, date.end) for date in read.dated)
    return next(iter(_within(spans, clause) or spans), None)


def _source(read: Reading, clause: Range) -> Cited | None:
    """Who is cited in the clause, else in its part of the sentence: the last before it, or the first behind."""
    inside = [cite for cite in read.cited if clause.start <= cite.words.start < clause.end]
    part = _between_semicolons(read.clauses, clause)
    near = [cite for cite in read.cited if part.start <= cite.words.start < part.end]
    before = [cite for cite in near or read.cited if cite.words.start < clause.start]
    return next(iter(inside or before[-1:] or near or read.cited), None)


def _between_semicolons(clauses: Clauses, clause: Range) -> Range:
    stops = [chunk.start for chunk in clauses.chunks if chunk.tag == ";"]
    start = max([stop for stop in stops if stop <= clause.start], default=clauses.sentence.start)
    return Range(start, min([stop for stop in stops if stop > clause.start], default=clauses.sentence.end))
