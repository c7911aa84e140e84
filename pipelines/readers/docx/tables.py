"""The tables of WordprocessingML: rows, spans, and which tables only lay out a page."""

from collections.abc import Iterator

from lxml.etree import _Element as Element

from pipelines.layout.draft import Merged
from pipelines.layout.spans import Cell, Row
from pipelines.readers.openxml.package import get, local, number
from pipelines.readers.openxml.words import text_of

_WRAPPERS = {"sdt", "sdtContent", "ins", "moveTo", "customXml", "bookmarkStart"}
_MOST_SPAN = 100
_CONTINUES = ("", "continue")


def is_data(table: Element) -> bool:
    """Whether a table shows data: more than one column, and no table inside, as those that lay out a page have."""
    nested = any(inner is not table for inner in table.iter("{*}tbl"))
    return not nested and any(len(list(cells_of(row))) > 1 for row in rows_in(table))


def rows_in(table: Element) -> Iterator[Element]:
    """The table's own rows but those deleted."""
    for row in _wrapped(table, "tr"):
        if row.find("{*}trPr/{*}del") is None:
            yield row


def cells_of(row: Element) -> Iterator[Element]:
    """The row's own cells."""
    return _wrapped(row, "tc")


def _wrapped(element: Element, name: str) -> Iterator[Element]:
    for child in element.iterchildren("*"):
        if local(child) == name:
            yield child
        elif local(child) in _WRAPPERS:
            yield from _wrapped(child, name)


def rows_of(table: Element) -> list[Row]:
    """The words of the table's cells; a cell that spans several places stands in each."""
    rows, above = list[Row](), Row()
    for row in rows_in(table):
        cells: Row = [""] * number(row.find("{*}trPr/{*}gridBefore"), "val", default=0, most=_MOST_SPAN)
        for cell in cells_of(row):
            cells += _cell(cell, cells, above[len(cells) :])
        rows.append(cells)
        above = cells
    return rows


def _cell(cell: Element, before: Row, above: Row) -> list[Cell]:
    width = max(number(cell.find("{*}tcPr/{*}gridSpan"), "val", most=_MOST_SPAN), 1)
    if _continues(cell, "vMerge") and above and isinstance(above[0], Merged):
        return above[:width]
    if _continues(cell, "hMerge") and before and isinstance(before[-1], Merged):
        return [before[-1]] * width
    text = "\n".join(text_of(paragraph) for paragraph in cell.iter("{*}p"))
    merges = any(cell.find(f"{{*}}tcPr/{{*}}{name}") is not None for name in ("vMerge", "hMerge"))
    return [Merged(text)] * width if width > 1 or merges else [text]


def _continues(cell: Element, name: str) -> bool:
    merge = cell.find(f"{{*}}tcPr/{{*}}{name}")
    return merge is not None and get(merge, "val") in _CONTINUES
