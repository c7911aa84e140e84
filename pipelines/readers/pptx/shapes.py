"""What stands on a slide: text, tables, charts, diagrams and groups of them, in reading order."""

from collections.abc import Iterable, Iterator
from contextlib import suppress

from lxml.etree import _Element as Element
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.exc import PythonPptxError
from pptx.shapes.autoshape import Shape
from pptx.shapes.base import BaseShape
from pptx.shapes.graphfrm import GraphicFrame
from pptx.slide import Slide
from pptx.table import Table
from pptx.text.text import TextFrame

from pipelines.layout import marks
from pipelines.layout.draft import Draft, Merged
from pipelines.readers import packages
from pipelines.readers.openxml import charts, diagrams
from pipelines.readers.openxml.choices import choose
from pipelines.readers.openxml.package import get, parsed
from pipelines.readers.openxml.words import text_of
from pipelines.readers.pptx.order import Placed, placed, reading_order
from pipelines.record import BlockKind, Box

_TITLES = {PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE, PP_PLACEHOLDER.VERTICAL_TITLE}
_LISTS = {PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.OBJECT, PP_PLACEHOLDER.VERTICAL_BODY}
_EDGES = {
    PP_PLACEHOLDER.HEADER: BlockKind.HEADER,
    PP_PLACEHOLDER.FOOTER: BlockKind.FOOTER,
    PP_PLACEHOLDER.DATE: BlockKind.FOOTER,
    PP_PLACEHOLDER.SLIDE_NUMBER: BlockKind.FOOTER,
}
_CHART, _DIAGRAM = "chart", "relIds"


def add_shapes(draft: Draft, slide: Slide) -> None:
    """Adds the slide's title, then the rest from top to bottom and left to right, footers last.

    A shape that cannot be read is left out with a warning.
    """
    choose(slide.element)
    items = list(placed(slide.shapes))
    titles = [item for item in items if placeholder(item.shape) in _TITLES]
    edges = [item for item in items if placeholder(item.shape) in _EDGES]
    body = [item for item in items if item not in titles and item not in edges]
    for item in [*titles, *reading_order(body), *edges]:
        try:
            _add(draft, item)
        except (PythonPptxError, *packages.BROKEN) as error:
            draft.warn("shape_damaged", f"A shape could not be read: {error}", page=draft.pages[-1].number)


def own_lines(shapes: Iterable[BaseShape]) -> Iterator[str]:
    """The lines of the shapes that are no placeholders, as masters and notes pages have beside them."""
    for item in placed(shapes):
        if isinstance(item.shape, Shape) and not item.shape.is_placeholder:
            yield from lines(item.shape.text_frame)


def lines(frame: TextFrame) -> Iterator[str]:
    """The words of each paragraph."""
    return (text_of(paragraph) for paragraph in frame._txBody.iterchildren("{*}p"))


def placeholder(shape: BaseShape) -> PP_PLACEHOLDER | None:
    """What the shape is a placeholder for; None if for nothing, or for what is not known."""
    with suppress(ValueError, KeyError):
        return shape.placeholder_format.type if shape.is_placeholder else None
    return None


def _add(draft: Draft, item: Placed) -> None:
    shape = item.shape
    if isinstance(shape, GraphicFrame):
        _add_graphic(draft, shape, item.box)
    elif isinstance(shape, Shape):
        _add_text(draft, shape.text_frame, placeholder(shape), item.box)


def _add_text(draft: Draft, frame: TextFrame, role: PP_PLACEHOLDER | None, box: Box | None) -> None:
    if role in _TITLES:
        draft.block(BlockKind.HEADING, " ".join(" ".join(lines(frame)).split()), box=box)
        return
    for words in lines(frame):
        kind = BlockKind.LIST_ITEM if role in _LISTS or marks.is_list_item(words) else BlockKind.PARAGRAPH
        draft.block(_EDGES.get(role, kind) if role else kind, words, box=box)


def _add_graphic(draft: Draft, frame: GraphicFrame, box: Box | None) -> None:
    if frame.has_table:
        draft.table(_table_rows(frame.table), box=box)
    for chart in _behind(frame, _CHART, "id"):
        charts.add_chart(draft, chart, box=box)
    for diagram in _behind(frame, _DIAGRAM, "dm"):
        for words in diagrams.words(diagram):
            draft.block(BlockKind.LIST_ITEM, words, box=box)


def _behind(frame: GraphicFrame, name: str, attribute: str) -> Iterator[Element]:
    """The parts to which the frame's elements of a name refer."""
    for element in frame.element.iter(f"{{*}}{name}"):
        identifier = get(element, attribute)
        if identifier in frame.part.rels and not frame.part.rels[identifier].is_external:
            root = parsed(frame.part.related_part(identifier).blob)
            if root is not None:
                yield root


def _table_rows(table: Table) -> list[list[str | Merged]]:
    rows: list[list[str | Merged]] = [["\n".join(lines(cell.text_frame)) for cell in row.cells] for row in table.rows]
    for top, row in enumerate(table.rows):
        for left, cell in enumerate(row.cells):
            if cell.is_merge_origin:
                whole = Merged("\n".join(lines(cell.text_frame)))
                for spanned in rows[top : top + cell.span_height]:
                    spanned[left : left + cell.span_width] = [whole] * len(spanned[left : left + cell.span_width])
    return rows
