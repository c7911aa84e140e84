"""Running headers and footers: what stands at the same height of many pages, but for its numbers."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from pipelines.layout.geometry import Line, PageLayout
from pipelines.layout.paragraphs import Measure
from pipelines.record import BlockKind

_ZONE = 0.14
"""Running lines stand within this share of the page's height from its top or bottom edge."""
_STEP = 6.0
"""Heights are compared in steps of this many points, and with the step beside."""
_PAGES = 3
"""A line on this many pages is running; on two, in a document of at most four pages."""
_LARGE = 1.15
"""A line larger than this many times the body's size is a title, though many chapters begin with one alike."""
_NUMBER = re.compile(r"\d+|\b[ivxlc]+\b")

Key = tuple[str, str, int]


def running(pages: Sequence[PageLayout], usual: Measure) -> dict[tuple[int, int], BlockKind]:
    """The running lines, as page number and place among its lines, and which of the two they are."""
    seen = defaultdict[Key, set[int]](set)
    for page in pages:
        for _, line, zone in _edge_lines(page, usual):
            seen[_key(line, zone)].add(page.number)
    found = dict[tuple[int, int], BlockKind]()
    for page in pages:
        for place, line, zone in _edge_lines(page, usual):
            if len(_pages_near(seen, _key(line, zone))) >= _enough(len(pages)):
                found[page.number, place] = BlockKind.HEADER if zone == "top" else BlockKind.FOOTER
    return found


def _enough(pages: int) -> int:
    return 2 if pages <= _PAGES + 1 else _PAGES


def _edge_lines(page: PageLayout, usual: Measure) -> Iterator[tuple[int, Line, str]]:
    for place, line in enumerate(page.lines):
        if line.size > _LARGE * usual.size:
            continue
        if line.bottom < _ZONE * page.height:
            yield place, line, "top"
        elif line.top > (1 - _ZONE) * page.height:
            yield place, line, "bottom"


def _key(line: Line, zone: str) -> Key:
    return zone, _NUMBER.sub("#", line.text.casefold()), round(line.bottom / _STEP)


def _pages_near(seen: defaultdict[Key, set[int]], key: Key) -> set[int]:
    zone, text, height = key
    near = (seen.get((zone, text, height + step), set()) for step in (-1, 0, 1))
    return set[int]().union(*near)
