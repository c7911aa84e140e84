"""Words and phrases."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.entities.phrases import Phrases
from pipelines.entities.words import read


@pytest.mark.parametrize(
    ("language", "text", "forms"),
    [
        ("en", "U.S. officials met Kenya's O'Brien.", ["U.S.", "officials", "met", "Kenya", "'s", "O'Brien", "."]),
        ("en", "Tripoli-based Al-Amal, 2-led", ["Tripoli", "-", "based", "Al-Amal", ",", "2-led"]),
        ("fr", "L'OIM d'Haïti", ["L'", "OIM", "d'", "Haïti"]),
        ("es", "¿UNODC-COPAK?", ["¿", "UNODC-COPAK", "?"]),
    ],
)
def test_words(language: str, text: str, forms: list[str]) -> None:
    assert read(text, language).forms == forms


@given(st.text())
def test_every_word_stands_where_it_says(text: str) -> None:
    words = read(text, "en")
    assert all(text[a:b] == form for a, b, form in zip(words.starts, words.ends, words.forms, strict=True))


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("Lt. Col.", "Lt. Col. Doe", "Lt. Col."),
        ("Lt. Col.", "Lt Col Doe", "Lt Col"),
        ("general", "GENERAL Doe", "GENERAL"),
        ("General", "general unrest", ""),
        ("WHO", "Who asked?", ""),
        ("WHO", "WHO asked?", "WHO"),
    ],
)
def test_a_phrases_capitals_bind_and_its_full_stops_do_not(phrase: str, text: str, found: str) -> None:
    words = read(text, "en")
    hits = [text[words.starts[start] : words.ends[end - 1]] for start, end in Phrases([phrase], "en").hits(words)]
    assert hits == ([found] if found else [])


def test_the_longest_phrase_wins() -> None:
    words = read("the chief of staff", "en")
    assert list(Phrases(["chief", "chief of staff"], "en").hits(words)) == [(1, 4)]
