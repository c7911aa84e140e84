"""Reading scans: the whole parse of pages that are pictures, against bare tesseract over the same pictures."""

import io
import os
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

import pypdfium2
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from pipelines.packs import packs
from scripts.benchmarks.measure import Measured, cpu
from scripts.benchmarks.reading import in_process

WIDTH, HEIGHT = 595, 842
DOTS_PER_INCH = 300
LINES, CHARACTERS = 45, 85
PAGES = (1, 8)
WORDS = (
    "Officers stopped a lorry on the coast road and found nineteen people hidden behind crates of fruit. They had "
    "walked for eleven days and were taken to the hospital of the nearest town. The driver and two other men appeared "
    "in court a day later. Neighbours said that such journeys had become more frequent since the border was closed. "
)


def measure(reports: Sequence[Path]) -> Iterator[Measured]:  # noqa: ARG001 scans are made here
    """Pages a CPU second of English scans: tesseract is told that they are, or, as Tally, only what they may be."""
    known = {"knowing the language": "eng", "for the packs' languages": "+".join(p.settings.tesseract for p in packs())}
    with tempfile.TemporaryDirectory() as folder:
        for count in PAGES:
            pictures = [_picture(number) for number in range(count)]
            path = _scan(Path(folder) / "scan.pdf", pictures)
            in_process(path)
            ours = _rate(count, partial(in_process, path))
            for words, languages in known.items():
                bare = _rate(count, partial(_tesseract, pictures, languages))
                yield Measured(f"scan, {count} pages, against tesseract {words}", ours, bare, "pages/s", "≥ 0.9")


def _rate(count: int, read: Callable[[], object]) -> float:
    with cpu() as watch:
        read()
    return count / watch.seconds


def _picture(number: int) -> bytes:
    """A page of words as a grey picture."""
    page = io.BytesIO()
    canvas = Canvas(page, pagesize=(WIDTH, HEIGHT))
    canvas.setFont("Times-Roman", 11)
    text = (WORDS * 20)[17 * number :]
    for line in range(LINES):
        canvas.drawString(60, HEIGHT - 70 - 16 * line, text[CHARACTERS * line : CHARACTERS * (line + 1)])
    canvas.save()
    picture = io.BytesIO()
    leaf = pypdfium2.PdfDocument(page.getvalue())[0]
    leaf.render(scale=DOTS_PER_INCH / 72, grayscale=True).to_pil().save(picture, "PNG")
    return picture.getvalue()


def _scan(path: Path, pictures: Sequence[bytes]) -> Path:
    canvas = Canvas(str(path), pagesize=(WIDTH, HEIGHT))
    for picture in pictures:
        canvas.drawImage(ImageReader(io.BytesIO(picture)), 0, 0, WIDTH, HEIGHT)
        canvas.showPage()
    canvas.save()
    return path


def _tesseract(pictures: Sequence[bytes], languages: str) -> None:
    command = ["tesseract", "stdin", "stdout", "-l", languages, "--dpi", str(DOTS_PER_INCH), "tsv"]
    environment = os.environ | {"OMP_THREAD_LIMIT": "1"}
    for picture in pictures:
        subprocess.run(command, input=picture, capture_output=True, check=True, env=environment)
