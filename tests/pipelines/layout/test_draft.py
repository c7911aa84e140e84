"""Drafts: whatever is added, the offsets come out right."""

from hypothesis import given
from hypothesis import strategies as st

from pipelines.layout.draft import Draft, Merged, tidy
from pipelines.record import BlockKind

texts = st.text(alphabet=st.sampled_from("ab \n\t\x00\x0b\r\ud800é"), max_size=12)
rows = st.lists(st.lists(texts, max_size=4), max_size=4)


@given(st.lists(st.one_of(texts, rows), max_size=8))
def test_blocks_and_cells_hold_what_was_added(items: list[str | list[list[str]]]) -> None:
    draft = Draft("text/plain")
    draft.page()
    for item in items:
        if isinstance(item, str):
            draft.block(BlockKind.PARAGRAPH, item)
        else:
            draft.table(item)
    draft.page()
    parsed = draft.parsed()
    written = [parsed.text[block.start : block.end] for block in parsed.blocks if block.kind == BlockKind.PARAGRAPH]
    assert written == [tidy(item) for item in items if isinstance(item, str) and tidy(item)]
    for cell in (cell for table in parsed.tables for row in table.rows for cell in row):
        assert cell.start is None or parsed.text[cell.start : cell.end] == cell.text
    assert all(left.end <= right.start for left, right in zip(parsed.blocks, parsed.blocks[1:], strict=False))
    assert not parsed.text.endswith("\n")
    assert all(page.start <= page.end <= len(parsed.text) for page in parsed.pages)
    parsed.text.encode()


def test_equal_cells_have_their_own_offsets_and_a_merged_one_has_one() -> None:
    draft = Draft("text/plain")
    draft.page()
    whole = Merged("all")
    draft.table([[whole, whole], ["5", "5"]])
    (first, second), (left, right) = draft.parsed().tables[0].rows
    assert first == second
    assert left.start != right.start


def test_rows_are_filled_up_to_the_longest() -> None:
    draft = Draft("text/plain")
    draft.page()
    draft.table([["a"], ["b", "c"]])
    assert [[cell.text for cell in row] for row in draft.parsed().tables[0].rows] == [["a", ""], ["b", "c"]]
