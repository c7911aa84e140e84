"""PDFs drawn by a test, and what is read from them."""

import re
from collections.abc import Callable
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from pipelines import sandbox
from pipelines.limits import Limits
from pipelines.parsed import Parsed, Source
from pipelines.record import BlockKind

LIMITS = Limits()
LOREM = (
    "Officers stopped a lorry on the coast road and found nineteen people hidden behind crates of fruit. "
    "They had walked for eleven days and were taken to the hospital of the nearest town for treatment. "
    "The driver and two other men were questioned through the night and appeared in court a day later. "
    "Neighbours said that such journeys had become more frequent since the northern border was closed. "
)
WIDTH, HEIGHT = 600, 800


def drawn(folder: Path, draw: Callable[[Canvas], None]) -> Source:
    """A PDF drawn by a function."""
    path = folder / "drawn.pdf"
    canvas = Canvas(str(path), pagesize=(WIDTH, HEIGHT))
    canvas.setFont("Helvetica", 10)
    draw(canvas)
    canvas.save()
    return Source(path)


def read(source: Source) -> Parsed:
    return sandbox.read(source, limits=LIMITS)


def texts(parsed: Parsed, kind: BlockKind) -> list[str]:
    return [parsed.text[block.start : block.end] for block in parsed.blocks if block.kind == kind]


def lines_of(text: str, length: int) -> list[str]:
    """The text in lines of about so many characters."""
    return re.findall(rf".{{1,{length}}}(?:\s|$)", text)


def draw_lines(canvas: Canvas, lines: list[str], x: float, top: float) -> None:
    for place, line in enumerate(lines):
        canvas.drawString(x, HEIGHT - top - 12 * place, line.strip())
