"""Paragraphs that a page's end breaks off: moved together, past the running lines and footnotes that lie between."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipelines.layout import marks
from pipelines.layout.geometry import HYPHENS, TableLayout
from pipelines.layout.paragraphs import Paragraph
from pipelines.record import BlockKind

_SAME_SIZE = 0.06
"""Sizes that differ by less than this share are one paragraph's; a footnote's differs by more."""
_SMALLER = 0.93
"""What is smaller than this share of the body's size is a footnote, or stands under a picture."""
_FULL = 0.06
"""A line that ends within this share of its paragraph's width from the right edge is full."""
_INDENT = 0.4
_BROKEN = {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM}
_PASSED = {BlockKind.HEADER, BlockKind.FOOTER, BlockKind.CAPTION}
_OPENING = "\"'“‘«([¿¡"
_CLOSED = re.compile(r"[.!?…:;؟。！？][\"'”’»)\]⁰¹²³⁴-⁹]*$")


@dataclass(frozen=True, slots=True)
class Remark:
    """Text that belongs to a page and has no place on it."""

    kind: BlockKind
    text: str


Item = Paragraph | TableLayout | Remark


@dataclass(frozen=True, slots=True)
class Leaf:
    """What a page holds, in reading order.

    `turn`, if a paragraph goes on over the page: its part that ends the page before, and its rest, the first item here.
    """

    items: tuple[Item, ...]
    turn: tuple[Paragraph, Paragraph] | None = None


def turn(pages: Iterable[Sequence[Item]], *, size: float) -> Iterator[Leaf]:
    """The pages, with a paragraph broken off at one's end last on it, and its rest first on the next.

    So a sentence that runs over the page is one stretch of the text. `size` is the body's, in points.
    """
    last: Leaf | None = None
    for items in pages:
        leaf = Leaf(tuple(items))
        if last:
            last, leaf = _turned(last, leaf, size)
            yield last
        last = leaf
    if last:
        yield last


def _turned(last: Leaf, leaf: Leaf, size: float) -> tuple[Leaf, Leaf]:
    broken = next(_body(reversed(last.items), size), None)
    rest = next(_body(leaf.items, size), None)
    if broken is None or rest is None or not _may_end(last, broken) or not _is_rest(broken, rest):
        return last, leaf
    before = Leaf((*(item for item in last.items if item is not broken), broken), last.turn)
    return before, Leaf((rest, *(item for item in leaf.items if item is not rest)), (broken, rest))


def _may_end(leaf: Leaf, broken: Paragraph) -> bool:
    """Whether the paragraph can stand last: not if it must stand first, and the page holds more."""
    return leaf.turn is None or broken is not leaf.turn[1] or len(leaf.items) == 1


def _body(items: Iterable[Item], size: float) -> Iterator[Paragraph]:
    """The paragraphs of running text, up to the first heading."""
    for item in items:
        if not isinstance(item, Paragraph) or item.kind in _PASSED:
            continue
        if item.kind not in _BROKEN:
            return
        if item.size >= _SMALLER * size and any(map(str.isalnum, item.text)):
            yield item


def _is_rest(broken: Paragraph, rest: Paragraph) -> bool:
    end, start = broken.text, rest.text
    if _CLOSED.search(end) or marks.starts_item(start) or not _alike(broken.size, rest.size):
        return False
    if start.lstrip(_OPENING)[:1].islower() or end[-1] in HYPHENS:
        return True
    return end[-1] != "," and _is_full(broken) and not _is_indented(rest)


def _alike(size: float, other: float) -> bool:
    return abs(size - other) <= _SAME_SIZE * max(size, other)


def _is_full(paragraph: Paragraph) -> bool:
    """Whether the last line of several reaches the right edge, as a paragraph's own last line seldom does."""
    left, _, right, _ = paragraph.box
    return len(paragraph.lines) > 1 and paragraph.lines[-1].x1 >= right - _FULL * (right - left)


def _is_indented(paragraph: Paragraph) -> bool:
    """Whether the first line begins to the right of the others, as a new paragraph's may, or is the only one."""
    first = paragraph.lines[0]
    return len(paragraph.lines) == 1 or first.x0 > min(line.x0 for line in paragraph.lines[1:]) + _INDENT * first.size
