"""From an offset of the text back to the page: the boxes of any stretch, worked out when asked for."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence

import pypdfium2 as pdfium

from pipelines.layout.geometry import around
from pipelines.parsed import Boxes, Parsed, Run, Span, Word
from pipelines.readers.pdf.words import CharBoxes, frame_of
from pipelines.record import Box

_TRIM = 0.12
"""The share of a line's height cut off above and below, so that a box does not touch the lines beside it."""
_SAME_LINE = 0.5


def locate(document: pdfium.PdfDocument, parsed: Parsed, spans: Sequence[Span]) -> tuple[Boxes, ...]:
    """The boxes of each span in the order of its text, one a line; empty for text that is not on the page."""
    found = defaultdict[int, list[Box]](list)
    for page, wanted in _by_page(parsed.runs, spans).items():
        leaf = document[page - 1]
        boxes = CharBoxes(leaf.get_textpage(), frame_of(leaf))
        for place, start, end in wanted:
            found[place].append(_box(boxes, start, end))
    for place, span in enumerate(spans):
        found[place].extend(word.box for word in _words(parsed.words, span))
    return tuple(tuple(_joined(found[place])) for place in range(len(spans)))


def _by_page(runs: Sequence[Run], spans: Sequence[Span]) -> dict[int, list[tuple[int, int, int]]]:
    """For each page, the spans on it by place, with their first and last character on the page."""
    pages = defaultdict[int, list[tuple[int, int, int]]](list)
    starts = [run.start for run in runs]
    for place, span in enumerate(spans):
        for run in _overlapping(runs, starts, span):
            first = run.native + max(span.start - run.start, 0)
            last = run.native + min(span.end, run.end) - run.start
            pages[run.page].append((place, first, last))
    return pages


def _overlapping(runs: Sequence[Run], starts: list[int], span: Span) -> Iterator[Run]:
    place = max(bisect_right(starts, span.start) - 1, 0)
    while place < len(runs) and runs[place].start < span.end:
        if runs[place].end > span.start:
            yield runs[place]
        place += 1


def _words(words: Sequence[Word], span: Span) -> Iterator[Word]:
    return (word for word in words if word.start < span.end and word.end > span.start)


def _box(boxes: CharBoxes, start: int, end: int) -> Box:
    lines = [boxes.line_box(index) for index in range(start, end)]
    ink = around([boxes.ink_box(index) for index in range(start, end)])
    line = around(lines)
    trim = _TRIM * (line.bottom - line.top)
    return around([ink, Box(ink.x0, line.top + trim, ink.x1, line.bottom - trim)])


def _joined(boxes: list[Box]) -> Iterator[Box]:
    """Boxes beside each other on one line as one."""
    line: Box | None = None
    for box in boxes:
        if line and _beside(line, box):
            line = around([line, box])
        else:
            if line:
                yield line
            line = box
    if line:
        yield line


def _beside(line: Box, box: Box) -> bool:
    overlap = min(line.bottom, box.bottom) - max(line.top, box.top)
    height = min(line.bottom - line.top, box.bottom - box.top)
    return overlap > _SAME_LINE * height and abs(box.x0 - line.x1) < 2 * height
