from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.encoder.decode import Spans

TAGS = ("O", "B-PERSON", "I-PERSON", "B-ORG", "I-ORG", "B-PLACE", "I-PLACE")


def _scores(*tags: str) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    rows = np.full((len(tags), len(TAGS)), 0.01, np.float32)
    for row, tag in zip(rows, tags, strict=True):
        row[TAGS.index(tag)] = 0.94
    return rows


@pytest.mark.parametrize(
    ("tags", "spans"),
    [
        ((), []),
        (("O", "O"), []),
        (("B-ORG", "I-ORG", "O", "B-PLACE"), [(0, 2, "ORG"), (3, 4, "PLACE")]),
        (("B-PERSON", "B-PERSON"), [(0, 1, "PERSON"), (1, 2, "PERSON")]),
        (("O", "I-ORG", "I-ORG"), [(1, 3, "ORG")]),
    ],
)
def test_spans_begin_at_b_or_after_nothing(tags: tuple[str, ...], spans: list[tuple[int, int, str]]) -> None:
    assert Spans.of(TAGS).find(_scores(*tags)) == spans


def test_words_of_one_name_that_disagree_vote() -> None:
    assert Spans.of(TAGS).find(_scores("B-ORG", "I-PLACE", "I-ORG")) == [(0, 3, "ORG")]


@given(st.lists(st.lists(st.floats(0, 1), min_size=7, max_size=7), max_size=12))
def test_spans_never_overlap(rows: list[list[float]]) -> None:
    spans = Spans.of(TAGS).find(np.array(rows, np.float32).reshape(-1, 7))
    assert all(start < end for start, end, _ in spans)
    assert all(left[1] <= right[0] for left, right in pairwise(spans))
