"""Workbooks of Office Open XML (ECMA-376 part 1, 18): their sheets, and the cells of each."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO

from lxml import etree
from lxml.etree import _Element as Element

from pipelines.layout.spans import Range
from pipelines.readers.openxml.package import Package, get, local, number
from pipelines.readers.spreadsheet import formats
from pipelines.readers.spreadsheet.cells import Grid

_PLACE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})$")
_SHEETS = {"worksheet", "chartsheet"}
_ROW = "row"
_SHARED, _INLINE, _TRUTH = "s", "inlineStr", "b"
_MOST_ROWS = 1 << 20
_TEXTUAL = {"str", "e", "d"}


@dataclass(frozen=True, slots=True)
class Listed:
    """A sheet as the workbook lists it."""

    name: str
    part: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class Book:
    """What the sheets of a workbook share: strings, and the number format of each cell style."""

    package: Package
    sheets: tuple[Listed, ...]
    strings: Sequence[str]
    styles: Sequence[str]
    from_1904: bool

    def fill(self, grid: Grid, part: str) -> bool:
        """Puts the sheet's cells into the grid; whether rows or columns of it are hidden."""
        ranges, hidden, row, column = list[Range](), False, -1, -1
        for element in _elements(self.package.read(part)):
            name = local(element)
            if name == "mergeCell" and (span := _range(element.get("ref", ""))):
                ranges.append(span)
            elif name == "c":
                row, column = coordinates(element.get("r", "")) or (row, column + 1)
                grid.put(row, column, self._shown(element))
            elif name in (_ROW, "col"):
                hidden = hidden or element.get("hidden") in ("1", "true")
            if name == _ROW:
                row, column = number(element, "r", default=row + 2, most=_MOST_ROWS) - 1, -1
        grid.merge(ranges)
        return hidden

    def _shown(self, cell: Element) -> str:
        kind, value = cell.get("t", "n"), cell.findtext("{*}v") or ""
        if kind == _SHARED:
            return self.strings[int(value)] if value.isdigit() and int(value) < len(self.strings) else ""
        if kind == _INLINE:
            return _words(cell)
        if kind == _TRUTH:
            return {"1": "TRUE", "0": "FALSE"}.get(value, value)
        style = number(cell, "s", default=0)
        form = self.styles[style] if style < len(self.styles) else ""
        return value if kind in _TEXTUAL else formats.number(value, form, from_1904=self.from_1904)


def book_of(package: Package) -> Book | None:
    """The workbook in the package; None if its list of sheets cannot be read."""
    main = package.main("xl/workbook.xml")
    root = package.root(main)
    if root is None:
        return None
    links = {link.identifier: link for link in package.relations(main) if link.kind in _SHEETS}
    sheets = [
        Listed(get(sheet, "name"), links[get(sheet, "id")].target, get(sheet, "state") in ("hidden", "veryHidden"))
        for sheet in root.iter("{*}sheet")
        if get(sheet, "id") in links
    ]
    from_1904 = get(root.find("{*}workbookPr"), "date1904") in ("1", "true")
    return Book(package, tuple(sheets), _strings(package, main), _styles(package, main), from_1904)


def _strings(package: Package, main: str) -> list[str]:
    return [_words(item) for part in package.related(main, "sharedStrings") for item in _items(package.read(part))]


def _items(xml: bytes) -> Iterator[Element]:
    for _, element in etree.iterparse(BytesIO(xml), tag="{*}si", **_SAFE):
        yield element
        _forget(element)


def _words(item: Element) -> str:
    """The text of a string, plain or in runs; how it is pronounced is left out."""
    texts = (text for text in item.iter("{*}t") if _above(text) != "rPh")
    return "".join(text.text or "" for text in texts)


def _above(element: Element) -> str:
    """The local name of the element above."""
    parent = element.getparent()
    return "" if parent is None else local(parent)


def _styles(package: Package, main: str) -> list[str]:
    """The number format of each cell style; empty where a number is shown as it is."""
    root = next(package.roots(main, "styles"), None)
    if root is None:
        return []
    own = {number(each, "numFmtId"): get(each, "formatCode") for each in root.iter("{*}numFmt")}
    known: Mapping[int, str] = formats.BUILT_IN | own
    return [known.get(number(each, "numFmtId", default=0), "") for each in root.iterfind("{*}cellXfs/{*}xf")]


_SAFE = {"resolve_entities": False, "no_network": True, "load_dtd": False, "recover": True}


def _elements(xml: bytes) -> Iterator[Element]:
    """The rows' marks, cells and merged ranges, each forgotten when it has been looked at."""
    wanted = tuple(f"{{*}}{name}" for name in (_ROW, "col", "c", "mergeCell"))
    for event, element in etree.iterparse(BytesIO(xml), events=("start", "end"), tag=wanted, **_SAFE):
        if (local(element) == _ROW) == (event == "start"):
            yield element
        if event == "end":
            _forget(element)


def _forget(element: Element) -> None:
    element.clear()
    while element.getprevious() is not None:
        del element.getparent()[0]


def coordinates(place: str) -> tuple[int, int] | None:
    """Row and column, from 0, of a place such as `B7`; None if it is none."""
    match = _PLACE.match(place)
    if not match:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]) - 1, column - 1


def _range(text: str) -> Range | None:
    first, _, last = text.partition(":")
    start, end = coordinates(first), coordinates(last or first)
    return (*start, *end) if start and end else None
