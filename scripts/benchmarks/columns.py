"""Reading order: made pages of two columns, drawn line by line across, as generators that interleave columns do."""

import random
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from scripts.benchmarks.measure import Measured
from scripts.benchmarks.reading import in_process

WIDTH, HEIGHT = 595, 842
PAGES = 40
LINES = (12, 50)
GUTTER = (10, 40)
SIZES = (8, 9, 10, 11)
SYLLABLES = ("ba", "ce", "di", "fo", "gu", "la", "me", "ni", "po", "ru", "sta", "ver", "con", "tel")


def measure(reports: Sequence[Path]) -> Iterator[Measured]:  # noqa: ARG001 pages are made here
    """The share of the columns' own trigrams of words that are in the text, over pages of many shapes."""
    chance = random.Random(0)  # noqa: S311 the same pages each time
    found = wanted = 0
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(PAGES):
            path = Path(folder) / "page.pdf"
            columns = _draw(path, chance)
            expected = set[tuple[str, ...]]().union(*map(_trigrams, columns))
            found += len(expected & _trigrams(in_process(path).text))
            wanted += len(expected)
    yield Measured("two columns: trigrams found", found, wanted, "trigrams", "≥ 0.98")


def _draw(path: Path, chance: random.Random) -> list[str]:
    """Draws a page, and tells the words of its columns."""
    size, gutter, lines = chance.choice(SIZES), chance.uniform(*GUTTER), chance.randint(*LINES)
    canvas = Canvas(str(path), pagesize=(WIDTH, HEIGHT))
    canvas.setFont("Helvetica", size)
    width = (WIDTH - 120 - gutter) / 2
    columns = [[_line(canvas, width, size, chance) for _ in range(lines)] for _ in range(2)]
    for place in range(lines):
        for side, column in enumerate(columns):
            canvas.drawString(60 + side * (width + gutter), HEIGHT - 70 - 1.25 * size * place, column[place])
    canvas.save()
    return [" ".join(column) for column in columns]


def _line(canvas: Canvas, width: float, size: float, chance: random.Random) -> str:
    """Words that fill a column's width."""
    line = _word(chance)
    while canvas.stringWidth(longer := f"{line} {_word(chance)}", "Helvetica", size) <= width:
        line = longer
    return line


def _word(chance: random.Random) -> str:
    return "".join(chance.choices(SYLLABLES, k=chance.randint(1, 4)))


def _trigrams(text: str) -> set[tuple[str, ...]]:
    words = text.split()
    return set(zip(words, words[1:], words[2:], strict=False))
