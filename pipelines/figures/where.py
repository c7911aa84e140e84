"""Where and when a figure's event was: from its clause, its sentence, the dateline, the headline, the sentences before
it in its paragraph, nearest first, then not at all.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from pipelines.dates import DatedSpan
from pipelines.dates import find as find_dates
from pipelines.entities.naming import Naming
from pipelines.figures.draft import Draft, Range
from pipelines.figures.lexicon import lexicon
from pipelines.figures.sentences import sentences
from pipelines.packs import Pack
from pipelines.parsed import Parsed
from pipelines.passage import Passage
from pipelines.record import Aggregation, BlockKind, Label, Mention, Period

_DATELINE = re.compile(r"^(?=[^\W\d_a-z])[^\n.;!?]{2,70}?\s*(?:[-–—]{1,2}|\.-)\s")
_FIRST_BLOCKS = 6


@dataclass(frozen=True)
class Setting:
    """What the document's head says for figures whose own sentence is silent; ranges are in the document's text."""

    passages: tuple[Passage, ...]
    naming: Naming
    parsed: Parsed

    @cached_property
    def dateline(self) -> Range | None:
        """`NAIROBI, 5 June (Agency) –` at the start of an early paragraph; it must name a place."""
        for passage in self.passages[:_FIRST_BLOCKS]:
            found = _DATELINE.match(passage.doc.text) if passage.block.kind == BlockKind.PARAGRAPH else None
            if found and self.naming.within(passage.start, passage.start + found.end(), Label.PLACE):
                return Range(passage.start, passage.start + found.end())
        return None

    @cached_property
    def headline(self) -> Range | None:
        """The first heading of the document."""
        heads = (passage for passage in self.passages if passage.block.kind == BlockKind.HEADING)
        first = next(heads, None)
        return Range(first.start, first.start + len(first.doc.text)) if first else None


def places(draft: Draft, passage: Passage, pack: Pack, setting: Setting) -> tuple[str, ...]:
    """Ids of the PLACE entities where it happened, without repeats."""
    for span in _grounds(draft, passage, pack, setting):
        found = setting.naming.within(span.start, span.end, Label.PLACE)
        if found:
            return tuple(dict.fromkeys(mention.entity for mention in _beside_dateline(found, setting)))
    return ()


def _grounds(draft: Draft, passage: Passage, pack: Pack, setting: Setting) -> Iterator[Range]:
    """Where in the document's text a place may be said, best first; the sentences before are cut only if asked for."""
    yield from (_moved(span, passage.start) for span in (draft.clause, draft.sentence))
    yield from (span for span in (setting.dateline, setting.headline) if span)
    yield from (_moved(span, passage.start) for span in _before(draft, passage, pack))


def _moved(span: Range, by: int) -> Range:
    return Range(span.start + by, span.end + by)


def _beside_dateline(found: tuple[Mention, ...], setting: Setting) -> tuple[Mention, ...]:
    """The mentions without those of the dateline, which opens a sentence but is none of its words; if any are left."""
    line = setting.dateline
    outside = tuple(mention for mention in found if line is None or not line.start <= mention.start < line.end)
    return outside or found


def period(draft: Draft, passage: Passage, pack: Pack, setting: Setting) -> Period | None:
    """The days of the event or of the total; relative ones are counted from the report's own date."""
    anchor = setting.parsed.published
    dated = _own(draft, passage, pack, setting)
    if not dated and draft.aggregation == Aggregation.INCIDENT and setting.dateline:
        dated = _dated(setting.parsed.text, setting.dateline, pack, anchor)
    if not dated and draft.aggregation == Aggregation.INCIDENT:
        earlier = (_dated(passage.doc.text, span, pack, anchor) for span in _before(draft, passage, pack))
        dated = next(filter(None, earlier), ())
    if not dated:
        return None
    best = _best(dated, draft)
    return Period(start=best.first, end=best.last, text=best.text)


def _own(draft: Draft, passage: Passage, pack: Pack, setting: Setting) -> tuple[DatedSpan, ...]:
    """The dates of the figure's clause, else of its sentence; the dateline that opens one is no part of either."""
    line = setting.dateline
    opened = max(0, line.end - passage.start) if line and passage.start <= line.start else 0
    text, anchor = passage.doc.text, setting.parsed.published
    spans = (Range(max(span.start, min(opened, span.end)), span.end) for span in (draft.clause, draft.sentence))
    return next(filter(None, (_dated(text, span, pack, anchor) for span in spans)), ())


def _before(draft: Draft, passage: Passage, pack: Pack) -> tuple[Range, ...]:
    """The sentences of the passage before the figure's own, nearest first."""
    cut = sentences(passage.doc.text[: draft.sentence.start], lexicon(pack).abbreviations)
    return tuple(reversed(cut))


def _dated(text: str, span: Range, pack: Pack, anchor: date | None) -> tuple[DatedSpan, ...]:
    return find_dates(text[span.start : span.end], pack, anchor=anchor)


def _best(dated: tuple[DatedSpan, ...], draft: Draft) -> DatedSpan:
    """A total's own period if one is given, else the first date."""
    totals = (span for span in dated if span.kind in {"to_date", "range", "as_of"})
    return next(totals, dated[0]) if draft.aggregation == Aggregation.CUMULATIVE else dated[0]
