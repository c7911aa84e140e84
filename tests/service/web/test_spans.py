from hypothesis import given
from hypothesis import strategies as st

from service.index.hits import Snippet
from service.web.passages import pieces
from service.web.spans import Highlight, segments

TEXT = "Police arrested 12 smugglers in Karachi."


def highlight(words: str, look: str, *, here: bool = False) -> Highlight:
    start = TEXT.index(words)
    return Highlight(start, start + len(words), look, f"#{words}", words, here=here)


def test_shorter_highlight_leads_where_two_overlap() -> None:
    found = segments(
        TEXT, 0, len(TEXT), [highlight("12 smugglers in Karachi", "figure"), highlight("Karachi", "place")]
    )
    assert [(each.text, each.looks, each.url) for each in found if each.url] == [
        ("12 smugglers in ", "figure", "#12 smugglers in Karachi"),
        ("Karachi", "place figure", "#Karachi"),
    ]


def test_crossing_highlights_are_both_shown_in_between() -> None:
    found = segments(
        TEXT, 0, len(TEXT), [highlight("arrested 12", "at", here=True), highlight("12 smugglers", "figure")]
    )
    assert [(each.text, each.looks) for each in found if each.looks] == [
        ("arrested ", "at here"),
        ("12", "at figure here"),
        (" smugglers", "figure"),
    ]


@st.composite
def marked(draw: st.DrawFn) -> tuple[int, int, list[Highlight]]:
    offsets = st.integers(0, len(TEXT))
    pair = st.tuples(offsets, offsets).map(sorted).filter(lambda span: span[0] < span[1])
    start, end = draw(pair)
    spans = draw(st.lists(pair, max_size=6))
    return start, end, [Highlight(first, last, "person", "#", "") for first, last in spans]


@given(marked())
def test_segments_joined_are_the_text(given_spans: tuple[int, int, list[Highlight]]) -> None:
    start, end, highlights = given_spans
    found = segments(TEXT, start, end, highlights)
    assert "".join(each.text for each in found) == TEXT[start:end]
    for each in found:
        middle = each.start
        assert bool(each.looks) == any(mark.start <= middle < mark.end for mark in highlights)


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)).map(sorted), max_size=5), st.integers(0, 1000))
def test_pieces_joined_are_the_passage(marks: list[list[int]], start: int) -> None:
    passage = Snippet(text=TEXT, start=start, marks=tuple((start + first, start + last) for first, last in marks))
    assert "".join(piece.text for piece in pieces(passage)) == TEXT
