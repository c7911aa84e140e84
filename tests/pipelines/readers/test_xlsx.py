"""Workbooks made by the test: what cells show, what lies far apart, and what belongs to a sheet beside its cells."""

from datetime import datetime
from pathlib import Path

import pytest
from xlsxwriter import Workbook

from pipelines import sandbox
from pipelines.limits import Limits
from pipelines.parsed import Parsed, Source
from pipelines.readers.spreadsheet.formats import number
from pipelines.record import BlockKind
from tests.pipelines.readers.openxml import package, relations, strict, xml


def read(path: Path) -> Parsed:
    return sandbox.read(Source(path), limits=Limits())


def blocks(parsed: Parsed) -> list[tuple[BlockKind, str]]:
    return [(block.kind, parsed.text[block.start : block.end]) for block in parsed.blocks]


@pytest.mark.parametrize(
    ("text", "form", "words"),
    [
        ("0.253", "0.0%", "25.3%"),
        ("0.1", "0%", "10%"),
        ("1234.5", '"$"#,##0.00', "$1234.50"),
        ("1234.5", "[$€-407] #,##0.00", "€ 1234.50"),
        ("1234.5", '#,##0.00 "kg"', "1234.50 kg"),
        ("-5", "0_);(0)", "-5"),
        ("1234.56", "#,##0", "1235"),
        ("0.30000000000000004", "", "0.3"),
        ("0.5", "# ?/?", "0.5"),
        ("1234567", "0.0,,", "1234567"),
        ("45418", "dd/mm/yyyy", "2024-05-06"),
        ("45418.5", "yyyy-mm-dd hh:mm", "2024-05-06 12:00:00"),
        ("0.75", "hh:mm", "18:00:00"),
        ("1.75", "[h]:mm", "42:00:00"),
        ("1", "d mmm yyyy", "1900-01-01"),
        ("7", "General", "7"),
        ("1e300", "yyyy", "1e+300"),
    ],
)
def test_numbers_are_written_as_shown(text: str, form: str, words: str) -> None:
    assert number(text, form) == words


def made(folder: Path) -> Path:
    path = folder / "book"
    with Workbook(str(path), {"date_1904": True}) as workbook:
        sheet = workbook.add_worksheet("Deaths")
        sheet.write_row("A1", ["Place", "Share", "Day"])
        sheet.write_row("A2", ["North", 0.25], workbook.add_format({"num_format": "0%"}))
        sheet.write("C2", datetime(2024, 5, 6), workbook.add_format({"num_format": "d.m.yyyy"}))
        sheet.write_formula("A3", "=1/0", None, "#DIV/0!")
        sheet.write_rich_string("B3", "four ", workbook.add_format({"bold": True}), "men")
        sheet.write_boolean("C3", True)
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.write("XFD1048576", "Far away.")
        sheet.write_comment("A1", "Who says so?")
        sheet.insert_textbox("H1", "In a box.")
        sheet.set_header('&L&"Arial"&12Restricted&RPage &P of &N')
        chart = workbook.add_chart({"type": "column"})
        chart.add_series({"name": "Boats", "values": "=Deaths!$B$2:$B$2", "values_data": [12]})
        workbook.add_chartsheet("Drawn").set_chart(chart)
    return path


def test_cells_and_all_beside_them_are_read(tmp_path: Path) -> None:
    assert blocks(read(made(tmp_path))) == [
        (BlockKind.HEADING, "Deaths"),
        (BlockKind.TABLE, "Place\tShare\tDay\nNorth\t25%\t2024-05-06\n#DIV/0!\tfour men\tTRUE"),
        (BlockKind.PARAGRAPH, "Far away."),
        (BlockKind.PARAGRAPH, "In a box."),
        (BlockKind.NOTE, "Who says so?"),
        (BlockKind.HEADER, "Restricted Page of"),
        (BlockKind.HEADING, "Drawn"),
        (BlockKind.TABLE, "\tBoats\n\t12"),
    ]


def test_hidden_rows_are_read_and_marked(tmp_path: Path) -> None:
    assert [warning.code for warning in read(made(tmp_path)).warnings] == ["hidden_rows"]


def test_the_strict_form_is_read(tmp_path: Path) -> None:
    assert read(strict(made(tmp_path))).text.startswith("Deaths\n\nPlace\tShare\tDay\nNorth\t25%")


def test_cells_that_do_not_say_where_they_stand_follow_each_other(tmp_path: Path) -> None:
    cells = '<x:c t="inlineStr"><x:is><x:t>a</x:t><x:rPh><x:t>ah</x:t></x:rPh></x:is></x:c><x:c><x:v>2</x:v></x:c>'
    sheet = xml("x:worksheet", f"<x:sheetData><x:row>{cells}</x:row><x:row>{cells}</x:row></x:sheetData>")
    book = xml("x:workbook", '<x:sheets><x:sheet name="S" r:id="s"/></x:sheets>')
    parts = {"xl/workbook.xml": book, "xl/sheet1.xml": sheet, "xl/_rels/sheet1.xml.rels": relations([])}
    content = "vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    path = package(tmp_path / "book", "xl/workbook.xml", content, parts, [("s", "worksheet", "sheet1.xml")])
    assert read(path).text == "S\n\na\t2\na\t2"


def test_a_title_merged_over_all_columns_is_a_title(tmp_path: Path) -> None:
    with Workbook(str(tmp_path / "book")) as workbook:
        sheet = workbook.add_worksheet("Deaths")
        sheet.merge_range("A1:XFD1", "Deaths on the route")
        sheet.write_row("A2", ["North", 12])
    parsed = read(tmp_path / "book")
    assert [[cell.text for cell in row] for row in parsed.tables[0].rows] == [["North", "12"]]
    assert parsed.title == "Deaths on the route"
