import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.index.analysis import read
from service.index.highlight import REACH, WIDTH, Sought, matches, snippet
from service.query import parse

TEXT = "Smugglers took 40 migrants to sea. The smuggled migrants, État civil unknown, were rescued at sea."


def marked(query: str, text: str = TEXT, language: str | None = "en") -> list[str]:
    return [text[start:end] for start, end in matches(text, read(text, language), Sought.by(parse(query)))]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("migrant", ["migrants", "migrants"]),
        ("smuggle", ["smuggled"]),
        ("smuggl*", ["Smugglers", "smuggled"]),
        ("etat", ["État"]),
        ('"smuggled migrants"', ["smuggled migrants"]),
        ('"smuggled migrant"', []),
        ("migrnats~", ["migrants", "migrants"]),
        ("rescue -sea", ["rescued"]),
        ("civil OR unknown", ["civil", "unknown"]),
        ('"smuggled migrants" migrants', ["migrants", "smuggled migrants"]),
        ("", []),
    ],
)
def test_what_matched_is_marked(query: str, found: list[str]) -> None:
    assert marked(query) == found


def test_stems_are_of_the_pages_language() -> None:
    assert marked("arrestation", "Plusieurs arrestations", "fr") == ["arrestations"]
    assert marked("detenido", "Dos detenidas", "es") == ["detenidas"]
    assert marked("arrestation", "Plusieurs arrestations", None) == []


def test_the_snippet_shows_the_thickest_place() -> None:
    text = "boat " + "water " * 200 + "the boat met a boat near another boat " + "water " * 200
    shown = snippet(text, read(text, "en"), Sought.by(parse("boat")), offset=1000)
    assert len(shown.marks) == 3
    assert all(text[start - 1000 : end - 1000] == "boat" for start, end in shown.marks)


def test_of_a_long_page_the_stretch_from_the_first_match_on_is_looked_at() -> None:
    far = "boat " + "water " * REACH
    text = "water " * 5000 + "the boat, that boat " + far + "boat boat boat"
    shown = snippet(text, read(text, "en"), Sought.by(parse("boat")), offset=0)
    assert [text[start:end] for start, end in shown.marks] == ["boat", "boat", "boat"]
    assert text.index("the boat") - shown.start < WIDTH


def test_without_a_match_the_page_begins() -> None:
    assert (
        snippet("A quiet day.", read("A quiet day.", "en"), Sought.by(parse("boat")), offset=7).text == "A quiet day."
    )


@given(st.text(max_size=800), st.text(max_size=10), st.integers(0, 99))
def test_a_snippet_is_a_slice_and_marks_lie_inside(text: str, word: str, offset: int) -> None:
    shown = snippet(text, read(text, "en"), Sought.by(parse(word)), offset=offset)
    assert text[shown.start - offset :].startswith(shown.text)
    assert len(shown.text) <= WIDTH
    assert all(shown.start <= start < end <= shown.start + len(shown.text) for start, end in shown.marks)
