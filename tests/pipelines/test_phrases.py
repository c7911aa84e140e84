"""Word lists as patterns: the longest phrase, across a line's end, from either side."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.phrases import alternatives, key, table

PHRASES = ("at least", "at the very least", "more than", "more", "plus d'", "-odd", "No.", "$", "US$")
KNOWN = table((phrase, phrase) for phrase in PHRASES)


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("at least 12", "at least"),
        ("At  least 12", "at least"),
        ("at\nleast 12", "at least"),
        ("at the very least 12", "at the very least"),
        ("more than 12", "more than"),
        ("plus d’12", "plus d'"),
        ("No. 12", "No."),
        ("US$12", "US$"),
        ("more: 12", "more"),
    ],
)
def test_the_longest_phrase_before_a_place_is_found(text: str, phrase: str) -> None:
    found = KNOWN.before(text, text.index("12"))
    assert found is not None
    assert found.meaning == phrase
    assert key(text[found.start : found.end]) == key(phrase)


@pytest.mark.parametrize("text", ["no. 12", "more\n\nthan 12", "nomore than12", "anymore 12", "at least, 12"])
def test_other_words_before_a_place_are_not(text: str) -> None:
    assert KNOWN.before(text, text.index("12")) is None


def test_a_phrase_after_a_place_is_found_with_or_without_a_gap() -> None:
    for text in ("12-odd men", "12 odd men", "12 more than", "12\nmore"):
        assert KNOWN.after(text, 2) is not None
    assert KNOWN.after("12 moreover", 2) is None


@given(st.lists(st.text(alphabet="ab -'", min_size=1, max_size=6).map(str.strip).filter(bool), min_size=1, max_size=8))
def test_every_phrase_of_a_list_matches_itself(phrases: list[str]) -> None:
    pattern = re.compile(alternatives(phrases))
    assert all(pattern.fullmatch(phrase) for phrase in phrases)


def test_an_empty_list_matches_nothing() -> None:
    assert re.search(alternatives(()), "anything") is None
