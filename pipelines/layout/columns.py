"""Columns of running text that the page draws line by line across: put back one after the other.

Most pages draw a column to its end before they begin the next, and sorting by position would only do harm there.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise, zip_longest
from statistics import median

from pipelines.layout.geometry import Line, around, line_of

_JUMPS = 0.4
"""The share of neighbouring lines on different sides of the gutter from which the order is taken to be wrong."""
_STEP = 4
_MIDDLE = (0.2, 0.8)
_CROSSING = 0.2
"""Titles and the like may cross the gutter: this share of the lines at most."""
_LINES = 5
"""A column has at least this many lines."""
_CHARACTERS = 20
"""Columns of text have lines of at least this many characters on average; labels and their values have fewer."""
_FULL_SHARE, _FULL = 0.5, 0.75
"""This share of a text column's lines fill this share of its width."""
_GAP = 0.8
"""A gutter is wider than this many times the font's size."""


def in_order(lines: Sequence[Line]) -> list[Line]:
    """The lines, column after column if they jump between columns; else as they came."""
    upright = [line for line in lines if not line.rotated]
    if len(upright) < 2 * _LINES:
        return list(lines)
    split = _split_at_gutter(upright)
    gutter = _gutter(split)
    if gutter is None or _jumps(split, gutter) < _JUMPS or not _is_text(split, gutter):
        return list(lines)
    return [*_columns(split, gutter), *(line for line in lines if line.rotated)]


def _split_at_gutter(lines: Sequence[Line]) -> list[Line]:
    """Lines that run across a gutter, as seen from the gaps in many and between many, cut in two there."""
    gaps = Counter[int]()
    for line, following in zip_longest(lines, lines[1:]):
        empty = [*_gaps(line), *_gap_between(line, following)]
        gaps.update({place for left, right in empty for place in range(_bin(left) + 1, _bin(right) + 1)})
    if not gaps or gaps.most_common(1)[0][1] < max(_LINES, len(lines) // 3):
        return list(lines)
    gutter = gaps.most_common(1)[0][0] * _STEP
    return [part for line in lines for part in _cut(line, gutter)]


def _gaps(line: Line) -> list[tuple[float, float]]:
    return [
        (word.x1, following.x0)
        for word, following in pairwise(line.words)
        if following.x0 - word.x1 > max(_GAP * line.size, _STEP)
    ]


def _gap_between(line: Line, following: Line | None) -> list[tuple[float, float]]:
    """What lies between two lines side by side."""
    if following is None or following.x0 <= line.x1:
        return []
    overlap = min(line.bottom, following.bottom) - max(line.top, following.top)
    return [(line.x1, following.x0)] if overlap > 0.5 * (line.bottom - line.top) else []


def _bin(x: float) -> int:
    return int(x // _STEP)


def _cut(line: Line, gutter: float) -> list[Line]:
    for place, (left, right) in enumerate(pairwise(line.words), start=1):
        if left.x1 <= gutter <= right.x0 and right.x0 - left.x1 > _GAP * line.size:
            return [line_of(line.words[:place], bold=line.bold), line_of(line.words[place:], bold=line.bold)]
    return [line]


def _gutter(lines: Sequence[Line]) -> float | None:
    """Where the fewest lines cross, near the middle; None if too many do, or one side is nearly empty."""
    left, _, right, _ = around(lines)
    places = range(int(left + _MIDDLE[0] * (right - left)), int(left + _MIDDLE[1] * (right - left)), _STEP)
    if not places:
        return None
    lefts, rights = sorted(line.x0 for line in lines), sorted(line.x1 for line in lines)
    crossing = {place: bisect_left(lefts, place) - bisect_right(rights, place) for place in places}
    fewest = min(crossing.values())
    best = [place for place in places if crossing[place] == fewest]
    gutter = best[len(best) // 2]
    sides = [_side(line, gutter) for line in lines]
    if fewest > _CROSSING * len(lines) or min(sides.count(-1), sides.count(1)) < _LINES:
        return None
    return gutter


def _side(line: Line, gutter: float) -> int:
    return -1 if line.x1 <= gutter else 1 if line.x0 >= gutter else 0


def _jumps(lines: Sequence[Line], gutter: float) -> float:
    sides = [side for line in lines if (side := _side(line, gutter))]
    return sum(a != b for a, b in pairwise(sides)) / max(len(sides) - 1, 1)


def _is_text(lines: Sequence[Line], gutter: float) -> bool:
    return all(_fills([line for line in lines if _side(line, gutter) == side]) for side in (-1, 1))


def _fills(lines: Sequence[Line]) -> bool:
    left, _, right, _ = around(lines)
    full = sum(line.x1 - line.x0 >= _FULL * (right - left) for line in lines)
    return full >= _FULL_SHARE * len(lines) and median(len(line.text) for line in lines) >= _CHARACTERS


def _columns(lines: Sequence[Line], gutter: float) -> list[Line]:
    """Between lines that cross the gutter: the left column from top to bottom, then the right."""
    ordered, sides = list[Line](), dict[int, list[Line]]({-1: [], 1: []})
    for line in sorted(lines, key=lambda line: line.bottom):
        side = _side(line, gutter)
        if side:
            sides[side].append(line)
        else:
            ordered += [*in_order(sides[-1]), *in_order(sides[1]), line]
            sides = {-1: [], 1: []}
    return [*ordered, *in_order(sides[-1]), *in_order(sides[1])]
