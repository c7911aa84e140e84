"""Reads a document's places: each PLACE span of its passages with where it is.

located = locate_passages(passages)   # {(start, end) in the document's text: Place or None}
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from spacy.tokens import Doc, Span

from pipelines.entities.gazetteer import Toponym, locate_all
from pipelines.entities.places_knowledge import Knowledge, knowledge
from pipelines.entities.spans import words_of
from pipelines.passage import Passage
from pipelines.record import Place

_LABELS = frozenset({"PLACE", "GPE", "LOC", "FAC"})
_OPENERS = frozenset({",", "(", ", (", "/", " ("})
_BEFORE = 5
"""Tokens before a name among which `the Lebanese city of` is looked for."""


def locate_passages(passages: Sequence[Passage]) -> Mapping[tuple[int, int], Place | None]:
    """Where each PLACE entity of the passages' docs is, by its offsets in the document's text.

    Reads what stands around each name (`Paris, Texas`, `the Lebanese city of Tripoli`) and the nationalities that
    the document names. Two mentions that get an equal `Place` with a `geonames_id` or of precision `country` name
    one place, whatever they are called (`US`, `United States`).
    """
    named = {span: toponym for passage in passages for span, toponym in _toponyms(passage)}
    places = locate_all(tuple(named.values()), hints=_hints(passages))
    return dict(zip(named, places, strict=True))


def toponyms(doc: Doc, *, language: str) -> list[tuple[Span, Toponym]]:
    """The PLACE entities of a doc, in order, each as the gazetteer is to be asked for it."""
    spans = [span for span in doc.ents if span.label_ in _LABELS]
    if not spans:
        return []
    know, text = knowledge(language), words_of(doc, language).text
    followers: list[Span | None] = [*spans[1:], None]
    return [
        (span, Toponym(span.text, language, (*_following(span, after, text, know), *_preceding(span, know))))
        for span, after in zip(spans, followers, strict=False)
    ]


def _toponyms(passage: Passage) -> Iterator[tuple[tuple[int, int], Toponym]]:
    language = passage.pack.code if passage.pack else "und"
    for span, toponym in toponyms(passage.doc, language=language):
        yield (passage.start + span.start_char, passage.start + span.end_char), toponym


def _following(span: Span, after: Span | None, text: str, know: Knowledge) -> tuple[str, ...]:
    """The next place, if it stands after a comma, in brackets or after `in`: `Paris, Texas`, `Tripoli (Liban)`."""
    if after is None:
        return ()
    between = text[span.end_char : after.start_char].strip().lower()
    return (after.text,) if between in _OPENERS or between in know.links else ()


def _preceding(span: Span, know: Knowledge) -> tuple[str, ...]:
    """The country of a nationality that a word for a kind of place ties to the name: `the Lebanese city of`."""
    before = [token.lower_ for token in span.doc[max(0, span.start - _BEFORE) : span.start]]
    if know.kinds.isdisjoint(before):
        return ()
    return tuple(know.countries[know.demonyms[word]] for word in before if word in know.demonyms)


def _hints(passages: Sequence[Passage]) -> Mapping[str, float]:
    """How often each country's nationals are named."""
    found: Counter[str] = Counter()
    for passage in passages:
        code = passage.pack.code if passage.pack else "und"
        demonyms, words = knowledge(code).demonyms, words_of(passage.doc, code)
        found.update(demonyms[lower] for lower in words.lowers if lower in demonyms)
    return found
