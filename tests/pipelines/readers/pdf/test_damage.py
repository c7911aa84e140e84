"""Files that were cut off: what is left is read, and the record says so."""

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from pipelines import sandbox
from pipelines.errors import DamagedFile
from pipelines.limits import Limits
from pipelines.parsed import Source, Span
from tests.pipelines.readers.pdf.drawing import LOREM, draw_lines, drawn, lines_of, read


def cut(folder: Path, end: bytes) -> Source:
    """A PDF of three pages that ends before the last occurrence of some bytes."""

    def draw(canvas: Canvas) -> None:
        for _ in range(3):
            canvas.setFont("Helvetica", 10)
            draw_lines(canvas, lines_of(LOREM, 80), 72, 100)
            canvas.showPage()

    source = drawn(folder, draw)
    data = source.path.read_bytes()
    source.path.write_bytes(data[: data.rindex(end)])
    return source


@pytest.mark.parametrize(("end", "times"), [(b"trailer", 3), (b"xref\n0 ", 3), (b"stream", 2)])
def test_what_is_left_of_a_file_cut_off_is_read(tmp_path: Path, end: bytes, times: int) -> None:
    source = cut(tmp_path, end)
    parsed = read(source)
    assert parsed.text.count("nineteen people") >= times
    assert [warning.code for warning in parsed.warnings] == ["file_damaged"]
    start = parsed.text.index("nineteen")
    ((box,),) = sandbox.locate(source, parsed, [Span(start, start + len("nineteen"))])
    assert 80 < box.top < 130


def test_without_the_list_of_pages_nothing_can_be_read(tmp_path: Path) -> None:
    with pytest.raises(DamagedFile):
        sandbox.read(cut(tmp_path, b"/Catalog"), limits=Limits())
