"""Boxes that hold exactly their words."""

import re
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from reportlab.pdfgen.canvas import Canvas

from pipelines import sandbox
from pipelines.parsed import Span
from pipelines.record import Box
from tests.pipelines.readers.pdf.drawing import LOREM, draw_lines, drawn, lines_of, read


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_every_word_s_box_holds_that_word(tmp_path: Path, rotation: int) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(rotation)
        draw_lines(canvas, lines_of(LOREM, 80), 72, 300)

    source = drawn(tmp_path, draw)
    parsed = read(source)
    words = [Span(*match.span()) for match in re.finditer(r"\S+", parsed.text)]
    boxes = sandbox.locate(source, parsed, words)
    assert [len(found) for found in boxes] == [1] * len(words)
    page = pdfium.PdfDocument(source.path)[0]
    _, _, width, height = page.get_mediabox()
    drawn_text = page.get_textpage()
    for span, (box,) in zip(words, boxes, strict=True):
        left, bottom, right, top = _unrotated(box, rotation, width, height)
        found = drawn_text.get_text_bounded(left + 0.3, bottom + 0.3, right - 0.3, top - 0.3)
        assert found.strip() == parsed.text[span.start : span.end]


def _unrotated(box: Box, rotation: int, width: float, height: float) -> tuple[float, float, float, float]:
    """A box of the page as shown, as left, bottom, right and top of the page as it was drawn."""
    x0, top, x1, bottom = box
    return {
        0: (x0, height - bottom, x1, height - top),
        90: (top, x0, bottom, x1),
        180: (width - x1, top, width - x0, bottom),
        270: (width - bottom, height - x1, width - top, height - x0),
    }[rotation]


def test_a_span_over_two_lines_has_a_box_for_each(tmp_path: Path) -> None:
    source = drawn(tmp_path, lambda canvas: draw_lines(canvas, lines_of(LOREM, 60), 72, 100))
    parsed = read(source)
    (boxes,) = sandbox.locate(source, parsed, [Span(0, 90)])
    assert len(boxes) == 2
    assert boxes[0].bottom <= boxes[1].top
