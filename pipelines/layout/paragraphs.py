"""Lines into paragraphs, headings, list items and captions."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from pipelines.layout import marks
from pipelines.layout.geometry import HYPHENS, Line, around
from pipelines.layout.scales import without_scales
from pipelines.record import BlockKind, Box

_SAME_SIZE = 0.12
"""Sizes that differ by less than this share are the same size."""
_WIDE_PITCH = 1.35
"""A step from line to line wider than this many times the usual one begins a new paragraph."""
_SHORT_LINE = 0.12
"""A line that ends this share of the column before its right edge does not fill it."""
_BIG = 1.15
"""A heading's size, as a multiple of the body's, when nothing else marks it."""
_HEADING_LINES = 4
_CAPTION_WORDS = 40


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that belong together."""

    kind: BlockKind
    lines: tuple[Line, ...]

    @property
    def box(self) -> Box:
        """The rectangle around its lines."""
        return around(self.lines)

    @property
    def text(self) -> str:
        """Its lines with a space between them; hyphens at their ends stay."""
        return " ".join(line.text for line in self.lines)

    @property
    def size(self) -> float:
        """The size of its longest line, in points."""
        return max(self.lines, key=lambda line: len(line.text)).size


@dataclass(frozen=True, slots=True)
class Measure:
    """What is usual in a document: the body's size in points, and the step between its lines, in sizes."""

    size: float
    pitch: float


def measure(lines: Iterable[Line]) -> Measure:
    """The usual size, by characters, and the usual step between lines of that size."""
    lines = list(lines)
    sizes = Counter[float]()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    size = sizes.most_common(1)[0][0] if sizes else 10.0
    steps = [
        (following.bottom - line.bottom) / size
        for line, following in pairwise(lines)
        if _alike(line.size, size) and _alike(following.size, size) and 0 < following.bottom - line.bottom < 2.5 * size
    ]
    return Measure(size, median(steps) if steps else 1.2)


def paragraphs(lines: Sequence[Line], usual: Measure) -> list[Paragraph]:
    """The lines in the order given, grouped and named; a chart's scale is one caption."""
    found = list[Paragraph]()
    for is_scale, part in without_scales(lines):
        found += [Paragraph(BlockKind.CAPTION, tuple(part))] if is_scale else _grouped(part, usual)
    return found


def _grouped(lines: Sequence[Line], usual: Measure) -> list[Paragraph]:
    groups = list[list[Line]]()
    for line in lines:
        if groups and _goes_on(groups[-1], line, usual):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [Paragraph(_kind(group, usual), tuple(group)) for group in groups]


def _alike(size: float, other: float) -> bool:
    return abs(size - other) <= _SAME_SIZE * max(size, other)


def _goes_on(group: list[Line], line: Line, usual: Measure) -> bool:
    last = group[-1]
    if _is_page_of(last, line):
        return True
    if _is_other(group, line):
        return False
    if last.rotated:
        return abs(line.x0 - last.x0) < 2 * (last.x1 - last.x0)
    if last.words[-1].text[-1] in HYPHENS:
        return True
    step = line.bottom - last.bottom
    if step < 0.3 * last.size:
        return _goes_on_in_next_column(last, line)
    return step <= _pitch(group, usual) * _WIDE_PITCH * line.size and not _begins_paragraph(group, line)


def _is_other(group: list[Line], line: Line) -> bool:
    """Whether the line looks different from the last, or begins an item."""
    last = group[-1]
    if line.rotated != last.rotated or not _alike(line.size, last.size) or marks.starts_item(line.text):
        return True
    return line.bold != last.bold and (line.bold or len(group) <= _HEADING_LINES)


def _pitch(group: list[Line], usual: Measure) -> float:
    if len(group) == 1:
        return usual.pitch
    own = (group[-1].bottom - group[-2].bottom) / group[-1].size
    return min(max(own, 1.0), 2 * usual.pitch) if own > 0 else usual.pitch


def _goes_on_in_next_column(last: Line, line: Line) -> bool:
    """A sentence broken off at the foot of a column goes on at the head of the next."""
    beside = line.x0 >= last.x1 and line.bottom < last.bottom - 3 * last.size
    return beside and not marks.ends_sentence(last.text) and line.text[0].islower()


def _is_page_of(entry: Line, line: Line) -> bool:
    """Whether the line is the number at the end of an entry of the contents."""
    beside = line.x0 >= entry.x1 and abs(line.bottom - entry.bottom) < 0.3 * line.size
    return beside and marks.ends_with_leader(entry.text) and len(line.words) == 1


def _begins_paragraph(group: list[Line], line: Line) -> bool:
    last = group[-1]
    if line.x0 > last.x1 or line.x1 < last.x0:
        return True
    left, right = min(each.x0 for each in group), max(each.x1 for each in [*group, line])
    short = last.x1 < right - _SHORT_LINE * (right - left)
    indented = line.x0 > left + 0.8 * line.size and last.x0 <= left + 0.4 * line.size and len(group) > 1
    if short and marks.ends_sentence(last.text):
        return True
    return indented and marks.ends_sentence(last.text)


def _kind(group: list[Line], usual: Measure) -> BlockKind:
    text = " ".join(line.text for line in group)
    if marks.is_caption(text) and len(text.split()) <= _CAPTION_WORDS:
        return BlockKind.CAPTION
    if _is_heading(group, text, usual):
        return BlockKind.HEADING
    return BlockKind.LIST_ITEM if marks.is_list_item(text) else BlockKind.PARAGRAPH


def _is_heading(group: list[Line], text: str, usual: Measure) -> bool:
    if len(group) > _HEADING_LINES or not marks.has_heading_shape(text):
        return False
    big = group[0].size > _BIG * usual.size
    capitals = marks.is_all_capitals(text) and not any(char.isdigit() for char in text)
    return big or all(line.bold for line in group) or (capitals and group[0].size > 0.9 * usual.size)
