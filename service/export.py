"""Figures as CSV, JSON Lines and XLSX: streamed, complete, and safe to open in a spreadsheet.

A report's words are not to be trusted: a cell that begins like a formula would be run by a spreadsheet that opens the
CSV (CWE-1236). Such a cell gets an apostrophe before it; in XLSX, every text is stored as text.
"""

import csv as csv_writer
import io
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import chain, islice
from urllib.parse import quote

import xlsxwriter

from service.index.hits import FigureHit

Value = str | int | float | date | None

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet takes for the beginning of a formula, or skips on the way to one."""

ROWS_PER_SHEET = 1_048_575
"""Rows of an XLSX sheet below its header."""
LONGEST_CELL = 32_767
"""Characters of an XLSX cell."""
CHUNK = 1 << 16

_COLUMNS: dict[str, Callable[[FigureHit], Value]] = {
    "kind": lambda hit: hit.figure.kind.value,
    "low": lambda hit: hit.figure.low,
    "best": lambda hit: hit.figure.best,
    "high": lambda hit: hit.figure.high,
    "qualifier": lambda hit: hit.figure.qualifier.value,
    "as_written": lambda hit: hit.figure.raw,
    "unit": lambda hit: hit.figure.unit,
    "counted": lambda hit: hit.figure.counted,
    "aggregation": lambda hit: hit.figure.aggregation.value,
    "status": lambda hit: hit.figure.status.value,
    "left_out_of_sums": lambda hit: hit.left_out and hit.left_out.value,
    "from": lambda hit: hit.figure.period.start if hit.figure.period else None,
    "to": lambda hit: hit.figure.period.end if hit.figure.period else None,
    "when": lambda hit: hit.figure.period.text if hit.figure.period else None,
    "places": lambda hit: "; ".join(place.name for place in hit.places),
    "countries": lambda hit: "; ".join(sorted({p.place.country for p in hit.places if p.place and p.place.country})),
    "source": lambda hit: hit.figure.source.text if hit.figure.source else None,
    "sentence": lambda hit: hit.figure.sentence,
    "page": lambda hit: hit.figure.page,
    "filename": lambda hit: hit.filename,
    "title": lambda hit: hit.title,
    "published": lambda hit: hit.published,
    "collection": lambda hit: hit.collection,
    "confidence": lambda hit: hit.figure.confidence,
    "document": lambda hit: hit.document,
    "figure": lambda hit: hit.figure.id,
}

COLUMNS = (*_COLUMNS, "link")
"""The header of CSV and XLSX."""


def csv(figures: Iterable[FigureHit], *, base_url: str = "") -> Iterator[str]:
    """Lines of CSV (RFC 4180), the header first."""
    yield _line(COLUMNS)
    for hit in figures:
        yield _line([harmless(plain(value)) for value in _row(hit, base_url)])


def jsonl(figures: Iterable[FigureHit], *, base_url: str = "") -> Iterator[str]:
    """One JSON object a line: the figure as it is answered, with its link."""
    for hit in figures:
        yield hit.model_dump_json()[:-1] + f',"link":"{link(hit, base_url)}"}}\n'


def xlsx(figures: Iterable[FigureHit], *, base_url: str = "") -> Iterator[bytes]:
    """An XLSX workbook in chunks, on as many sheets as it needs."""
    with tempfile.TemporaryFile() as file:
        options = {"constant_memory": True, "default_date_format": "yyyy-mm-dd"}
        with xlsxwriter.Workbook(file, options) as book:
            _fill(book, (_row(hit, base_url) for hit in figures))
        file.seek(0)
        yield from iter(lambda: file.read(CHUNK), b"")


def link(hit: FigureHit, base_url: str = "") -> str:
    """Where a reader sees the figure on its page."""
    return f"{base_url}/documents/{quote(hit.document)}?figure={quote(hit.figure.id)}"


def harmless(value: Value) -> Value:
    """The value, with an apostrophe before a text that a spreadsheet would take for a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def plain(value: Value) -> Value:
    """The value; a number without a fraction as a whole one: 880, not 880.0."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _row(hit: FigureHit, base_url: str) -> list[Value]:
    return [*(read(hit) for read in _COLUMNS.values()), link(hit, base_url)]


def _line(cells: Iterable[Value]) -> str:
    out = io.StringIO()
    csv_writer.writer(out).writerow(cells)
    return out.getvalue()


def _fill(book: xlsxwriter.Workbook, rows: Iterator[list[Value]]) -> None:
    """As many sheets as the rows need; one, if there are none."""
    first = next(rows, None)
    while True:
        sheet = book.add_worksheet()
        _write(sheet, 0, COLUMNS)
        here = chain([first] if first else [], islice(rows, ROWS_PER_SHEET - 1))
        for index, row in enumerate(here, 1):
            _write(sheet, index, row)
        if (first := next(rows, None)) is None:
            return


def _write(sheet: xlsxwriter.worksheet.Worksheet, row: int, values: Sequence[Value]) -> None:
    for column, value in enumerate(values):
        match value:
            case None:
                continue
            case str():
                sheet.write_string(row, column, _fitting(value))
            case date():
                sheet.write_datetime(row, column, value)
            case _:
                sheet.write_number(row, column, value)


def _fitting(text: str) -> str:
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - 1] + "…"
