"""The order of a page's text: paragraphs, columns."""

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from pipelines.record import BlockKind
from tests.pipelines.readers.pdf.drawing import LOREM, draw_lines, drawn, lines_of, read, texts


def trigrams(text: str) -> set[tuple[str, ...]]:
    words = text.split()
    return set(zip(words, words[1:], words[2:], strict=False))


def test_lines_of_a_paragraph_become_one_sentence_each(tmp_path: Path) -> None:
    parsed = read(drawn(tmp_path, lambda canvas: draw_lines(canvas, lines_of(LOREM, 80), 72, 100)))
    assert texts(parsed, BlockKind.PARAGRAPH) == [LOREM.strip()]


@pytest.mark.parametrize("gutter", [14, 24, 40])
def test_columns_drawn_line_by_line_across_are_put_in_order(tmp_path: Path, gutter: int) -> None:
    left, right = lines_of(LOREM * 2, 46), lines_of(LOREM.upper() * 2, 38)

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 9)
        for place in range(max(len(left), len(right))):
            if place < len(left):
                draw_lines(canvas, [left[place]], 60, 100 + 12 * place)
            if place < len(right):
                draw_lines(canvas, [right[place]], 300 + gutter - 20, 100 + 12 * place)

    found, wanted = trigrams(read(drawn(tmp_path, draw)).text), trigrams(LOREM * 2) | trigrams(LOREM.upper() * 2)
    assert len(found & wanted) >= 0.98 * len(wanted)


def test_columns_drawn_one_after_the_other_stay_in_order(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        draw_lines(canvas, lines_of(LOREM * 2, 46), 60, 100)
        draw_lines(canvas, lines_of(LOREM.swapcase() * 2, 46), 330, 100)

    text = " ".join(read(drawn(tmp_path, draw)).text.split())
    assert (LOREM * 2).strip() in text
    assert (LOREM.swapcase() * 2).strip() in text
