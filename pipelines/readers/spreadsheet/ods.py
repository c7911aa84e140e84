"""Sheets of OpenDocument (OpenDocument 1.3, part 3, 9): cells as shown, remarks, and boxes of text."""

from collections.abc import Iterator

from lxml.etree import _Element as Element

from pipelines.layout.draft import Draft
from pipelines.layout.spans import Range
from pipelines.limits import Limits
from pipelines.parsed import Progress, Source
from pipelines.readers.odf.body import Walk
from pipelines.readers.odf.package import Package, opened
from pipelines.readers.odf.tables import MOST_REPEATED, cells_in, rows_in
from pipelines.readers.odf.words import apart, number, paragraphs, text_of
from pipelines.readers.openxml.package import get, local, saved
from pipelines.readers.spreadsheet.cells import Grid
from pipelines.readers.spreadsheet.pages import add_grid, begin_sheet, check_count

_DATE = "date"
_MIDNIGHT = "T00:00:00"


def add_sheets(draft: Draft, source: Source, limits: Limits, progress: Progress) -> None:
    """Adds each sheet as a page. Raises as `opened` does, and `DamagedFile`."""
    with opened(source, limits) as package:
        content = saved(draft, package.read("content.xml"))
        tables = content.findall("{*}body/{*}spreadsheet/{*}table")
        check_count(len(tables), limits)
        hidden = {get(style.getparent(), "name") for style in content.iter("{*}table-properties") if _hides(style)}
        for place, table in enumerate(tables, start=1):
            begin_sheet(draft, place, get(table, "name"), hidden=get(table, "style-name") in hidden)
            _add_table(draft, package, table, limits)
            if not progress(place):
                break


def _hides(style: Element) -> bool:
    return get(style, "display") == "false"


def _add_table(draft: Draft, package: Package, table: Element, limits: Limits) -> None:
    grid, ranges, place = Grid(limits.characters - draft.length), list[Range](), 0
    for row in rows_in(table):
        repeated = number(row, "number-rows-repeated")
        for copy in range(min(repeated, MOST_REPEATED)):
            ranges += _put_row(grid, place + copy, row)
        place += repeated
    grid.merge(ranges)
    add_grid(draft, grid)
    _add_beside(draft, package, table)


def _put_row(grid: Grid, place: int, row: Element) -> Iterator[Range]:
    column = 0
    for cell in cells_in(row):
        repeated = number(cell, "number-columns-repeated")
        words = _shown(cell)
        for copy in range(min(repeated, MOST_REPEATED) if words else 0):
            grid.put(place, column + copy, words)
        across, down = number(cell, "number-columns-spanned"), number(cell, "number-rows-spanned")
        if across * down > 1:
            yield place, column, place + down - 1, column + across - 1
        column += repeated


def _shown(cell: Element) -> str:
    """The cell's words; a day as ISO 8601, as every country shows it otherwise."""
    if local(cell) != "table-cell":
        return ""
    if get(cell, "value-type") == _DATE:
        return get(cell, "date-value").removesuffix(_MIDNIGHT).replace("T", " ")
    words = "\n".join(text_of(line) for line in paragraphs(cell))
    return words or get(cell, "string-value") or get(cell, "value")


def _add_beside(draft: Draft, package: Package, table: Element) -> None:
    """Adds the shapes of the sheet, and the remarks and shapes of its cells."""
    walk = Walk(draft, package)
    for shapes in table.iterchildren("{*}shapes"):
        walk.add(shapes)
    for cell in (cell for row in rows_in(table) for cell in cells_in(row)):
        for element in apart(cell):
            walk.add_one(element)
    walk.add_asides()
