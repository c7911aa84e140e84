import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.train import augment, public
from models.train.evaluate import Score, names
from models.train.samples import NAME_TAGS, Sample, join, spans, tags

TAGGED = st.lists(
    st.tuples(st.sampled_from(["Abu-Bakr", "x", "Al-Hassan-Ali"]), st.sampled_from(NAME_TAGS)), max_size=9
)


def test_spans_and_tags_are_inverse() -> None:
    found = [(0, 2, "ORG"), (2, 3, "PLACE"), (4, 5, "PERSON")]
    assert list(spans(tags(6, found))) == found


def test_an_inside_tag_with_nothing_before_starts_a_span() -> None:
    assert list(spans(("I-ORG", "I-ORG", "I-PLACE"))) == [(0, 2, "ORG"), (2, 3, "PLACE")]


def test_a_tag_too_few_is_an_error() -> None:
    with pytest.raises(ValueError, match="2 words have 1 tags"):
        Sample(("a", "b"), ("O",))


def test_joined_kinds_are_unknown_if_any_are() -> None:
    known, unknown = Sample(("5",), ("O",), ("killed",)), Sample(("x",), ("O",))
    assert join([known, known]).kinds == ("killed", "killed")
    assert join([known, unknown]).kinds is None


@given(TAGGED, st.integers())
def test_variation_keeps_the_number_of_names(pairs: list[tuple[str, str]], seed: int) -> None:
    sample = Sample(tuple(word for word, _ in pairs), tuple(tag for _, tag in pairs))
    varied = augment.varied(sample, random.Random(seed))  # noqa: S311 - repeatable, not secret
    assert len(list(spans(varied.names or ()))) == len(list(spans(sample.names or ())))
    assert "".join(varied.words).lower() == "".join(sample.words).lower()


@given(st.integers())
def test_variation_recounts_what_befell_someone_and_nothing_else(seed: int) -> None:
    sample = Sample(("In", "2016", ",", "41", "of", "58", "died"), None, ("O", "O", "O", "killed", "O", "O", "O"))
    words = augment.varied(sample, random.Random(seed)).words  # noqa: S311 - repeatable, not secret
    assert [word.lower() for word in (*words[:3], *words[4:])] == ["in", "2016", ",", "of", "58", "died"]
    assert 10 <= int(words[3]) < 100


@pytest.mark.parametrize(
    ("words", "kind", "span"),
    [
        (["the", "Red", "Cross"], "ORG", (1, 3, "ORG")),
        (["German"], "LOC", None),
        (["Germany"], "LOC", (0, 1, "PLACE")),
        (["Dr.", "Kofi", "'s"], "PER", (1, 2, "PERSON")),
        (["June"], "TIME", None),
    ],
)
def test_labels_are_cleaned_to_the_records_habits(
    words: list[str], kind: str, span: tuple[int, int, str] | None
) -> None:
    assert public.cleaned(words, 0, len(words), kind) == span


def test_windows_hold_whole_sentences() -> None:
    sentences = [Sample(("x",) * 50, ("O",) * 50)] * 5
    assert [len(window.words) for window in public.packed(sentences, limit=110)] == [100, 100, 50]


def test_scores_want_both_ends_and_the_label() -> None:
    gold = Sample(("A", "B", "c"), ("B-ORG", "I-ORG", "O"))
    assert names(lambda _: (("B-ORG", "I-ORG", "O"), ()), [gold])["all"] == Score(1, 1, 1)
    assert names(lambda _: (("B-ORG", "O", "O"), ()), [gold])["ORG"].f1 == 0
