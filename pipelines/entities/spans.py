"""Between word indices and spaCy's spans."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from spacy.tokens import Doc, Span

from pipelines.entities.words import Words, read

SURE = "rule"
"""The id (`Span.id_`) of spans that a rule vouches for; a model's own guess has none."""


def words_of(doc: Doc, language: str) -> Words:
    """The doc's words, cut once for all components: spaCy joins its tokens anew each time it is asked for a text."""
    kept = doc.user_data.get(_WORDS)
    if not isinstance(kept, Words):
        kept = doc.user_data[_WORDS] = read(doc.text, language)
    return kept


_WORDS = "tally_words"


def span_of(doc: Doc, words: Words, start: int, end: int, label: str, *, sure: bool = True) -> Span:
    """Words `[start, end)` as a span of the doc, widened to whole tokens."""
    span = doc.char_span(
        words.starts[start], words.ends[end - 1], label=label, span_id=SURE if sure else "", alignment_mode="expand"
    )
    if span is None:
        raise ValueError(f"No tokens between words {start} and {end}")
    return span


def indices(words: Words, span: Span) -> tuple[int, int]:
    """A span as word indices `[start, end)`."""
    return words.at_offset(span.start_char), bisect_left(words.starts, span.end_char)


def set_names(doc: Doc, before: Sequence[Span], after: Sequence[Span]) -> None:
    """Makes `after` the doc's entities if they differ from `before`: to set them, spaCy rewrites every token."""
    ordered = sorted(after, key=lambda span: span.start)
    if ordered != list(before):
        doc.ents = tuple(ordered)


def covered(words: Words, spans: Iterable[Span]) -> frozenset[int]:
    """The indices of all words inside the spans."""
    return frozenset(at for span in spans for at in range(*indices(words, span)))


def free(*ranks: Iterable[Span]) -> list[Span]:
    """Spans that do not overlap: earlier ranks first, longer ones first within a rank."""
    taken: set[int] = set()
    kept: list[Span] = []
    for rank in ranks:
        for span in sorted(rank, key=lambda span: span.start - span.end):
            if taken.isdisjoint(range(span.start, span.end)):
                taken.update(range(span.start, span.end))
                kept.append(span)
    return kept
