"""The scales of charts: numbers that go up by even steps, at even distances along a line."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from pipelines.layout.geometry import Line

_VALUE = re.compile(r"[-–−]?\d{1,3}(?:[ ,.’']?\d{3})*(?:[.,]\d{1,2})?\s?%?")
_DECIMALS = re.compile(r"[.,](\d{1,2})$")
_GROUPING = re.compile(r"[^\d_]")
_LEAST = 4
_OFF = 0.35
"""Marks stand within this many times the font's size of an even distance, and of their line."""
_EVEN = 1e-6


def without_scales(lines: Sequence[Line]) -> Iterator[tuple[bool, list[Line]]]:
    """The lines in stretches, in their order; True with those that are one scale's."""
    start = 0
    for first, last in _scales(lines):
        if start < first:
            yield False, list(lines[start:first])
        yield True, list(lines[first:last])
        start = last
    if start < len(lines):
        yield False, list(lines[start:])


def _scales(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    for is_value, group in groupby(range(len(lines)), key=lambda place: bool(_VALUE.fullmatch(lines[place].text))):
        places = list(group)
        if is_value and len(places) >= _LEAST:
            yield from _even(lines, places[0], places[-1] + 1)


def _even(lines: Sequence[Line], start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches of at least four marks, each one step from the one before."""
    while start + _LEAST <= end:
        last = start + 2
        while last < end and _goes_on(lines[last - 2], lines[last - 1], lines[last]):
            last += 1
        if last - start >= _LEAST:
            yield start, last
            start = last
        else:
            start += 1


def _goes_on(first: Line, second: Line, third: Line) -> bool:
    step, following = ((_value(after) - _value(before)) for before, after in pairwise((first, second, third)))
    return (
        abs(step) > _EVEN
        and abs(step - following) < _EVEN
        and (_in_column(first, second, third) or _in_row(first, second, third))
    )


def _in_column(first: Line, second: Line, third: Line) -> bool:
    off = _OFF * second.size
    steps = (second.bottom - first.bottom, third.bottom - second.bottom)
    edges = ((line.x0, (line.x0 + line.x1) / 2, line.x1) for line in (first, second, third))
    return min(map(abs, steps)) > off and abs(steps[0] - steps[1]) < off and _one_alike(edges, off)


def _in_row(first: Line, second: Line, third: Line) -> bool:
    off = _OFF * second.size
    middles = [(line.x0 + line.x1) / 2 for line in (first, second, third)]
    steps = (middles[1] - middles[0], middles[2] - middles[1])
    heights = ((line.bottom,) for line in (first, second, third))
    return min(map(abs, steps)) > off and abs(steps[0] - steps[1]) < off and _one_alike(heights, off)


def _one_alike(edges: Iterator[tuple[float, ...]], off: float) -> bool:
    """Whether any one edge is the same for all."""
    return any(max(same) - min(same) < off for same in zip(*edges, strict=True))


def _value(line: Line) -> float:
    text = _DECIMALS.sub(r"_\1", line.text.rstrip(" %"))
    value = float(_GROUPING.sub("", text).replace("_", "."))
    return -value if text[0] in "-–−" else value
