"""A name is the same thing throughout a document, and found once it is found everywhere.

Three steps over the passages' docs. *Vote*: a form that was labelled in several ways gets the label of the majority,
a rule's word counting for three of a model's. *Spread*: a name that is settled is marked wherever it stands unmarked;
so is the surname of a person who was named in full. *Doubt*: a person named in a heading and nowhere else is none.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from spacy.tokens import Doc, Span

from pipelines.entities.gazetteer import locate
from pipelines.entities.keys import folded
from pipelines.entities.lexicon import Lexicon, lexicon
from pipelines.entities.mentions import LABELS
from pipelines.entities.phrases import Phrases
from pipelines.entities.spans import SURE, covered, free, span_of, words_of
from pipelines.entities.words import Words
from pipelines.passage import Passage
from pipelines.record import BlockKind, Label, Precision

_RULE, _GUESS = 3, 1
Votes = Mapping[str, Mapping[Label, int]]


def settle(passages: Sequence[Passage]) -> None:
    """Corrects the entities of the passages' docs so that they agree with one another."""
    guessed = [Named(passage, tuple(passage.doc.ents)) for passage in passages]
    votes, surnames = _votes(guessed), _surnames(guessed)
    agreed = [Named(passage, tuple(_agreed(passage, ents, votes, surnames))) for passage, ents in guessed]
    forms = {**dict.fromkeys(surnames, Label.PERSON), **_settled(agreed)}
    for (passage, before), (_, after) in zip(guessed, _spread(agreed, forms), strict=True):
        if after != before:
            passage.doc.ents = after


class Named(NamedTuple):
    """A passage and what its names are so far."""

    passage: Passage
    ents: tuple[Span, ...]


def _votes(named: Sequence[Named]) -> Votes:
    votes: dict[str, Counter[Label]] = defaultdict(Counter)
    for passage, ents in named:
        for span in ents:
            if label := LABELS.get(span.label_):
                votes[folded(span.text)][label] += _weight(passage, span)
    return votes


def _weight(passage: Passage, span: Span) -> int:
    if passage.block.kind is BlockKind.HEADING:
        return 0
    return _RULE if span.id_ == SURE else _GUESS


def _agreed(passage: Passage, ents: Iterable[Span], votes: Votes, surnames: Collection[str]) -> Iterator[Span]:
    for span in ents:
        label = LABELS.get(span.label_)
        if label is None:
            continue
        best = label if span.id_ == SURE else _best(span, label, votes, surnames)
        if best is label:
            yield _without_article(span, passage) if label is Label.PLACE else span
        elif best:
            yield Span(span.doc, span.start, span.end, label=best.value)


def _without_article(span: Span, passage: Passage) -> Span:
    """`The United Kingdom` without its article; `The Hague` keeps it, for it is no country or region."""
    articles = lexicon(passage.pack.code if passage.pack else "").organizations.articles
    if len(span) == 1 or span[0].lower_ not in articles:
        return span
    place = locate(span[1:].text)
    wide = place is not None and place.precision in {Precision.COUNTRY, Precision.REGION, Precision.WATER}
    return Span(span.doc, span.start + 1, span.end, label=span.label, span_id=span.id) if wide else span


def _best(span: Span, label: Label, votes: Votes, surnames: Collection[str]) -> Label | None:
    """What a guessed span is: a person who was named in full, a place that the gazetteer knows, or what most say."""
    counts = votes[folded(span.text)]
    if _bears(span, surnames) and (label is not Label.PLACE or not locate(span.text)):
        return Label.PERSON
    best = max(counts, key=lambda other: (counts[other], other is label))
    if best is Label.PERSON and len(span) == 1 and span.text not in surnames and locate(span.text):
        return Label.PLACE
    return None if best is Label.PERSON and not counts[best] else best


def _bears(span: Span, surnames: Collection[str]) -> bool:
    """Whether a span is a known person's name alone, or two or three words that end on it."""
    words = span.text.split()
    return words[-1] in surnames and len(words) <= _LONGEST_NAME and all(word[0].isupper() for word in words)


def _settled(named: Sequence[Named]) -> Mapping[str, Label]:
    """Every form to be found everywhere, and what it is."""
    forms: dict[str, Label] = {}
    spans = [(span, span.text) for _, ents in named for span in ents]
    counts = Counter(text for _, text in spans)
    for span, text in spans:
        if (label := LABELS.get(span.label_)) and (counts[text] > 1 or _is_clear(span, label)):
            forms.setdefault(text, label)
    return forms


def _is_clear(span: Span, label: Label) -> bool:
    """Whether one mention is enough: by a rule, in several words, an acronym, or a place that the gazetteer knows."""
    text = span.text
    if span.id_ == SURE or " " in text:
        return True
    return (label is Label.ORG and text.isupper() and len(text) > _SHORTEST) or (
        label is Label.PLACE and locate(text) is not None
    )


def _surnames(named: Sequence[Named]) -> frozenset[str]:
    """The last names of all persons who are named in full or with a title."""
    people = (span for _, ents in named for span in ents if span.label_ == "PERSON")
    names = (span.text.split() for span in people if " " in span.text or span.id_ == SURE)
    return frozenset(name[-1] for name in names if len(name[-1]) > _SHORTEST and name[-1][0].isupper())


_LONGEST_NAME = 3
_SHORTEST = 2


def _spread(named: Sequence[Named], forms: Mapping[str, Label]) -> Iterator[Named]:
    by_language: dict[str, list[tuple[Label, Phrases]]] = {}
    for passage, ents in named:
        code = passage.pack.code if passage.pack else ""
        if code not in by_language:
            by_language[code] = [
                (label, _phrases(forms, label, code)) for label in (Label.ORG, Label.PERSON, Label.PLACE)
            ]
        yield Named(passage, _marked(passage.doc, ents, by_language[code], lexicon(code)))


def _phrases(forms: Mapping[str, Label], label: Label, code: str) -> Phrases:
    return Phrases((form for form, said in forms.items() if said is label), code)


def _marked(
    doc: Doc, ents: tuple[Span, ...], known: Iterable[tuple[Label, Phrases]], language: Lexicon
) -> tuple[Span, ...]:
    """The names of a doc and with them those known from elsewhere in the document."""
    words = words_of(doc, language.language)
    busy = covered(words, ents)
    found = [
        span_of(doc, words, start, end, label.value)
        for label, phrases in known
        for start, end in phrases.hits(words)
        if busy.isdisjoint(range(start, end)) and _stands_alone(words, start, end)
    ]
    return tuple(free(ents, found)) if found else ents


def _stands_alone(words: Words, start: int, end: int) -> bool:
    """Not inside a longer run of capitals that nobody took for a name: `Badu` in `Badu Street` is not he."""
    after = end < len(words) and words.joined(end) and words.capital(end)
    before = start > 0 and words.joined(start) and words.capital(start - 1) and not words.opens_sentence(start - 1)
    return words.capital(start) and not (after or before or words.numbered(end))
