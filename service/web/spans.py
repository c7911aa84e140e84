"""Text cut where highlights begin and end, so that overlapping ones can be shown side by side."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Highlight:
    """A stretch `[start, end)` of the document's text that was found; `here` marks the one being looked at."""

    start: int
    end: int
    look: str
    url: str
    name: str
    here: bool = False


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text under the same highlights all along; `url` and `name` are the shortest highlight's.

    `looks` are the classes of all of them.
    """

    text: str
    start: int
    looks: str = ""
    url: str | None = None
    name: str = ""


def segments(text: str, start: int, end: int, highlights: Sequence[Highlight]) -> tuple[Segment, ...]:
    """`text[start:end]` in order; joined, the segments are that text."""
    within = [each for each in highlights if each.start < end and each.end > start]
    edges = {start, end, *(max(start, each.start) for each in within), *(min(end, each.end) for each in within)}
    cuts = sorted(edges)
    return tuple(_segment(text, *pair, within) for pair in pairwise(cuts))


def _segment(text: str, start: int, end: int, highlights: Sequence[Highlight]) -> Segment:
    over = sorted((each for each in highlights if each.start <= start and each.end >= end), key=_length)
    if not over:
        return Segment(text[start:end], start)
    return Segment(text[start:end], start, " ".join(_looks(over)), over[0].url, over[0].name)


def _looks(over: Sequence[Highlight]) -> Iterator[str]:
    yield from dict.fromkeys(each.look for each in over)
    if any(each.here for each in over):
        yield "here"


def _length(highlight: Highlight) -> int:
    return highlight.end - highlight.start
