"""Roles of a passage's persons, from its doc's spans to offsets in the document."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Span as Tokens

from pipelines.entities.lexicon import lexicon
from pipelines.entities.mentions import LABELS
from pipelines.entities.people import TITLES
from pipelines.entities.role_holders import unnamed
from pipelines.entities.role_phrases import WORDS, Marks
from pipelines.entities.roles import Office, offices
from pipelines.entities.spans import SURE, covered, free, indices, span_of, words_of
from pipelines.entities.words import Words
from pipelines.parsed import Span
from pipelines.passage import Passage
from pipelines.record import BlockKind, Label


@dataclass(frozen=True, slots=True)
class Held:
    """What one mention of a person says of them; spans are offsets into the document's text.

    `span` is where the role stands (the organisation or the title, if no role is said); `gender` is the title's:
    `m`, `f`, or empty where it says none.
    """

    person: Span
    title: str | None
    role: str | None
    organization: Span | None
    span: Span
    gender: str = ""


def held(passage: Passage) -> Iterator[Held]:
    """The titles and roles that a passage gives to its persons."""
    if passage.pack is None:
        return
    words = words_of(passage.doc, passage.pack.code)
    marks = _marks(passage, words)
    if not marks.people:
        return
    found = offices(words, marks, lexicon(passage.pack.code))
    for office in found:
        yield _held(passage.start, words, marks, office, passage.pack.code)
    holders = {office.person for office in found if office.role}
    for person in marks.people:
        if person[0] in marks.titles and person not in holders:
            yield _held(passage.start, words, marks, Office(person, None, None), passage.pack.code)


def introduce(passage: Passage) -> None:
    """Marks in the passage's doc the persons whom only their roles betray."""
    if passage.pack is None or passage.block.kind is BlockKind.HEADING:
        return
    words, know = words_of(passage.doc, passage.pack.code), lexicon(passage.pack.code)
    if know.people.role.hits(words) and (found := unnamed(words, _marks(passage, words), know)):
        ents = passage.doc.ents
        people = [span_of(passage.doc, words, start, end, "PERSON", sure=False) for start, end in found]
        sure = [span for span in ents if span.id_ == SURE or span.label_ == "PERSON"]
        others = [span for span in ents if span.label_ in LABELS]
        passage.doc.ents = tuple(free(sure, people, others))


def _marks(passage: Passage, words: Words) -> Marks:
    named: dict[Label, list[WORDS]] = {label: [] for label in Label}
    ents = passage.doc.ents
    for span in ents:
        if label := LABELS.get(span.label_):
            named[label].append(indices(words, span))
    return Marks(
        people=tuple(named[Label.PERSON]),
        organizations=tuple(named[Label.ORG]),
        places=tuple(named[Label.PLACE]),
        titles=_titles(passage, words),
        doubtful=covered(words, (span for span in ents if span.id_ != SURE and span.label_ != "PERSON")),
    )


def _titles(passage: Passage, words: Words) -> dict[int, int]:
    spans: Iterable[Tokens] = passage.doc.spans.get(TITLES, ())
    return {end: start for start, end in (indices(words, span) for span in spans)}


def _held(offset: int, words: Words, marks: Marks, office: Office, language: str) -> Held:
    begin = marks.titles.get(office.person[0])
    title = (begin, office.person[0]) if begin is not None else None
    gender = _gender(words, title, language) if title else ""
    if title and office.role and office.role[0] < title[1] and title[0] < office.role[1]:
        title = None
    return Held(
        person=_offsets(offset, words, office.person),
        title=_text(words, title) if title else None,
        role=_text(words, office.role) if office.role else None,
        organization=_offsets(offset, words, office.organization) if office.organization else None,
        span=_offsets(offset, words, office.role or office.organization or title or office.person),
        gender=gender,
    )


def _gender(words: Words, title: WORDS, language: str) -> str:
    genders = lexicon(language).people.genders
    form = " ".join(lower for lower in words.lowers[slice(*title)] if lower != ".")
    return genders.get(form, genders.get(words.lowers[title[0]], ""))


def _text(words: Words, found: WORDS) -> str:
    return " ".join(words.text[words.starts[found[0]] : words.ends[found[1] - 1]].split())


def _offsets(offset: int, words: Words, found: WORDS) -> Span:
    start, end = found
    return Span(offset + words.starts[start], offset + words.ends[end - 1])
