"""Tables without borders whose cells are words, and prose that only looks like one."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from pipelines.parsed import Source
from pipelines.record import BlockKind
from tests.pipelines.readers.pdf.drawing import HEIGHT, LOREM, draw_lines, drawn, lines_of, read, texts

NAMES = [
    ["Name", "Nationality", "Charge"],
    ["Amina Diallo", "Guinean", "Smuggling of migrants"],
    ["Jorge Ruiz Ortega", "Mexican", "Trafficking in persons"],
    ["Karim Haddad", "Tunisian", "Forgery of travel documents"],
    ["Li Wei", "Chinese", "Money-laundering"],
]
CHARGES = [
    ["Accused", "Charge"],
    ["Amina Diallo", "Smuggling of migrants by sea, in a case"],
    ["", "that began two years earlier"],
    ["Jorge Ruiz Ortega", "Trafficking in persons"],
    ["Karim Haddad", "Forgery of travel documents and of stamps"],
    ["", "of three ministries"],
]


def tabular(
    folder: Path, rows: Sequence[Sequence[str]], *, edges: Sequence[float], bold: bool = False, step: float = 14
) -> Source:
    """A page with prose above and below rows of words that begin at the same places."""

    def draw(canvas: Canvas) -> None:
        draw_lines(canvas, lines_of(LOREM, 80), 72, 80)
        for number, row in enumerate(rows):
            canvas.setFont("Helvetica-Bold" if bold and number == 0 else "Helvetica", 10)
            for edge, words in zip(edges, row, strict=True):
                canvas.drawString(edge, HEIGHT - 200 - step * number, words)
        draw_lines(canvas, lines_of(LOREM, 80), 72, 240 + step * len(rows))

    return drawn(folder, draw)


def cells(source: Source) -> list[list[list[str]]]:
    return [[[cell.text for cell in row] for row in table.rows] for table in read(source).tables]


@pytest.mark.parametrize("edges", [[72, 200, 300], [72, 165, 226]])
@pytest.mark.parametrize("step", [13, 20])
def test_words_under_each_others_beginnings_are_a_table(tmp_path: Path, edges: list[float], step: float) -> None:
    source = tabular(tmp_path, NAMES, edges=edges, step=step)
    assert cells(source) == [NAMES]
    parsed = read(source)
    assert texts(parsed, BlockKind.PARAGRAPH) == [LOREM.strip()] * 2
    assert [block.kind for block in parsed.blocks] == [BlockKind.PARAGRAPH, BlockKind.TABLE, BlockKind.PARAGRAPH]


def test_what_goes_on_in_the_next_line_belongs_to_its_cell(tmp_path: Path) -> None:
    (rows,) = cells(tabular(tmp_path, CHARGES, edges=[72, 240], bold=True, step=12))
    assert rows == [
        ["Accused", "Charge"],
        ["Amina Diallo", "Smuggling of migrants by sea, in a case that began two years earlier"],
        ["Jorge Ruiz Ortega", "Trafficking in persons"],
        ["Karim Haddad", "Forgery of travel documents and of stamps of three ministries"],
    ]


def test_a_cell_without_words_is_empty(tmp_path: Path) -> None:
    rows = [*NAMES[:2], ["Jorge Ruiz Ortega", "", "Trafficking in persons"], *NAMES[3:]]
    assert cells(tabular(tmp_path, rows, edges=[72, 200, 300])) == [rows]


def test_two_columns_of_pairs_without_names_above_are_no_table(tmp_path: Path) -> None:
    assert cells(tabular(tmp_path, [row[:2] for row in NAMES], edges=[72, 240])) == []


@pytest.mark.parametrize("length", [20, 34])
def test_prose_side_by_side_under_bold_titles_is_no_table(tmp_path: Path, length: int) -> None:
    left, right = lines_of(LOREM, length), lines_of(LOREM[100:], length)
    rows = [["Arrests", "Journeys"], *zip(left, right, strict=False)]
    assert cells(tabular(tmp_path, rows, edges=[72, 300], bold=True, step=12)) == []


def test_signatures_and_addresses_are_no_table(tmp_path: Path) -> None:
    rows = [
        ["For the Government", "For the Office"],
        ["Amina Diallo", "Jorge Ruiz Ortega"],
        ["Minister of the Interior", "Director of Operations"],
        ["Conakry", "Vienna"],
    ]
    assert cells(tabular(tmp_path, rows, edges=[72, 300], step=12)) == []
