"""Tables that go on over the page: the columns' names of the first part are given to the next."""

from pipelines.layout.aligned import is_number
from pipelines.layout.draft import Draft
from pipelines.record import BlockKind, Cell, Table

_EDGES = {BlockKind.HEADER, BlockKind.FOOTER}

Row = tuple[Cell, ...]


def continue_table(draft: Draft) -> None:
    """Gives the draft's last table the head of the one before, if it goes on with it and does not repeat it.

    It goes on if nothing but running lines stands between them, at the turn of a page, and the columns are as many. The
    head's cells keep their offsets, on the page before.
    """
    if len(draft.tables) > 1 and _goes_on(draft):
        before, last = draft.tables[-2:]
        head = head_of(before)
        if head and not head_of(last):
            draft.tables[-1] = last.model_copy(update={"rows": head + last.rows})


def head_of(table: Table) -> tuple[Row, ...]:
    """The rows above the first that has a number beside its first cell; none if the table has no such row."""
    for place, row in enumerate(table.rows):
        if any(is_number(cell.text) and cell.text.strip() for cell in row[1:]):
            return table.rows[:place]
    return ()


def _goes_on(draft: Draft) -> bool:
    before, last = draft.tables[-2:]
    body = [block for block in draft.blocks[-_NEAR:] if block.kind not in _EDGES]
    neighbours = [block.kind for block in body[-2:]] == [BlockKind.TABLE, BlockKind.TABLE]
    return neighbours and last.page == before.page + 1 and len(last.rows[0]) == len(before.rows[0])


_NEAR = 20
"""Running lines between the parts of a table are fewer than this."""
