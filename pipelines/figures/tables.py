"""Figures from tables: heads give kind, unit, place and period; total rows are totals; each figure names its cell."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from pipelines.dates import DatedSpan
from pipelines.dates import find as find_dates
from pipelines.dates.reckoning import year_of
from pipelines.figures.aggregation import LASTING
from pipelines.figures.cellwise import YEAR, Reading, place, readings, whole
from pipelines.figures.grid import Counted, Grid
from pipelines.figures.heads import NOTHING, read
from pipelines.figures.identity import figure_id
from pipelines.figures.numbers import Number
from pipelines.figures.where import Setting
from pipelines.packs import Pack
from pipelines.passage import Passage
from pipelines.record import Aggregation, BlockKind, Cell, Figure, Label, Period, Table

_CAPTION_REACH: Final = 3
_CONFIDENCE: Final = {"column": 0.9, "row": 0.85, "caption": 0.7}
"""How far a kind from such a head is trusted: judged, not measured."""


@dataclass(frozen=True, slots=True)
class _Context:
    """The table that is read, its caption as a cell, and the document around it."""

    grid: Grid
    caption: Cell | None
    setting: Setting


def table_figures(setting: Setting) -> Iterator[Figure]:
    """Every figure of the document's tables, in order; a table in a language without a pack gives none."""
    for index, table in enumerate(setting.parsed.tables):
        passage = _passage(table, setting)
        if passage and passage.pack:
            grid = Grid(index, table.rows, passage.pack)
            yield from _figures(_Context(grid, _caption(passage, setting), setting))


def _passage(table: Table, setting: Setting) -> Passage | None:
    """The passage in which the table's words stand; None where they are not in the text."""
    starts = (cell.start for row in table.rows for cell in row if cell.start is not None)
    first = next(starts, None)
    return None if first is None else next((one for one in setting.passages if _holds(one, first)), None)


def _holds(passage: Passage, offset: int) -> bool:
    return passage.start <= offset < passage.start + len(passage.doc.text)


def _caption(passage: Passage, setting: Setting) -> Cell | None:
    """The caption or heading at most three blocks before the table, on its page."""
    index = setting.passages.index(passage)
    for before in reversed(setting.passages[max(0, index - _CAPTION_REACH) : index]):
        if before.block.kind in {BlockKind.CAPTION, BlockKind.HEADING} and before.block.page == passage.block.page:
            return Cell(text=before.doc.text, start=before.start, end=before.start + len(before.doc.text))
    return None


def _figures(context: _Context) -> Iterator[Figure]:
    grid, caption = context.grid, context.caption
    found = readings(grid, read(caption.text, grid.pack) if caption else NOTHING)
    for one in found.values():
        total = whole(one, found, grid)
        yield _figure(one, _id(total) if total else None, context)


def _id(one: Reading) -> str:
    return figure_id(one.kind, one.counted.number.raw, *_number_offsets(one.counted))


def _number_offsets(counted: Counted) -> tuple[int, int]:
    """Where the number stands in the document's text."""
    start = counted.cell.start or 0
    return start + counted.number.number_start, start + counted.number.number_end


def _figure(one: Reading, part_of: str | None, context: _Context) -> Figure:
    setting, number, where = context.setting, _scaled(one), one.counted.where
    start, end = one.counted.cell.start or 0, one.counted.cell.end or 0
    number_start, number_end = _number_offsets(one.counted)
    heads = _heads(one.counted, context)
    period = _period(heads, context.grid.pack, setting.parsed.published)
    aggregation, why = _aggregation(one, period, context.grid)
    return Figure(
        id=_id(one),
        kind=one.kind,
        low=number.low,
        best=number.best,
        high=number.high,
        qualifier=number.qualifier,
        raw=number.raw,
        unit=one.unit,
        counted=one.noun,
        aggregation=aggregation,
        part_of=part_of,
        period=Period(start=period.first, end=period.last, text=period.text) if period else None,
        places=_places(heads, setting),
        text=setting.parsed.text[start:end],
        sentence=_row_text(context.grid.rows[where.row], setting.parsed.text),
        start=start,
        end=end,
        number_start=number_start,
        number_end=number_end,
        page=setting.parsed.tables[context.grid.index].page,
        cell=where,
        confidence=_CONFIDENCE[one.giver],
        rule=f"table: {one.giver} head; {aggregation}: {why}",
    )


def _scaled(one: Reading) -> Number:
    number = one.counted.number
    low, best, high = (
        None if bound is None else bound * one.factor for bound in (number.low, number.best, number.high)
    )
    return replace(number, low=low, best=best, high=high)


def _heads(counted: Counted, context: _Context) -> tuple[Cell, ...]:
    """All that may say where and when: the row's own words, the heads over and beside the cell, the caption."""
    row, grid = counted.where.row, context.grid
    cells = zip(grid.rows[row], grid.numbers[row], strict=True)
    words = tuple(cell for cell, number in cells if number is None and cell.text.strip())
    return (*words, *counted.over, *counted.beside, *((context.caption,) if context.caption else ()))


def _row_text(row: tuple[Cell, ...], text: str) -> str:
    """The row's words, an exact slice of the document's text."""
    starts = [cell.start for cell in row if cell.start is not None]
    ends = [cell.end for cell in row if cell.end is not None]
    return text[min(starts) : max(ends)]


def _aggregation(one: Reading, period: DatedSpan | None, grid: Grid) -> tuple[Aggregation, str]:
    """A reading of a lasting state is a stock, a total row or column a total, a row with one day an incident."""
    row, column = place(one.counted)
    if period and period.kind == "as_of" and one.kind in LASTING:
        return Aggregation.STOCK, "table-as-of"
    if grid.is_total_row(row) or grid.is_total_column(column):
        return Aggregation.CUMULATIVE, "table-total"
    if period and period.kind == "day":
        return Aggregation.INCIDENT, "table-day"
    return Aggregation.CUMULATIVE, "table"


def _period(heads: tuple[Cell, ...], pack: Pack, anchor: date | None) -> DatedSpan | None:
    return next((span for head in heads for span in _dates(head.text, pack, anchor)), None)


def _dates(text: str, pack: Pack, anchor: date | None) -> tuple[DatedSpan, ...]:
    year = YEAR.fullmatch(text)
    if year:
        return (DatedSpan(year.start(1), year.end(1), year[1], *year_of(int(year[1])), "year"),)
    return find_dates(text, pack, anchor=anchor)


def _places(heads: tuple[Cell, ...], setting: Setting) -> tuple[str, ...]:
    """The places of the nearest head that names any."""
    for head in heads:
        found = setting.naming.within(head.start or 0, head.end or 0, Label.PLACE)
        if found:
            return tuple(dict.fromkeys(mention.entity for mention in found))
    return ()
