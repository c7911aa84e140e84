import csv
import io
import json
from zipfile import ZipFile

import pytest

from pipelines.record import Kind, Period
from service import export
from service.index.base import Entry
from service.index.hits import FigureHit
from service.index.projection import figure_rows
from tests.samples import figure, place, report

SFAX = place("Sfax", "TN")


def hits(*sentences: str) -> list[FigureHit]:
    found = []
    for sentence in sentences:
        made = report(
            f"30 migrants drowned off Sfax.\n{sentence}",
            filename="=cmd|'/c calc'!A1.txt",
            entities=[SFAX],
            figures=[figure(30, Kind.KILLED, "30 migrants", SFAX, sentence=sentence, period=Period(text="in May"))],
        )
        found += [row.hit for row in figure_rows(Entry(document=made))]
    return found


def test_csv_holds_a_line_for_each_figure() -> None:
    lines = list(csv.DictReader(io.StringIO("".join(export.csv(hits("First.", "Second."), base_url="http://here")))))
    assert [line["sentence"] for line in lines] == ["First.", "Second."]
    assert (lines[0]["kind"], lines[0]["best"], lines[0]["countries"], lines[0]["when"]) == (
        "killed",
        "30",
        "TN",
        "in May",
    )
    assert lines[0]["link"].startswith("http://here/documents/sha256%3A")
    assert tuple(lines[0]) == export.COLUMNS


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r=", "\n=", "＝"])
def test_no_cell_of_a_csv_is_a_formula(start: str) -> None:
    [line] = csv.DictReader(io.StringIO("".join(export.csv(hits(f"{start}HYPERLINK(1)"))), newline=""))
    assert all(not value.startswith(export.FORMULA) for value in line.values())
    assert line["sentence"] == f"'{start}HYPERLINK(1)"


def test_json_lines_are_the_answers() -> None:
    [line] = export.jsonl(hits("First."), base_url="http://here")
    answer = json.loads(line)
    assert answer.pop("link").startswith("http://here/")
    assert FigureHit.model_validate(answer) == hits("First.")[0]


def test_xlsx_holds_text_as_text() -> None:
    book = ZipFile(io.BytesIO(b"".join(export.xlsx(hits("=1+1", "x" * 40_000)))))
    sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert sheet.count("<row") == 3
    assert "=1+1" in sheet


def test_xlsx_goes_on_on_another_sheet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export, "ROWS_PER_SHEET", 2)
    book = ZipFile(io.BytesIO(b"".join(export.xlsx(hits(*"abcde")))))
    rows = [book.read(f"xl/worksheets/sheet{number}.xml").decode().count("<row") for number in (1, 2, 3)]
    assert rows == [3, 3, 2]


def test_no_figures_are_a_header() -> None:
    assert list(export.csv([])) == [",".join(export.COLUMNS) + "\r\n"]
    assert len(b"".join(export.xlsx([]))) > 0
