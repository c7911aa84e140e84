"""Words and lines where they stand on a page: what layout is worked out from. Points, origin at the top left."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pipelines.record import Box

HYPHENS = "\ufffe\x02\xad"
"""What PDFium (first two) and typesetters (soft hyphen) put where a word was divided at the end of a line."""


_ROTATED_CHARACTERS = 3
"""Fewer characters than this may well be higher than wide."""


class Word(NamedTuple):
    """Characters without a space between them.

    `native` is the index of the first in the page's own count, which goes up by one a character; None for a scan.
    `size` is the height of the font's line in points; `confidence` is given, 0 to 1, for a scan.
    """

    text: str
    native: int | None
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """Words side by side, in reading order, without a wide gap between them."""

    words: tuple[Word, ...]
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    bold: bool = False
    rotated: bool = False

    @property
    def text(self) -> str:
        """The words with a space between them."""
        return " ".join(word.text for word in self.words)

    @property
    def box(self) -> Box:
        """The rectangle around the words."""
        return Box(self.x0, self.top, self.x1, self.bottom)


def line_of(words: Sequence[Word], *, bold: bool = False) -> Line:
    """The line that the words make; its size is that of most of its characters."""
    x0, top, x1, bottom = around(words)
    sizes = Counter[float]()
    for word in words:
        sizes[word.size] += len(word.text)
    size = sizes.most_common(1)[0][0]
    characters = sum(len(word.text) for word in words)
    rotated = bottom - top > 2 * max(size, x1 - x0) and characters >= _ROTATED_CHARACTERS
    return Line(tuple(words), x0, top, x1, bottom, size, bold, rotated)


def around(shapes: Iterable[Word | Line | Box]) -> Box:
    """The smallest rectangle around all of them."""
    shapes = list(shapes)
    return Box(
        min(shape.x0 for shape in shapes),
        min(shape.top for shape in shapes),
        max(shape.x1 for shape in shapes),
        max(shape.bottom for shape in shapes),
    )


@dataclass(frozen=True, slots=True)
class CellLayout:
    """A table's cell: its lines, and where its borders stand."""

    lines: tuple[Line, ...]
    box: Box | None


@dataclass(frozen=True, slots=True)
class TableLayout:
    """A table by rows; a cell that spans several places stands in each. `after` lines of the page precede it."""

    rows: tuple[tuple[CellLayout, ...], ...]
    box: Box
    after: int


@dataclass(frozen=True, slots=True)
class PageLayout:
    """A page's lines in reading order, without those inside its tables.

    `notes` are remarks written on it, `fields` what was filled into its form; `ocr` says that its text was recognised.
    """

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]
    tables: tuple[TableLayout, ...] = ()
    notes: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    ocr: bool = False
