"""Paragraphs that a page's end breaks off: one stretch of text, on two pages."""

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from pipelines import sandbox
from pipelines.parsed import Parsed, Source, Span
from pipelines.record import BlockKind
from pipelines.run import extract
from tests.pipelines.readers.pdf.drawing import HEIGHT, LOREM, draw_lines, drawn, lines_of, read, texts

OPENING = [line for line in lines_of(LOREM, 80) if line.strip()]
FOOTNOTE = "¹ See the annual report of the office."


def turned(folder: Path, end: str, start: str, *, footnote: str = FOOTNOTE) -> Source:
    """Two pages with running lines and a footnote; a paragraph's last line on the first, its rest on the second."""

    def draw(canvas: Canvas) -> None:
        for number, lines in enumerate([[*OPENING, end], [start, *OPENING]], start=1):
            canvas.setFont("Helvetica", 10)
            draw_lines(canvas, ["REPORT 7/2025"], 72, 40)
            draw_lines(canvas, lines, 72, 120)
            draw_lines(canvas, [f"Page {number} of 2"], 280, 770)
            canvas.setFont("Helvetica", 7)
            canvas.drawString(72, HEIGHT - 700, footnote)
            canvas.showPage()

    return drawn(folder, draw)


def joined(parsed: Parsed) -> str:
    """The text around the turn of the page."""
    at = parsed.pages[1].start
    return parsed.text[parsed.text.rindex("\n", 0, at) + 1 : parsed.text.index("\n", at)]


@pytest.mark.parametrize(
    ("end", "start", "together"),
    [
        ("On Monday the police said that 52", "suspects had been arrested.", "that 52 suspects had"),
        ("Among them, in the words of the court,", "were six minors.", "the court, were six"),
        ("Some were taken to the camp of El-", "fasher by the army.", "camp of El-fasher by"),
    ],
)
def test_a_sentence_over_the_page_is_one_stretch_of_text(tmp_path: Path, end: str, start: str, together: str) -> None:
    parsed = read(turned(tmp_path, end, start))
    assert together in joined(parsed)
    first, second = parsed.pages
    assert parsed.text[first.start : first.end].endswith(end)
    assert parsed.text[second.start : second.end].startswith(start)
    assert {FOOTNOTE, "Page 1 of 2"} <= set(parsed.text[first.start : first.end].split("\n\n"))
    assert texts(parsed, BlockKind.HEADER) == ["REPORT 7/2025"] * 2


@pytest.mark.parametrize(
    ("end", "start"),
    [
        ("On Monday 52 suspects were arrested.", "and then nothing."),
        ("The annex holds the following:", "a list"),
        ("On Monday in Karachi", "52. The police made no arrests."),
        ("On Monday in Karachi", "The police made no arrests."),
    ],
)
def test_paragraphs_that_end_with_their_page_stay_apart(tmp_path: Path, end: str, start: str) -> None:
    parsed = read(turned(tmp_path, end, start))
    assert f"{start[:5]}" not in joined(parsed)
    assert parsed.text.index("REPORT 7/2025") < parsed.text.index(end)


def test_boxes_on_both_pages_are_found(tmp_path: Path) -> None:
    source = turned(tmp_path, "On Monday the police said that 52", "suspects had been arrested.")
    parsed = read(source)
    number, noun = parsed.text.index("52"), parsed.text.index("suspects")
    (before,), (after,) = sandbox.locate(source, parsed, [Span(number, number + 2), Span(noun, noun + 8)])
    assert before.top > after.top


@pytest.mark.parametrize(
    ("end", "start", "page"),
    [
        ("On Monday in Karachi the police arrested 52", "suspects, six of them minors.", 1),
        ("On Monday in the port of Karachi the police arrested", "as many as 52 suspects.", 2),
    ],
)
def test_a_figure_over_the_page_has_its_numbers_page_and_boxes(tmp_path: Path, end: str, start: str, page: int) -> None:
    document = extract(turned(tmp_path, end, start))
    (figure,) = (each for each in document.figures if each.best == 52)
    assert (figure.kind, figure.page) == ("arrested", page)
    assert figure.sentence == f"{end} {start}"
    assert document.text[figure.start : figure.end] == figure.text
    (box,) = figure.boxes
    assert (box.top < 130) == (page == 2)
