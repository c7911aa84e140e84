"""Pages that are pictures, read by tesseract."""

import io
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from pipelines import sandbox
from pipelines.limits import Limits
from pipelines.parsed import Source, Span
from pipelines.sandbox import tasks
from tests.pipelines.readers.pdf.drawing import HEIGHT, LOREM, WIDTH, draw_lines, drawn, lines_of, read


@pytest.fixture(scope="module")
def scan(tmp_path_factory: pytest.TempPathFactory) -> Source:
    """A page that is only a picture of a text."""
    return scanned(tmp_path_factory.mktemp("scan"), LOREM)


def scanned(folder: Path, text: str, *, scale: float = 3) -> Source:
    original = drawn(folder, lambda canvas: draw_lines(canvas, lines_of(text, 70), 72, 100))
    picture = io.BytesIO()
    pdfium.PdfDocument(original.path)[0].render(scale=scale).to_pil().save(picture, "PNG")
    path = folder / "scan.pdf"
    canvas = Canvas(str(path), pagesize=(WIDTH, HEIGHT))
    canvas.drawImage(ImageReader(Image.open(picture)), 0, 0, WIDTH, HEIGHT)
    canvas.save()
    return Source(path)


def test_a_scan_is_read_with_boxes_and_confidence(scan: Source) -> None:
    parsed = read(scan)
    assert parsed.pages[0].ocr
    assert "found nineteen people hidden behind crates" in " ".join(parsed.text.split())
    start = parsed.text.index("nineteen")
    ((box,),) = sandbox.locate(scan, parsed, [Span(start, start + len("nineteen"))])
    assert 100 - 12 < box.top < box.bottom < 100 + 12 * 3
    assert all(0 < word.confidence <= 1 for word in parsed.words)


def test_a_scan_is_read_in_its_own_language(tmp_path: Path) -> None:
    sentence = "Dix-sept personnes ont été interpellées à l’aube dans une forêt où elles s’étaient réfugiées. "
    found = " ".join(read(scanned(tmp_path, sentence * 40)).text.split())
    assert found.count("dans une forêt où elles") > 30


def test_without_tesseract_a_scan_leaves_a_warning(scan: Source, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.syspath_prepend("/nowhere")
    parsed = tasks.read(scan, limits=Limits())
    assert [warning.code for warning in parsed.warnings] == ["ocr_unavailable"]
    assert parsed.text == ""


@pytest.mark.parametrize("scale", [2, 5])
def test_coarse_and_fine_scans_have_their_words_in_place(tmp_path: Path, scale: float) -> None:
    source = scanned(tmp_path, LOREM, scale=scale)
    parsed = read(source)
    start = parsed.text.index("nineteen")
    ((box,),) = sandbox.locate(source, parsed, [Span(start, start + len("nineteen"))])
    assert 100 - 12 < box.top < box.bottom < 100 + 12 * 3
    assert 20 < box.x1 - box.x0 < 60
