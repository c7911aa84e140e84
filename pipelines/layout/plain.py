"""Paragraphs, headings and list items of text that has no layout but its line ends."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import quantiles

from pipelines.layout import marks
from pipelines.parsed import Span
from pipelines.record import Block, BlockKind, Page

_WRAP_MOST = 120
"""Text whose lines are longer than this, in characters, is not wrapped by hand: each line is a paragraph."""
_WRAPPED_LINES = 3
_SHORT_LINE = 0.75
"""A line that ends a sentence at less than this share of the wrap width ends its paragraph."""
_HASH_HEADING = re.compile(r"#{1,6}\s")
_UNDERLINE = re.compile(r"\s*(?:={3,}|-{3,}|~{3,}|\*{3,}|_{3,})\s*$")


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str

    @property
    def blank(self) -> bool:
        return not self.text.strip()


def pages(text: str) -> tuple[Page, ...]:
    """The pages between form feeds; a file without one is one page."""
    found, start = list[Page](), 0
    for part in text.removesuffix("\f").split("\f"):
        found.append(Page(number=len(found) + 1, start=start, end=start + len(part)))
        start += len(part) + 1
    return tuple(found)


def blocks(text: str, page: Page) -> Iterator[Block]:
    """The blocks of a page, in order; together they hold all but its blank lines and rules."""
    lines = list(_lines(text, page))
    width = _wrap_width(lines)
    for group in _groups(lines):
        for span in _paragraphs(group, width):
            kind = _kind(text[span.start : span.end], alone=span.end == group[-1].end and span.start == group[0].start)
            yield Block(kind=kind, page=page.number, start=span.start, end=span.end)


def _lines(text: str, page: Page) -> Iterator[_Line]:
    start = page.start
    for line in text[page.start : page.end].split("\n"):
        yield _Line(start, start + len(line), line)
        start += len(line) + 1


def _groups(lines: list[_Line]) -> Iterator[list[_Line]]:
    group = list[_Line]()
    for line in lines:
        if not line.blank and not _UNDERLINE.match(line.text):
            group.append(line)
        elif group:
            yield group
            group = []
    if group:
        yield group


def _wrap_width(lines: list[_Line]) -> float | None:
    """The width to which lines are wrapped, in characters; None if they are not."""
    lengths = [len(line.text) for line in lines if not line.blank]
    if len(lengths) < _WRAPPED_LINES or max(lengths) > _WRAP_MOST:
        return None
    return quantiles(lengths, n=10)[-1]


def _paragraphs(group: list[_Line], width: float | None) -> Iterator[Span]:
    start = 0
    for place in range(1, len(group) + 1):
        if place == len(group) or _breaks(group[place - 1], group[place], width):
            yield _trimmed(group[start], group[place - 1])
            start = place


def _breaks(line: _Line, following: _Line, width: float | None) -> bool:
    if width is None or marks.starts_item(following.text) or _HASH_HEADING.match(line.text):
        return True
    return len(line.text) < _SHORT_LINE * width and marks.ends_sentence(line.text)


def _trimmed(first: _Line, last: _Line) -> Span:
    indent = len(first.text) - len(first.text.lstrip())
    return Span(first.start + indent, last.start + len(last.text.rstrip()))


def _kind(text: str, *, alone: bool) -> BlockKind:
    if _HASH_HEADING.match(text):
        return BlockKind.HEADING
    if marks.is_caption(text) and len(text.split()) <= 2 * marks.HEADING_WORDS:
        return BlockKind.CAPTION
    if alone and "\n" not in text and marks.has_heading_shape(text) and not _is_bulleted(text):
        return BlockKind.HEADING
    return BlockKind.LIST_ITEM if marks.is_list_item(text) else BlockKind.PARAGRAPH


def _is_bulleted(text: str) -> bool:
    return marks.is_list_item(text) and not marks.is_numbered_section(text)
