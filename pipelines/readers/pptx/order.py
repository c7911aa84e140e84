"""The order in which a slide's shapes are read, by where they stand."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pptx.shapes.base import BaseShape
from pptx.shapes.group import GroupShape

from pipelines.readers.openxml.package import number
from pipelines.record import Box

_EMU_PER_POINT = 12700
_ROW_SHARE = 0.5
_MOST_UNITS = 1 << 40


@dataclass(frozen=True, slots=True)
class Placed:
    """A shape and where it stands on its slide, in points; None where nothing says."""

    shape: BaseShape
    box: Box | None


@dataclass(frozen=True, slots=True)
class _Frame:
    """How a group's own coordinates become those of the slide, in points: `x * across + left`."""

    across: float = 1 / _EMU_PER_POINT
    down: float = 1 / _EMU_PER_POINT
    left: float = 0.0
    top: float = 0.0

    def box(self, shape: BaseShape) -> Box | None:
        left, top, width, height = shape.left, shape.top, shape.width, shape.height
        if left is None or top is None or width is None or height is None:
            return None
        x0, y0 = left * self.across + self.left, top * self.down + self.top
        return Box(x0, y0, x0 + width * self.across, y0 + height * self.down)

    def within(self, group: GroupShape) -> "_Frame":
        box, inner = self.box(group), group.element.find("{*}grpSpPr/{*}xfrm")
        start, size = (inner.find(f"{{*}}{name}") if inner is not None else None for name in ("chOff", "chExt"))
        width, height = (number(size, name, default=0, most=_MOST_UNITS) for name in ("cx", "cy"))
        if box is None or start is None or not width or not height:
            return self
        across, down = (box.x1 - box.x0) / width, (box.bottom - box.top) / height
        x, y = int(start.get("x", "0")), int(start.get("y", "0"))
        return _Frame(across, down, box.x0 - x * across, box.top - y * down)


def points(length: int | None) -> float | None:
    """English Metric Units as points."""
    return None if length is None else length / _EMU_PER_POINT


def placed(shapes: Iterable[BaseShape], frame: _Frame = _Frame()) -> Iterator[Placed]:
    """The shapes and those in groups, each with its place on the slide."""
    for shape in shapes:
        if isinstance(shape, GroupShape):
            yield from placed(shape.shapes, frame.within(shape))
        else:
            yield Placed(shape, frame.box(shape))


def reading_order(items: Sequence[Placed]) -> list[Placed]:
    """Rows from top to bottom, each from left to right; what has no place of its own stays behind the one before it."""
    ordered = list[Placed]()
    row = list[Placed]()
    known = sorted((item for item in items if item.box), key=lambda item: item.box.top if item.box else 0)
    for item in known:
        if row and not _same_row(row[0], item):
            ordered += sorted(row, key=_left)
            row = []
        row.append(item)
    return [*ordered, *sorted(row, key=_left), *(item for item in items if not item.box)]


def _left(item: Placed) -> float:
    return item.box.x0 if item.box else 0.0


def _same_row(first: Placed, other: Placed) -> bool:
    if not first.box or not other.box:
        return False
    overlap = min(first.box.bottom, other.box.bottom) - max(first.box.top, other.box.top)
    beside = other.box.x0 >= first.box.x1 or other.box.x1 <= first.box.x0
    return beside and overlap > _ROW_SHARE * min(first.box.bottom - first.box.top, other.box.bottom - other.box.top)
