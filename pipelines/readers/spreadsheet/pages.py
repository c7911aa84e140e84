"""A sheet as a page: its name a heading, its cells tables, with the lines above and below them as text."""

from pipelines.errors import LimitExceeded
from pipelines.layout import marks
from pipelines.layout.draft import Draft
from pipelines.layout.spans import Row
from pipelines.limits import Limits
from pipelines.readers.spreadsheet.cells import Grid, only_words
from pipelines.record import BlockKind


def check_count(sheets: int, limits: Limits) -> None:
    """Raises `LimitExceeded` for more sheets than a document may have pages."""
    if sheets > limits.pages:
        raise LimitExceeded(f"There are {sheets} sheets.", expected=f"at most {limits.pages}")


def begin_sheet(draft: Draft, number: int, name: str, *, hidden: bool) -> None:
    """Begins a page with the sheet's name."""
    draft.page(number=number)
    draft.block(BlockKind.HEADING, name)
    if hidden:
        draft.warn("hidden_sheet", f"The sheet {name!r} is hidden in the workbook.", page=number)


def add_grid(draft: Draft, grid: Grid) -> None:
    """Adds the cells, a table for each group of rows that stand together."""
    for group in grid.groups():
        add_group(draft, group)


def add_group(draft: Draft, rows: list[Row]) -> None:
    """Adds rows that stand together: the lines above and below a table as text, as they are its title and notes."""
    titles = [only_words(row) for row in rows]
    first = next((place for place, title in enumerate(titles) if title is None), len(rows))
    end = next((place for place in range(len(rows), first, -1) if titles[place - 1] is None), first)
    for title in titles[:first]:
        draft.block(_kind(title or ""), title or "")
    draft.table(rows[first:end])
    for note in titles[end:]:
        draft.block(BlockKind.PARAGRAPH, note or "")


def _kind(title: str) -> BlockKind:
    if marks.is_caption(title):
        return BlockKind.CAPTION
    return BlockKind.HEADING if marks.has_heading_shape(title) else BlockKind.PARAGRAPH
