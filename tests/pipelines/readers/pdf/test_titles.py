"""Titles as the first page shows them: below the letterhead, over the body."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from pipelines.parsed import Source
from tests.pipelines.readers.pdf.drawing import HEIGHT, LOREM, draw_lines, drawn, lines_of, read

LETTERHEAD = [(40, 12, "United Nations"), (62, 18, "General Assembly Security Council"), (40, 18, "A/99/12")]

Placed = tuple[float, float, str]
"""Points from the top, the font's size, and the words."""


def front(folder: Path, lines: Sequence[Placed], *, title: str | None = None) -> Source:
    """A page with bold lines over two paragraphs of a body; `title` is what the file says of itself."""

    def draw(canvas: Canvas) -> None:
        if title:
            canvas.setTitle(title)
        for top, size, words in lines:
            canvas.setFont("Helvetica-Bold", size)
            canvas.drawString(72, HEIGHT - top, words)
        canvas.setFont("Helvetica", 10)
        draw_lines(canvas, lines_of(LOREM, 80), 72, 400)
        draw_lines(canvas, lines_of(LOREM, 80), 72, 500)

    return drawn(folder, draw)


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        ([(230, 14, "Situation on the coast"), (260, 12, "Report of the Secretary-General")], "Situation on the coast"),
        ([(230, 14, "Situation on the coast**"), (300, 14, "Contents")], "Situation on the coast"),
        ([(230, 14, "Situation"), (320, 14, "II. Political and economic developments")], "Situation"),
        (
            [(230, 10, "Prevention of armed conflict and of crime"), (260, 12, "Letter dated 3 May")],
            "Letter dated 3 May",
        ),
        (
            [(230, 14, "Information submitted by offices on the situa-"), (247, 14, "tion of those who fled by sea")],
            "Information submitted by offices on the situation of those who fled by sea",
        ),
    ],
)
def test_the_largest_words_below_a_letterhead_are_the_title(tmp_path: Path, lines: list[Placed], title: str) -> None:
    assert read(front(tmp_path, [*LETTERHEAD, *lines])).title == title


def test_an_office_at_the_head_of_the_page_is_no_title(tmp_path: Path) -> None:
    lines: list[Placed] = [(60, 20, "Ministry of the Interior"), (200, 12, "Fifty-two arrested on the coast")]
    assert read(front(tmp_path, lines)).title == "Fifty-two arrested on the coast"


def test_an_office_that_stands_alone_is_the_title(tmp_path: Path) -> None:
    assert read(front(tmp_path, [(60, 20, "Ministry of the Interior")])).title == "Ministry of the Interior"


@pytest.mark.parametrize("word", ["Subject", "RE", "Objet ", "Asunto"])
def test_what_a_letter_names_as_its_subject_is_its_title(tmp_path: Path, word: str) -> None:
    lines: list[Placed] = [(60, 20, "Coastal Desk"), (230, 10, f"{word}: Arrests in the harbour")]
    assert read(front(tmp_path, lines)).title == "Arrests in the harbour"


@pytest.mark.parametrize(
    ("said", "title"), [("Arrests in spring", "Arrests in spring"), ("untitled", "Shown"), ("report.doc", "Shown")]
)
def test_the_files_own_title_goes_first_if_it_is_one(tmp_path: Path, said: str, title: str) -> None:
    assert read(front(tmp_path, [(60, 20, "Shown")], title=said)).title == title


def test_a_page_of_text_alone_has_no_title(tmp_path: Path) -> None:
    assert read(front(tmp_path, [])).title is None
