"""Figures that a report tells twice: in its headline and below it, in its summary and again in full.

A figure repeats an earlier one of the same report if kind, unit and bounds are the same and neither places nor days
tell the two apart. Up to `SMALL` one of them must stand in a heading, too, and those counted must be called the same.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator

from pipelines.record import Block, BlockKind, Document, Figure, Period

SMALL = 12
"""Up to here many events share a number."""


def repeated(document: Document) -> frozenset[str]:
    """Ids of the figures that tell again what an earlier figure of the document told."""
    headings = tuple(_headings(document.blocks))
    told: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    found = set()
    for figure in sorted(document.figures, key=lambda one: one.number_start):
        alike = told[figure.kind, figure.unit, figure.low, figure.best, figure.high, figure.aggregation]
        if any(_same(earlier, figure, headings) for earlier in alike):
            found.add(figure.id)
        alike.append(figure)
    return frozenset(found)


def _headings(blocks: Iterable[Block]) -> Iterator[tuple[int, int]]:
    yield from sorted((block.start, block.end) for block in blocks if block.kind is BlockKind.HEADING)


def _same(earlier: Figure, later: Figure, headings: tuple[tuple[int, int], ...]) -> bool:
    if earlier.sentence == later.sentence and earlier.page == later.page:
        return False
    if _apart(earlier, later):
        return False
    if (later.best or 0) > SMALL:
        return True
    return (_in(earlier, headings) or _in(later, headings)) and _called_alike(earlier, later)


def _called_alike(earlier: Figure, later: Figure) -> bool:
    names = {one.counted.casefold() for one in (earlier, later) if one.counted}
    return len(names) < len((earlier, later))


def _apart(earlier: Figure, later: Figure) -> bool:
    if earlier.places and later.places and not set(earlier.places) & set(later.places):
        return True
    return earlier.period is not None and later.period is not None and not _overlap(earlier.period, later.period)


def _overlap(one: Period, other: Period) -> bool:
    starts, ends = (one.start, other.start), (other.end, one.end)
    return all(start is None or end is None or start <= end for start, end in zip(starts, ends, strict=True))


def _in(figure: Figure, headings: tuple[tuple[int, int], ...]) -> bool:
    at = bisect_right(headings, figure.number_start, key=lambda heading: heading[0]) - 1
    return at >= 0 and headings[at][0] <= figure.number_start < headings[at][1]
