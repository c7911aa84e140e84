"""Workbooks made by the test: titles, merged cells, values as shown, hidden sheets, old formats."""

import struct
from datetime import date, datetime
from pathlib import Path

import pytest
from xlsxwriter import Workbook

from pipelines import sandbox
from pipelines.errors import LimitExceeded
from pipelines.limits import Limits
from pipelines.parsed import Parsed, Source
from pipelines.readers.spreadsheet.cells import shown
from pipelines.record import BlockKind
from tests.pipelines.readers.compounds import compound
from tests.pipelines.readers.samples import open_document


@pytest.fixture
def parsed(tmp_path: Path) -> Parsed:
    path = tmp_path / "deaths.xlsx"
    with Workbook(str(path)) as workbook:
        workbook.set_properties({"author": "Desk of Research", "created": datetime(2024, 5, 6)})
        sheet = workbook.add_worksheet("Deaths")
        sheet.write("B2", "Deaths on the route")
        sheet.write("B3", "Table 1. Deaths by month")
        sheet.write_row("B5", ["Month", "People"])
        sheet.merge_range("C5:D5", "People")
        sheet.write_row("B6", ["", "dead", "missing"])
        sheet.write_row("B7", ["January", 12, 3.5])
        sheet.write("B8", "Source: coast guard")
        hidden = workbook.add_worksheet("Draft")
        hidden.write("A1", "not to be published")
        hidden.hide()
        workbook.add_chartsheet("Chart")
    return sandbox.read(Source(path), limits=Limits())


def texts(parsed: Parsed, kind: BlockKind) -> list[str]:
    return [parsed.text[block.start : block.end] for block in parsed.blocks if block.kind == kind]


def test_what_stands_alone_above_and_below_a_table_is_its_title_and_note(parsed: Parsed) -> None:
    assert texts(parsed, BlockKind.HEADING) == ["Deaths", "Deaths on the route", "Draft", "Chart"]
    assert texts(parsed, BlockKind.CAPTION) == ["Table 1. Deaths by month"]
    assert "Source: coast guard" in texts(parsed, BlockKind.PARAGRAPH)
    assert parsed.title == "Deaths on the route"


def test_merged_cells_stand_in_each_of_their_places(parsed: Parsed) -> None:
    (table,) = parsed.tables
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["Month", "People", "People"],
        ["", "dead", "missing"],
        ["January", "12", "3.5"],
    ]
    assert table.rows[0][1] == table.rows[0][2]


def test_sheets_are_pages_and_hidden_ones_are_marked(parsed: Parsed) -> None:
    assert [page.number for page in parsed.pages] == [1, 2, 3]
    assert [(warning.code, warning.page) for warning in parsed.warnings] == [("hidden_sheet", 2)]
    assert parsed.authors == ("Desk of Research",)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (52.0, "52"),
        (0.25, "0.25"),
        (True, "TRUE"),
        (datetime(2024, 3, 1), "2024-03-01"),
        (datetime(2024, 3, 1, 12, 30), "2024-03-01 12:30:00"),
        (date(2024, 3, 1), "2024-03-01"),
        ("killed", "killed"),
    ],
)
def test_values_are_written_as_read(value: float | str | date, words: str) -> None:
    assert shown(value) == words


def test_an_open_document_sheet_is_read(tmp_path: Path) -> None:
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    cells = cell.format("Dead") + cell.format("Missing")
    table = f'<table:table table:name="Deaths"><table:table-row>{cells}</table:table-row></table:table>'
    path = open_document(tmp_path / "sheet.ods", "spreadsheet", table, **{"META-INF/manifest": ""})
    parsed = sandbox.read(Source(path), limits=Limits())
    assert parsed.media_type == "application/vnd.oasis.opendocument.spreadsheet"
    assert parsed.text.split() == ["Deaths", "Dead", "Missing"]


def test_a_workbook_of_old_excel_is_read(tmp_path: Path) -> None:
    path = tmp_path / "old.xls"
    path.write_bytes(compound({"Workbook": _biff()}))
    parsed = sandbox.read(Source(path), limits=Limits())
    assert parsed.media_type == "application/vnd.ms-excel"
    assert [[cell.text for cell in row] for row in parsed.tables[0].rows] == [["killed", "52"]]


def _biff() -> bytes:
    """A workbook of one sheet with two cells, in the records of Excel 97 ([MS-XLS])."""
    name = b"\x06\x00Deaths"
    begin = _record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 1997, 0, 6))
    sheet = _record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 1997, 0, 6))
    sheet += _record(0x200, struct.pack("<IIHHH", 0, 1, 0, 2, 0))
    sheet += _record(0x204, struct.pack("<HHHH?", 0, 0, 0, 6, False) + b"killed")
    sheet += _record(0x203, struct.pack("<HHHd", 0, 1, 0, 52)) + _record(0x0A, b"")
    start = len(begin) + 4 + 6 + len(name) + 4
    return begin + _record(0x85, struct.pack("<IH", start, 0) + name) + _record(0x0A, b"") + sheet


def _record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def test_more_cells_than_allowed_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "wide.xlsx"
    with Workbook(str(path)) as workbook:
        workbook.add_worksheet().write_row("A1", range(1000))
    with pytest.raises(LimitExceeded):
        sandbox.read(Source(path), limits=Limits(characters=500))
