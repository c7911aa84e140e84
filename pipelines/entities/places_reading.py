"""Reads a document's places: each PLACE span of its passages with where it is.

located = locate_passages(passages)   # {(start, end) in the document's text: Place or None}
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Span

from pipelines.entities.gazetteer import Toponym, locate_all
from pipelines.entities.places_knowledge import Knowledge, knowledge
from pipelines.entities.places_lookup import candidates, is_name
from pipelines.entities.spans import indices, words_of
from pipelines.entities.words import Words
from pipelines.passage import Passage
from pipelines.record import Place, Precision

_LABELS = frozenset({"PLACE", "GPE", "LOC", "FAC"})
_OPENERS = frozenset({",", "(", ", (", "/", " ("})
_AREAS = frozenset({Precision.COUNTRY, Precision.ADMIN1})
_KNOWN_AREA = 5.5
"""The weight, about the decimal logarithm of its people, at which an area inside an organisation's name is meant."""
_BEFORE = 5
"""Tokens before a name among which `the Lebanese city of` is looked for."""


def locate_passages(passages: Sequence[Passage]) -> Mapping[tuple[int, int], Place | None]:
    """Where each PLACE entity of the passages' docs is, by its offsets in the document's text.

    Reads what stands around each name (`Paris, Texas`, `the Lebanese city of Tripoli`) and the nationalities that
    the document names. Two mentions that get an equal `Place` with a `geonames_id` or of precision `country` name
    one place, whatever they are called (`US`, `United States`).
    """
    named = {span: toponym for passage in passages for span, toponym in _toponyms(passage)}
    inside = tuple(toponym for passage in passages for toponym in _inside_organizations(passage))
    places = locate_all(tuple(named.values()), beside=inside, hints=_hints(passages))
    return dict(zip(named, places, strict=True))


def toponyms(doc: Doc, *, language: str) -> list[tuple[Span, Toponym]]:
    """The PLACE entities of a doc, in order, each as the gazetteer is to be asked for it."""
    spans = [span for span in doc.ents if span.label_ in _LABELS]
    if not spans:
        return []
    know, words = knowledge(language), words_of(doc, language)
    holders: tuple[str, ...] = ()
    found: list[tuple[Span, Toponym]] = []
    for span, after in zip(reversed(spans), [None, *reversed(spans[1:])], strict=True):
        holders = _following(span, after, holders, words.text, know)
        found.append((span, Toponym(_called(span, words, know), language, (*holders, *_preceding(span, know)))))
    return _holding(found[::-1])


def _holding(found: list[tuple[Span, Toponym]]) -> list[tuple[Span, Toponym]]:
    """Each toponym that follows one within it says so: `Georgia` in `Atlanta, Georgia`."""
    befores: list[Toponym | None] = [None, *(toponym for _, toponym in found[:-1])]
    return [
        (span, replace(one, holds=before.name) if before and before.within[:1] == (span.text,) else one)
        for (span, one), before in zip(found, befores, strict=True)
    ]


def _called(span: Span, words: Words, know: Knowledge) -> str:
    """The name with the common words for its kind of place beside it: `lac Tchad`, `camp de Farchana`, `Lipa camp`."""
    start, end = indices(words, span)
    first, last = start, end
    while first > 0 and words.forms[first - 1].islower() and words.lowers[first - 1] in know.outside | know.of:
        first -= 1
    while first < start and words.lowers[first] not in know.outside:
        first += 1
    if first == start:
        if (river := _river(words, start, end, know)) is not None:
            return river
        while last < len(words) and words.forms[last].islower() and words.lowers[last] in know.outside:
            last += 1
    return words.text[words.starts[first] : words.ends[last - 1]]


def _river(words: Words, start: int, end: int, know: Knowledge) -> str | None:
    """`the Tana`, `le Milo`: the river, where only an article tells it from a town; None if none is known."""
    name = words.text[words.starts[start] : words.ends[end - 1]]
    if end - start > 1 or start == 0 or words.forms[start - 1] not in know.articles:
        return None
    if any(one.place.precision is not Precision.POINT for one in candidates(name, know.language)[:1]):
        return None
    forms = (form for kind in know.rivers for form in (f"{kind} {name}", f"{name} {kind}"))
    return next((form for form in forms if is_name(form, know.language) and _is_water(form, know.language)), None)


def _is_water(name: str, language: str) -> bool:
    return any(one.place.precision is Precision.WATER for one in candidates(name, language)[:1])


def _inside_organizations(passage: Passage) -> Iterator[Toponym]:
    """Countries and areas that organisations' names hold: `District Court of Virginia`."""
    language = passage.pack.code if passage.pack else "und"
    words = words_of(passage.doc, language)
    for span in passage.doc.ents:
        if span.label_ == "ORG":
            runs = (form for form in words.forms[slice(*indices(words, span))] if form[0].isupper() and len(form) > 1)
            yield from (Toponym(form, language) for form in runs if _is_area(form, language))


def _is_area(name: str, language: str) -> bool:
    found = candidates(name, language)
    return bool(found) and found[0].weight >= _KNOWN_AREA and found[0].place.precision in _AREAS


def _toponyms(passage: Passage) -> Iterator[tuple[tuple[int, int], Toponym]]:
    language = passage.pack.code if passage.pack else "und"
    for span, toponym in toponyms(passage.doc, language=language):
        yield (passage.start + span.start_char, passage.start + span.end_char), toponym


def _following(span: Span, after: Span | None, holders: tuple[str, ...], text: str, know: Knowledge) -> tuple[str, ...]:
    """The next place, if it stands after a comma, in brackets or after `in`: `Paris, Texas`, `Tripoli (Liban)`.

    `holders` are what holds the next one, and so this one too: `Lagos, in the Algarve region of Portugal`.
    """
    if after is None:
        return ()
    between = text[span.end_char : after.start_char].strip().lower()
    if between in know.of or between.removesuffix(" of") in know.kinds:
        return (after.text, *holders)
    return (after.text, *holders) if between in _OPENERS or between in know.links else ()


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
