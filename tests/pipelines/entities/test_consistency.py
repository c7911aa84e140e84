"""What `settle` makes of a document's names, given names as a model might have guessed them."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import spacy
from spacy.tokens import Span

from pipelines.entities.consistency import settle
from pipelines.packs import pack
from pipelines.passage import Passage
from pipelines.record import Block, BlockKind

Guess = tuple[str, str]


def _passage(text: str, guesses: list[Guess], start: int) -> Passage:
    doc = spacy.blank("en")(text)
    spans, at = [], 0
    for name, label in guesses:
        at = text.index(name, at)
        spans.append(doc.char_span(at, at + len(name), label=label))
        at += len(name)
    doc.ents = tuple(span for span in spans if isinstance(span, Span))
    block = Block(start=start, end=start + len(text), kind=BlockKind.PARAGRAPH, language="en", page=1)
    return Passage(start, block, pack("en"), doc)


@contextmanager
def _settled(*paragraphs: tuple[str, list[Guess]]) -> Iterator[list[Guess]]:
    passages = [_passage(text, guesses, 1000 * at) for at, (text, guesses) in enumerate(paragraphs)]
    settle(passages)
    yield [(span.text, span.label_) for passage in passages for span in passage.doc.ents]


def test_the_majority_and_the_gazetteer_settle_what_a_city_is() -> None:
    first = ("She left Karachi. Karachi was calm.", [("Karachi", "PLACE"), ("Karachi", "PLACE")])
    with _settled(first, ("He saw Karachi.", [("Karachi", "PERSON")])) as names:
        assert set(names) == {("Karachi", "PLACE")}


def test_a_lone_city_is_no_person() -> None:
    with _settled(("He saw Karachi.", [("Karachi", "PERSON")])) as names:
        assert names == [("Karachi", "PLACE")]


def test_a_surname_alone_is_that_person() -> None:
    with _settled(("Amina Diallo came.", [("Amina Diallo", "PERSON")]), ("Then Diallo spoke.", [])) as names:
        assert names == [("Amina Diallo", "PERSON"), ("Diallo", "PERSON")]


@pytest.mark.parametrize(
    ("guess", "rest"),
    [
        (("Water and Light Board", "ORG"), "In May the Water and Light Board met."),
        (("FIWO", "ORG"), "He rang FIWO at noon."),
        (("Nairobi", "PLACE"), "He rang Nairobi at noon."),
    ],
)
def test_a_name_found_once_is_found_everywhere(guess: Guess, rest: str) -> None:
    with _settled((f"They wrote to {guess[0]} again.", [guess]), (rest, [])) as names:
        assert names == [guess, guess]


def test_a_word_that_was_guessed_once_is_not_spread() -> None:
    with _settled(("They wrote to Wrenfield again.", [("Wrenfield", "ORG")]), ("Wrenfield is calm.", [])) as names:
        assert names == [("Wrenfield", "ORG")]
