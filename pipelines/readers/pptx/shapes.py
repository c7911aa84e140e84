"""What stands on a slide: text, tables, charts, diagrams and groups of them, in reading order."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pptx.chart.chart import Chart
from pptx.enum.shapes import MSO_SHAPE_TYPE, PP_PLACEHOLDER
from pptx.oxml import parse_xml
from pptx.shapes.autoshape import Shape
from pptx.shapes.base import BaseShape
from pptx.shapes.graphfrm import GraphicFrame
from pptx.shapes.group import GroupShape
from pptx.slide import Slide
from pptx.table import Table
from pptx.text.text import TextFrame

from pipelines.layout import marks
from pipelines.layout.draft import Draft, Merged
from pipelines.parsed import Attachment
from pipelines.record import BlockKind, Box

_EMU_PER_POINT = 12700
_TITLES = {PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE, PP_PLACEHOLDER.VERTICAL_TITLE}
_LISTS = {PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.OBJECT, PP_PLACEHOLDER.VERTICAL_BODY}
_EDGES = {
    PP_PLACEHOLDER.HEADER: BlockKind.HEADER,
    PP_PLACEHOLDER.FOOTER: BlockKind.FOOTER,
    PP_PLACEHOLDER.DATE: BlockKind.FOOTER,
    PP_PLACEHOLDER.SLIDE_NUMBER: BlockKind.FOOTER,
}
_ROW_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class _Placed:
    shape: BaseShape
    box: Box | None


def points(length: int | None) -> float | None:
    """English Metric Units as points."""
    return None if length is None else length / _EMU_PER_POINT


def add_shapes(draft: Draft, slide: Slide) -> None:
    """Adds the slide's title, then the rest from top to bottom and left to right, footers last."""
    placed = [_Placed(shape, _box(shape)) for shape in _flat(slide.shapes)]
    titles = [item for item in placed if _placeholder(item.shape) in _TITLES]
    edges = [item for item in placed if _placeholder(item.shape) in _EDGES]
    body = [item for item in placed if item not in titles and item not in edges]
    for item in [*titles, *reading_order(body), *edges]:
        _add(draft, item.shape, item.box)


def reading_order(items: Sequence[_Placed]) -> list[_Placed]:
    """Rows from top to bottom, each from left to right; what has no place of its own stays behind the one before it."""
    ordered = list[_Placed]()
    row = list[_Placed]()
    known = sorted((item for item in items if item.box), key=lambda item: item.box.top if item.box else 0)
    for item in known:
        if row and not _same_row(row[0], item):
            ordered += sorted(row, key=_left)
            row = []
        row.append(item)
    return [*ordered, *sorted(row, key=_left), *(item for item in items if not item.box)]


def _left(item: _Placed) -> float:
    return item.box.x0 if item.box else 0.0


def _same_row(first: _Placed, other: _Placed) -> bool:
    if not first.box or not other.box:
        return False
    overlap = min(first.box.bottom, other.box.bottom) - max(first.box.top, other.box.top)
    beside = other.box.x0 >= first.box.x1 or other.box.x1 <= first.box.x0
    return beside and overlap > _ROW_SHARE * min(first.box.bottom - first.box.top, other.box.bottom - other.box.top)


def _flat(shapes: Iterable[BaseShape]) -> Iterator[BaseShape]:
    for shape in shapes:
        if isinstance(shape, GroupShape):
            yield from _flat(shape.shapes)
        else:
            yield shape


def _placeholder(shape: BaseShape) -> PP_PLACEHOLDER | None:
    return shape.placeholder_format.type if shape.is_placeholder else None


def _box(shape: BaseShape) -> Box | None:
    left, top, width, height = shape.left, shape.top, shape.width, shape.height
    if left is None or top is None or width is None or height is None:
        return None
    scale = 1 / _EMU_PER_POINT
    return Box(left * scale, top * scale, (left + width) * scale, (top + height) * scale)


def _add(draft: Draft, shape: BaseShape, box: Box | None) -> None:
    if isinstance(shape, GraphicFrame):
        _add_graphic(draft, shape, box)
    elif isinstance(shape, Shape):
        _add_text(draft, shape.text_frame, _placeholder(shape), box)


def _add_text(draft: Draft, frame: TextFrame, placeholder: PP_PLACEHOLDER | None, box: Box | None) -> None:
    if placeholder in _TITLES:
        draft.block(BlockKind.HEADING, " ".join(frame.text.split()), box=box)
        return
    for paragraph in frame.paragraphs:
        text = paragraph.text
        kind = BlockKind.LIST_ITEM if placeholder in _LISTS or marks.is_list_item(text) else BlockKind.PARAGRAPH
        draft.block(_EDGES.get(placeholder, kind) if placeholder else kind, text, box=box)


def _add_graphic(draft: Draft, frame: GraphicFrame, box: Box | None) -> None:
    if frame.has_table:
        draft.table(_table_rows(frame.table), box=box)
    elif frame.has_chart:
        _add_chart(draft, frame.chart, box)
    elif frame.shape_type in (MSO_SHAPE_TYPE.EMBEDDED_OLE_OBJECT, MSO_SHAPE_TYPE.LINKED_OLE_OBJECT):
        _add_object(draft, frame)
    else:
        for text in _diagram_texts(frame):
            draft.block(BlockKind.LIST_ITEM, text, box=box)


def _table_rows(table: Table) -> list[list[str | Merged]]:
    rows: list[list[str | Merged]] = [[cell.text_frame.text for cell in row.cells] for row in table.rows]
    for top, row in enumerate(table.rows):
        for left, cell in enumerate(row.cells):
            if cell.is_merge_origin:
                whole = Merged(cell.text_frame.text)
                for spanned in rows[top : top + cell.span_height]:
                    spanned[left : left + cell.span_width] = [whole] * len(spanned[left : left + cell.span_width])
    return rows


def _add_chart(draft: Draft, chart: Chart, box: Box | None) -> None:
    if chart.has_title and chart.chart_title.has_text_frame:
        draft.block(BlockKind.CAPTION, chart.chart_title.text_frame.text, box=box)
    for plot in chart.plots:
        categories = [" ".join(labels) for labels in plot.categories.flattened_labels]
        head = ["", *(series.name for series in plot.series)]
        values = [list(series.values) for series in plot.series]
        rows = [
            [category, *(_number(column[place]) if place < len(column) else "" for column in values)]
            for place, category in enumerate(categories)
        ]
        draft.table([head, *rows], box=box)


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.15g}"


def _add_object(draft: Draft, frame: GraphicFrame) -> None:
    if frame.shape_type == MSO_SHAPE_TYPE.EMBEDDED_OLE_OBJECT and frame.ole_format.blob:
        draft.attachments.append(Attachment(frame.name, frame.ole_format.blob))


def _diagram_texts(frame: GraphicFrame) -> Iterator[str]:
    """The words of a SmartArt diagram's points, in the file's order."""
    for ids in frame.element.iter("{*}relIds"):
        data = next((value for name, value in ids.attrib.items() if name.endswith("}dm")), None)
        if data and data in frame.part.rels:
            root = parse_xml(frame.part.related_part(data).blob)
            for point in root.iter("{*}pt"):
                yield " ".join("".join(line.itertext("{*}t")) for line in point.iter("{*}p"))
