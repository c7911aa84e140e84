from hypothesis import given
from hypothesis import strategies as st

from pipelines.encoder.windows import CONTEXT, LONGEST, PIECES, sentences, windows

WORDS = st.lists(st.sampled_from(["Police", "in", "Kabul", ".", "killed", "12", "!", "He"]), max_size=900)


@given(WORDS, st.integers(1, 12))
def test_every_word_is_in_one_window_and_no_window_is_too_long(words: list[str], length: int) -> None:
    lengths = [length] * len(words)
    found = list(windows(words, lengths))
    assert [at for window in found for at in range(window.start, window.end)] == list(range(len(words)))
    for window in found:
        assert sum(lengths[window.context : window.start]) <= CONTEXT
        assert sum(lengths[window.start : window.end]) <= max(PIECES, LONGEST)


def test_a_short_text_is_one_window() -> None:
    words = ["Police", "arrested", "12", "men", ".", "They", "were", "freed", "."]
    assert [(window.context, window.start, window.end) for window in windows(words, [1] * len(words))] == [(0, 0, 9)]


def test_a_long_text_is_cut_between_sentences_and_sees_the_last_one_again() -> None:
    sentence = ["The", *["word"] * 28, "."]
    words = sentence * 8
    found = list(windows(words, [1] * len(words)))
    assert [(window.start, window.end) for window in found] == [(0, 150), (150, 240)]
    assert found[1].context == 120


def test_an_abbreviation_before_a_small_letter_ends_no_sentence() -> None:
    words = [*["word"] * 100, ".", "and", *["word"] * 100, "."]
    assert [window.start for window in windows(words, [1] * len(words))] == [0]


@given(WORDS)
def test_sentences_cover_all_words_in_order(words: list[str]) -> None:
    assert [at for start, end in sentences(words) for at in range(start, end)] == list(range(len(words)))
