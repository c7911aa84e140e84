"""A page's lines and rules into its layout: tables first, then the order of what is left."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from pipelines.layout import columns, rules
from pipelines.layout.aligned import aligned_tables
from pipelines.layout.geometry import Line, PageLayout, TableLayout, Word, line_of
from pipelines.layout.grids import ruled_table
from pipelines.layout.rules import Rule
from pipelines.layout.worded import worded_tables

Placed = tuple[int, Line]
"""A line and its place on the page before any table was taken out."""


def lay_out(page: PageLayout, drawn: Sequence[Rule]) -> PageLayout:
    """The page with its tables taken out of its lines, and with columns in order where the lines jump between them."""
    placed, tables = list(enumerate(page.lines)), list[TableLayout]()
    borders = rules.borders(drawn)
    if rules.may_hold_cells(borders):
        for cells in rules.cells(borders):
            words = [(place, word) for place, line in placed for word in line.words]
            if found := ruled_table(cells, words):
                tables.append(found[0])
                placed = _without(placed, found[1])
    for find in (aligned_tables, worded_tables):
        before = placed
        for table, taken in list(find([line for _, line in before], drawn)):
            tables.append(replace(table, after=before[table.after][0]))
            placed = _without(placed, taken)
    lines = [line for _, line in placed]
    if not tables:
        lines = columns.in_order(lines)
    return replace(page, lines=tuple(lines), tables=tuple(_after_kept(table, placed) for table in tables))


def _after_kept(table: TableLayout, placed: Sequence[Placed]) -> TableLayout:
    return replace(table, after=sum(place < table.after for place, _ in placed))


def _without(placed: Sequence[Placed], taken: set[Word]) -> list[Placed]:
    """The lines without the words taken; a line cut in two becomes two."""
    return [(place, part) for place, line in placed for part in _parts(line, taken)]


def _parts(line: Line, taken: set[Word]) -> Iterator[Line]:
    if taken.isdisjoint(line.words):
        yield line
        return
    for kept, words in groupby(line.words, key=lambda word: word not in taken):
        if kept:
            yield line_of(tuple(words), bold=line.bold)
