"""The ruled lines that a page draws, by PDFium's path objects: lines, thin rectangles, the sides of rectangles."""

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TypeAlias

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from pipelines.layout.rules import Rule
from pipelines.readers.pdf.words import Frame
from pipelines.record import Box

_MOST_OBJECTS = 20_000
_MOST_SEGMENTS = 2_000
_MOST_DEPTH = 3
_THIN = 3.0
"""A rectangle thinner than this, in points, is a line."""
_SHORT = 4.0
"""A line shorter than this is no border of a cell."""
_RECTANGLE_SEGMENTS = 6


class Matrix(tuple[float, float, float, float, float, float]):
    """A PDF transformation `a b c d e f`."""

    def then(self, outer: "Matrix") -> "Matrix":
        """This one first, `outer` after it."""
        a, b, c, d, e, f = self
        oa, ob, oc, od, oe, of = outer
        return Matrix(
            (
                a * oa + b * oc,
                a * ob + b * od,
                c * oa + d * oc,
                c * ob + d * od,
                e * oa + f * oc + oe,
                e * ob + f * od + of,
            )
        )

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Where a point goes."""
        a, b, c, d, e, f = self
        return a * x + c * y + e, b * x + d * y + f


IDENTITY = Matrix((1, 0, 0, 1, 0, 0))


@dataclass(frozen=True, slots=True)
class Drawings:
    """What a page draws beside text: its ruled lines, and the share of it that pictures cover."""

    rules: tuple[Rule, ...]
    picture_share: float


def drawings_of(page: pdfium.PdfPage, frame: Frame) -> Drawings:
    """The page's ruled lines and pictures; of a page with more objects than any report has, those that come first."""
    rules, pictures = list[Rule](), 0.0
    raw = page.raw
    count = pdfium_c.FPDFPage_CountObjects(raw)
    for kind, item, matrix in _objects(count, partial(pdfium_c.FPDFPage_GetObject, raw), IDENTITY, 0):
        if kind == pdfium_c.FPDF_PAGEOBJ_PATH:
            shade = _is_shade(item)
            rules += (rule for box in _parts(item, matrix) for rule in _rules(frame.box(*box), shade=shade))
        elif (box := _bounds(item, matrix)) is not None:
            pictures += (box[2] - box[0]) * (box[3] - box[1])
    area = max((frame.right - frame.left) * (frame.top - frame.bottom), 1.0)
    return Drawings(tuple(rules), min(pictures / area, 1.0))


Item: TypeAlias = object
"""One of PDFium's page objects."""
Bounds: TypeAlias = tuple[float, float, float, float]


def _objects(count: int, get: Callable[[int], Item], matrix: Matrix, depth: int) -> Iterator[tuple[int, Item, Matrix]]:
    for place in range(min(count, _MOST_OBJECTS)):
        item = get(place)
        kind = pdfium_c.FPDFPageObj_GetType(item)
        if kind in (pdfium_c.FPDF_PAGEOBJ_PATH, pdfium_c.FPDF_PAGEOBJ_IMAGE):
            yield kind, item, matrix
        elif kind == pdfium_c.FPDF_PAGEOBJ_FORM and depth < _MOST_DEPTH:
            inside = pdfium_c.FPDFFormObj_CountObjects(item)
            inner = _matrix(item).then(matrix)
            yield from _objects(inside, partial(pdfium_c.FPDFFormObj_GetObject, item), inner, depth + 1)


def _matrix(item: Item) -> Matrix:
    found = pdfium_c.FS_MATRIX()
    if not pdfium_c.FPDFPageObj_GetMatrix(item, ctypes.byref(found)):
        return IDENTITY
    return Matrix((found.a, found.b, found.c, found.d, found.e, found.f))


def _bounds(item: Item, matrix: Matrix) -> Bounds | None:
    edges = [ctypes.c_float() for _ in range(4)]
    if not pdfium_c.FPDFPageObj_GetBounds(item, *map(ctypes.byref, edges)):
        return None
    left, bottom, right, top = (edge.value for edge in edges)
    return _upright(*matrix.point(left, bottom), *matrix.point(right, top))


def _upright(x0: float, y0: float, x1: float, y1: float) -> Bounds:
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _parts(item: Item, matrix: Matrix) -> Iterator[Bounds]:
    """A simple path as its bounds, a longer one as its straight segments."""
    segments = pdfium_c.FPDFPath_CountSegments(item)
    if segments <= _RECTANGLE_SEGMENTS:
        bounds = _bounds(item, matrix)
        if bounds:
            yield bounds
    elif segments <= _MOST_SEGMENTS:
        yield from _segments(item, segments, _matrix(item).then(matrix))


def _segments(item: Item, count: int, matrix: Matrix) -> Iterator[Bounds]:
    x, y = ctypes.c_float(), ctypes.c_float()
    last: tuple[float, float] | None = None
    for place in range(count):
        segment = pdfium_c.FPDFPath_GetPathSegment(item, place)
        pdfium_c.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        here = matrix.point(x.value, y.value)
        if last and pdfium_c.FPDFPathSegment_GetType(segment) == pdfium_c.FPDF_SEGMENT_LINETO:
            bounds = _upright(*last, *here)
            if min(bounds[2] - bounds[0], bounds[3] - bounds[1]) < 1:
                yield bounds
        last = here


def _is_shade(item: Item) -> bool:
    """Whether a path is filled and has no outline."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium_c.FPDFPath_GetDrawMode(item, ctypes.byref(fill), ctypes.byref(stroke))
    return not stroke.value


def _rules(box: Box, *, shade: bool) -> Iterator[Rule]:
    x0, top, x1, bottom = box
    width, height = x1 - x0, bottom - top
    if height <= _THIN and width > _SHORT:
        yield Rule(x0, (top + bottom) / 2, x1, (top + bottom) / 2)
    elif width <= _THIN and height > _SHORT:
        yield Rule((x0 + x1) / 2, top, (x0 + x1) / 2, bottom)
    elif width > _SHORT and height > _SHORT:
        yield from (Rule(x0, top, x1, top, shade), Rule(x0, bottom, x1, bottom, shade))
        yield from (Rule(x0, top, x0, bottom, shade), Rule(x1, top, x1, bottom, shade))
