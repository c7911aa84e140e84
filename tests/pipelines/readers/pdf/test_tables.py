"""Tables: ruled, without borders, over several pages."""

from pathlib import Path

from reportlab.lib import colors
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import SimpleDocTemplate, Table

from pipelines.parsed import Source
from pipelines.record import BlockKind
from tests.pipelines.readers.pdf.drawing import HEIGHT, LOREM, draw_lines, drawn, lines_of, read, texts

ROWS = [["Region", "Killed", "Injured"], ["North", "12", "1,304"], ["South east", "7", "88"], ["Total", "19", "1,392"]]


def ruled(folder: Path, rows: list[list[str]], *style: tuple[object, ...]) -> Source:
    path = folder / "ruled.pdf"
    grid = ("GRID", (0, 0), (-1, -1), 0.5, colors.black)
    SimpleDocTemplate(str(path)).build([Table(rows, style=[grid, *style])])
    return Source(path)


def test_a_ruled_table_keeps_its_cells(tmp_path: Path) -> None:
    parsed = read(ruled(tmp_path, ROWS))
    (table,) = parsed.tables
    assert [[cell.text for cell in row] for row in table.rows] == ROWS
    assert all(parsed.text[cell.start : cell.end] == cell.text for row in table.rows for cell in row)
    assert texts(parsed, BlockKind.TABLE) == ["\n".join("\t".join(row) for row in ROWS)]


def test_a_cell_that_spans_columns_stands_in_each_of_them(tmp_path: Path) -> None:
    rows = [["Region", "Casualties", ""], *ROWS]
    (table,) = read(ruled(tmp_path, rows, ("SPAN", (1, 0), (2, 0)), ("SPAN", (0, 0), (0, 1)))).tables
    assert [cell.text for cell in table.rows[0]] == ["Region", "Casualties", "Casualties"]
    assert table.rows[0][1] == table.rows[0][2]
    assert table.rows[0][0] == table.rows[1][0]


def test_numbers_under_each_other_are_a_table_without_borders(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        draw_lines(canvas, lines_of(LOREM, 80), 72, 80)
        for place, row in enumerate(ROWS):
            draw_lines(canvas, [row[0]], 72, 200 + 16 * place)
            canvas.drawRightString(260, HEIGHT - 200 - 16 * place, row[1])
            canvas.drawRightString(360, HEIGHT - 200 - 16 * place, row[2])
        draw_lines(canvas, lines_of(LOREM, 80), 72, 320)

    parsed = read(drawn(tmp_path, draw))
    (table,) = parsed.tables
    assert [[cell.text for cell in row] for row in table.rows] == ROWS
    assert texts(parsed, BlockKind.PARAGRAPH) == [LOREM.strip()] * 2
    assert [block.kind for block in parsed.blocks] == [BlockKind.PARAGRAPH, BlockKind.TABLE, BlockKind.PARAGRAPH]


def test_a_frame_around_text_is_no_table(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.rect(60, 640, 460, 80)
        draw_lines(canvas, lines_of(LOREM, 80), 72, 100)

    parsed = read(drawn(tmp_path, draw))
    assert parsed.tables == ()
    assert texts(parsed, BlockKind.PARAGRAPH) == [LOREM.strip()]


def test_a_table_that_goes_on_over_the_page_keeps_its_head(tmp_path: Path) -> None:
    rows = [["Region", "Killed", "Injured"], *([f"Place {place}", str(place), str(place * 3)] for place in range(60))]
    parsed = read(ruled(tmp_path, rows))
    first, second = parsed.tables
    assert [cell.text for cell in second.rows[0]] == rows[0]
    assert second.rows[0] == first.rows[0]
    assert len(first.rows) + len(second.rows) == len(rows) + 1
