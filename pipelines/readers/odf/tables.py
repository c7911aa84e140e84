"""The tables of OpenDocument: rows, spans, and which tables only lay out a page."""

from collections.abc import Iterator

from lxml.etree import _Element as Element

from pipelines.layout.spans import Range, Row, merge
from pipelines.readers.odf.words import number, paragraphs, text_of
from pipelines.readers.openxml.package import local

_ROW_GROUPS = {"table-header-rows", "table-rows", "table-row-group"}
MOST_REPEATED = 100


def is_data(table: Element) -> bool:
    """Whether a table shows data: more than one column, and no table inside, as those that lay out a page have."""
    nested = any(inner is not table for inner in table.iter("{*}table"))
    return not nested and any(len(row) > 1 for row in rows_of(table))


def rows_of(table: Element) -> list[Row]:
    """The rows of a table, those of its header and groups too; what a row or cell repeats is cut at some length."""
    rows, ranges = list[Row](), list[Range]()
    for row in rows_in(table):
        cells: Row = []
        for cell in cells_in(row):
            across, down = number(cell, "number-columns-spanned"), number(cell, "number-rows-spanned")
            if across * down > 1:
                ranges.append((len(rows), len(cells), len(rows) + down - 1, len(cells) + across - 1))
            text = "" if local(cell) != "table-cell" else "\n".join(map(text_of, paragraphs(cell)))
            cells += [text] * min(number(cell, "number-columns-repeated"), MOST_REPEATED)
        rows += [list(cells) for _ in range(min(number(row, "number-rows-repeated"), MOST_REPEATED))]
    merge(rows, ranges)
    return rows


def rows_in(table: Element) -> Iterator[Element]:
    """The table's rows, those in groups too."""
    for child in table.iterchildren("*"):
        if local(child) == "table-row":
            yield child
        elif local(child) in _ROW_GROUPS:
            yield from rows_in(child)


def cells_in(row: Element) -> Iterator[Element]:
    """The row's cells, those covered by others too."""
    return iter(row.iterchildren("{*}table-cell", "{*}covered-table-cell"))
