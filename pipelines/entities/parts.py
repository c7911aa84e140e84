"""Organisations that the text puts inside another one: `Government of X (Department of Y)`."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from spacy.tokens import Span

from pipelines.entities.lexicon import lexicon
from pipelines.entities.spans import words_of
from pipelines.passage import Passage

Offsets = tuple[int, int]


def parts(passages: Sequence[Passage]) -> Mapping[Offsets, Offsets]:
    """The offsets of each such part's mention in the document, and of the whole's."""
    return {part: whole for passage in passages for part, whole in _parts(passage)}


def _parts(passage: Passage) -> Iterator[tuple[Offsets, Offsets]]:
    for whole, part in pairwise(passage.doc.ents):
        official = whole.label_ == part.label_ == "ORG" and not (_known(passage, whole) or _known(passage, part))
        if official and " " in part.text and _inside_parenthesis(whole, part):
            yield _offsets(passage, part), _offsets(passage, whole)


def _known(passage: Passage, span: Span) -> bool:
    return passage.pack is not None and span.text.casefold() in lexicon(passage.pack.code).organizations.keys


def _inside_parenthesis(whole: Span, part: Span) -> bool:
    text = words_of(whole.doc, whole.doc.lang_).text
    return text[whole.end_char : part.start_char].strip() == "(" and text[part.end_char :].lstrip().startswith(")")


def _offsets(passage: Passage, span: Span) -> Offsets:
    return passage.start + span.start_char, passage.start + span.end_char
