"""Headings, lists, captions, running lines and footnotes' marks."""

import re
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from pipelines.record import BlockKind
from tests.pipelines.readers.pdf.drawing import LOREM, draw_lines, drawn, lines_of, read, texts


def test_what_stands_on_every_page_is_a_header_or_a_footer(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        for page in range(1, 5):
            canvas.setFont("Helvetica", 10)
            draw_lines(canvas, ["REPORT 7/2025"], 72, 40)
            draw_lines(canvas, lines_of(LOREM[page:], 80), 72, 120)
            draw_lines(canvas, [f"Page {page} of 4"], 280, 770)
            canvas.showPage()

    parsed = read(drawn(tmp_path, draw))
    assert texts(parsed, BlockKind.HEADER) == ["REPORT 7/2025"] * 4
    assert texts(parsed, BlockKind.FOOTER) == [f"Page {page} of 4" for page in range(1, 5)]


def test_headings_lists_and_captions_are_told_from_text(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 18)
        draw_lines(canvas, ["Smuggling along the coast"], 72, 80)
        canvas.setFont("Helvetica", 10)
        draw_lines(canvas, lines_of(LOREM, 80), 72, 120)
        draw_lines(canvas, ["• 52 people arrested", "• 14 vessels seized"], 90, 200)
        draw_lines(canvas, ["Table 3: Arrests by month"], 72, 260)
        canvas.setFont("Helvetica-Bold", 10)
        draw_lines(canvas, ["Outlook"], 72, 300)

    parsed = read(drawn(tmp_path, draw))
    assert texts(parsed, BlockKind.HEADING) == ["Smuggling along the coast", "Outlook"]
    assert texts(parsed, BlockKind.LIST_ITEM) == ["• 52 people arrested", "• 14 vessels seized"]
    assert texts(parsed, BlockKind.CAPTION) == ["Table 3: Arrests by month"]
    assert parsed.title == "Smuggling along the coast"


def test_a_footnote_mark_is_not_part_of_the_number(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        text = canvas.beginText(72, 700)
        text.textOut("The total rose to 880")
        text.setRise(4)
        text.setFont("Helvetica", 6)
        text.textOut("3")
        text.setRise(0)
        text.setFont("Helvetica", 10)
        text.textOut(" in the first half of the year.")
        canvas.drawText(text)

    assert "rose to 880³ in the first" in read(drawn(tmp_path, draw)).text


def test_a_damaged_page_leaves_a_warning_and_the_others(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        for name in ("first", "second"):
            draw_lines(canvas, [f"The {name} page."], 72, 80)
            canvas.showPage()

    source = drawn(tmp_path, draw)
    data = source.path.read_bytes()
    source.path.write_bytes(re.sub(rb"/Type /Page\n", b"/Type /Pagx\n", data, count=1))
    parsed = read(source)
    assert "The second page." in parsed.text
