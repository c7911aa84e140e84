from hypothesis import given
from hypothesis import strategies as st

from pipelines.figures.sentences import sentences

ABBREVIATIONS = frozenset({"Mr.", "Gen."})


def _cut(text: str) -> list[str]:
    return [text[span.start : span.end] for span in sentences(text, ABBREVIATIONS)]


def test_full_stops_end_sentences() -> None:
    assert _cut("Two died. Three fled! Who?") == ["Two died.", "Three fled!", "Who?"]


def test_abbreviations_initials_and_decimals_do_not() -> None:
    assert _cut("Mr. Odo met Gen. A. B. Lim at 3.5 km.") == ["Mr. Odo met Gen. A. B. Lim at 3.5 km."]


def test_closing_quotes_stay_with_their_sentence() -> None:
    assert _cut('"Two died." He wept.') == ['"Two died."', "He wept."]


def test_a_footnotes_mark_stays_with_its_sentence() -> None:
    assert _cut("A vessel was stopped.¹⁴⁰ On 11 March another sank.") == [
        "A vessel was stopped.¹⁴⁰",
        "On 11 March another sank.",
    ]


def test_bullets_are_sentences() -> None:
    assert _cut("Losses:\n- 3 killed\n- 4 hurt") == ["Losses:", "- 3 killed", "- 4 hurt"]


@given(st.text(alphabet="aA. \n!-", max_size=60))
def test_no_word_is_lost(text: str) -> None:
    assert "".join("".join(_cut(text)).split()) == "".join(text.split())
