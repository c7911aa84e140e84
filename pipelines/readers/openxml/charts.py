"""Charts (ECMA-376 part 1, 21.2, and the newer `chartex`): the numbers that they show, as a table."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml.etree import _Element as Element

from pipelines.layout.draft import Draft
from pipelines.readers.openxml.package import get, local, number
from pipelines.record import BlockKind, Box

_MOST_POINTS = 10_000
_LABELS, _VALUES, _SIZES = ("cat", "xVal"), ("val", "yVal"), ("bubbleSize",)

Points = dict[int, str]
"""What a sequence shows, by the point's number from 0."""


@dataclass(frozen=True, slots=True)
class _Series:
    name: str
    labels: Points
    values: Points


def add_chart(draft: Draft, root: Element, *, box: Box | None = None) -> None:
    """Adds a chart's title as a caption, and a table: a column of labels, then one for each series."""
    plot = next(root.iter("{*}plotArea"), root)
    draft.block(BlockKind.CAPTION, _title(root), box=box)
    series = [one for element in plot.iter("{*}ser", "{*}series") for one in _series(element, root)]
    for group in _sharing_labels(series):
        draft.table(_rows(group), box=box)
    for axis in plot.iter("{*}catAx", "{*}valAx", "{*}dateAx", "{*}serAx"):
        draft.block(BlockKind.CAPTION, _title(axis), box=box)


def _title(element: Element) -> str:
    chart = next(element.iter("{*}chart"), element)
    title = chart.find("{*}title")
    return "" if title is None else _words(title)


def _words(element: Element) -> str:
    lines = ["".join(part.text or "" for part in line.iter("{*}t")) for line in element.iter("{*}p")]
    return "\n".join(lines) if any(lines) else " ".join(part.text or "" for part in element.iter("{*}v"))


def _series(element: Element, root: Element) -> Iterator[_Series]:
    name = next(element.iterchildren("{*}tx"), None)
    named = _words(name) if name is not None else ""
    if local(element) == "series":
        yield from _new_series(element, root, named)
        return
    labels, values, sizes = (_points(element, names) for names in (_LABELS, _VALUES, _SIZES))
    yield _Series(named, labels, values)
    if sizes:
        yield _Series(named, labels, sizes)


def _points(series: Element, names: tuple[str, ...]) -> Points:
    """The points of the series' first child of one of the names; labels on several levels are joined, outer first."""
    child = next((child for child in series if local(child) in names), None)
    if child is None:
        return {}
    levels = [_level(level) for level in child.iter("{*}lvl")] or [_level(child)]
    places = sorted({place for level in levels for place in level})
    return {place: " ".join(_at(level, place) for level in reversed(levels)).strip() for place in places}


def _level(element: Element) -> Points:
    points = ((number(point, "idx", default=0), point) for point in element.iter("{*}pt"))
    return {place: _shown(point) for place, point in points if place < _MOST_POINTS}


def _shown(point: Element) -> str:
    text = point.text if next(point.iterchildren("{*}v"), None) is None else point.findtext("{*}v")
    try:
        return f"{float(text or ''):.15g}" if "E" in (text or "") or "." in (text or "") else text or ""
    except ValueError:
        return text or ""


def _at(level: Points, place: int) -> str:
    """The label at the place, or the one before that reaches over it."""
    known = [start for start in level if start <= place]
    return level[max(known)] if known else ""


def _new_series(element: Element, root: Element, name: str) -> Iterator[_Series]:
    """A series of `chartex`, whose numbers stand beside the plot."""
    wanted = get(next(element.iterchildren("{*}dataId"), None), "val")
    data = next((each for each in root.iter("{*}data") if get(each, "id") == wanted), None)
    if data is not None:
        labels = next((_points(data, ("strDim",)) for _ in data.iterchildren("{*}strDim")), {})
        yield _Series(name, labels, _points(data, ("numDim",)))


def _sharing_labels(series: list[_Series]) -> list[list[_Series]]:
    """The series in groups whose labels are the same: each group is one table."""
    groups = list[list[_Series]]()
    for one in series:
        if groups and groups[-1][0].labels == one.labels:
            groups[-1].append(one)
        else:
            groups.append([one])
    return groups


def _rows(group: list[_Series]) -> list[list[str]]:
    places = sorted({place for one in group for place in (*one.labels, *one.values)})
    rows = [[group[0].labels.get(place, ""), *(one.values.get(place, "") for one in group)] for place in places]
    return [["", *(one.name for one in group)], *rows] if any(one.name for one in group) else rows
