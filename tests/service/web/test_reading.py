"""A report as it is read: long pages in parts, and the way from one finding to the next."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.record import Block, BlockKind, Document, Page
from service.web.reading import Choice, Leaf
from service.web.steps import step
from service.web.stretches import LONGEST, holding, stretches
from tests.samples import report
from tests.service.archived import STRAIT


def long_page(lengths: list[int]) -> Document:
    """A page of blocks of these lengths."""
    made = report("\n".join("a" * length for length in lengths))
    starts = [sum(lengths[:index]) + index for index in range(len(lengths))]
    pairs = zip(starts, lengths, strict=True)
    blocks = tuple(Block(kind=BlockKind.PARAGRAPH, page=1, start=at, end=at + length) for at, length in pairs)
    return made.model_copy(update={"blocks": blocks, "pages": (Page(number=1, start=0, end=len(made.text)),)})


@given(st.lists(st.integers(1, LONGEST * 2), min_size=1, max_size=12))
def test_parts_joined_are_the_page_and_none_is_too_long(lengths: list[int]) -> None:
    document = long_page(lengths)
    found = stretches(document, document.pages[0])
    assert "".join(document.text[part.start : part.end] for part in found) == document.text
    assert all(0 < part.end - part.start <= LONGEST for part in found)
    assert {part.number for part in found} == {1}
    for number, part in enumerate(found, 1):
        assert holding(found, part.start) == holding(found, part.end - 1) == number


def test_parts_begin_where_paragraphs_do() -> None:
    document = long_page([LONGEST // 2 + 1] * 4)
    starts = {block.start for block in document.blocks}
    assert {part.start for part in stretches(document, document.pages[0])} <= starts


@pytest.mark.parametrize(
    ("chosen", "here", "before", "after"),
    [(None, 0, None, "a"), (None, 5, "a", "b"), (1, 0, "a", "c"), (2, 0, "b", None)],
)
def test_steps(chosen: int | None, here: int, before: str | None, after: str | None) -> None:
    found = step([3, 7, 9], "abc".__getitem__, chosen=chosen, here=here)
    assert (found.before, found.after, found.total) == (before, after, 3)
    assert found.number == (None if chosen is None else chosen + 1)


def test_each_figure_leads_to_the_next() -> None:
    first = STRAIT.figures[0]
    leaf = Leaf(STRAIT, STRAIT.pages[0], Choice(page=1, figure=first.id))
    found = leaf.figure_step()
    assert (found.number, found.before) == (1, None)
    assert found.after == leaf.url(page=1, figure=STRAIT.figures[1].id)
