"""One flow of text in an RTF document as it grows: the body, a running head, a footnote, a remark."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipelines.layout import marks
from pipelines.layout.draft import Draft, Merged
from pipelines.layout.spans import Cell, Row, words
from pipelines.record import BlockKind

_NEAR = 100
"""Edges of cells that are no further apart than this, in twips, are the same."""


@dataclass(slots=True)
class Shape:
    """How a cell is drawn: the right edge, in twips, and whether it goes on from the left or from above."""

    edge: int = 0
    from_left: bool = False
    from_above: bool = False


@dataclass(slots=True)
class Line:
    """A finished paragraph; `kind` None is for its words to tell, a page's end is a line without words."""

    text: str
    kind: BlockKind | None
    ends_page: bool = False


@dataclass(slots=True)
class Story:
    """Paragraphs, and the rows of tables with the shapes of their cells."""

    kind: BlockKind | None = None
    lines: list[Line | list[tuple[list[str], list[Shape]]]] = field(default_factory=list)
    _words: list[str] = field(default_factory=list)
    _cell: list[str] = field(default_factory=list)
    _cells: list[str] = field(default_factory=list)

    def write(self, text: str) -> None:
        """Adds characters."""
        self._words.append(text)

    def end_paragraph(self, kind: BlockKind | None, *, in_table: bool) -> None:
        """Ends a paragraph, in a cell or outside tables."""
        text = "".join(self._words)
        self._words.clear()
        if in_table:
            self._cell.append(text)
        elif text.strip():
            self.lines.append(Line("\n".join([*self._cells, *self._cell, text]), kind))
            self._cells, self._cell = [], []

    def end_cell(self) -> None:
        """Ends a cell with what has been written since the one before."""
        self._cells.append("\n".join([*self._cell, "".join(self._words)]))
        self._cell.clear()
        self._words.clear()

    def end_row(self, shapes: Sequence[Shape]) -> None:
        """Ends a row of cells."""
        if self._words or self._cell:
            self.end_cell()
        if self._cells:
            row = (self._cells, [Shape(one.edge, one.from_left, one.from_above) for one in shapes])
            last = self.lines[-1] if self.lines else None
            if isinstance(last, list):
                last.append(row)
            else:
                self.lines.append([row])
        self._cells = []

    def end_page(self) -> None:
        """Ends a page, and the paragraph on it."""
        self.end_paragraph(None, in_table=False)
        self.lines.append(Line("", None, ends_page=True))

    def add_to(self, draft: Draft) -> None:
        """Adds all to the draft."""
        self.end_paragraph(None, in_table=bool(self._cells or self._cell))
        self.end_row(())
        for line in self.lines:
            if isinstance(line, list):
                draft.table(_rows(line))
            elif not line.ends_page:
                draft.block(self.kind or _kind(line), line.text)
            elif draft.pages[-1].end > draft.pages[-1].start:
                draft.page()


def _kind(line: Line) -> BlockKind:
    many = len(line.text.split()) > marks.NUMBERED_ITEM_WORDS
    if line.kind and not (line.kind == BlockKind.LIST_ITEM and many):
        return line.kind
    if marks.is_caption(line.text) and len(line.text.split()) <= 2 * marks.HEADING_WORDS:
        return BlockKind.CAPTION
    if marks.is_list_item(line.text):
        return BlockKind.LIST_ITEM
    is_heading = marks.has_heading_shape(line.text) and line.kind is None and "\n" not in line.text
    return BlockKind.HEADING if is_heading else BlockKind.PARAGRAPH


def _rows(rows: list[tuple[list[str], list[Shape]]]) -> list[Row]:
    """The rows, each cell in all the columns over which it reaches."""
    edges = _columns([shape.edge for _, shapes in rows for shape in shapes])
    done = list[Row]()
    for cells, shapes in rows:
        above = done[-1] if done else []
        done.append(_row(cells, shapes, edges, above) if len(cells) == len(shapes) else list[Cell](cells))
    return done


def _row(cells: list[str], shapes: list[Shape], edges: list[int], above: Row) -> Row:
    row: Row = []
    for text, shape in zip(cells, shapes, strict=True):
        end = next((place for place, edge in enumerate(edges, start=1) if shape.edge <= edge), len(edges))
        width = max(end - len(row), 1)
        place = len(row)
        if shape.from_left and row:
            row[-1] = row[-1] if isinstance(row[-1], Merged) else Merged(words(row[-1]))
            row += [row[-1]] * width
        elif shape.from_above and place < len(above):
            row += [above[place]] * width if isinstance(above[place], Merged) else [text] * width
        else:
            row += [Merged(text)] * width
    return row


def _columns(edges: list[int]) -> list[int]:
    """The right edges of the columns, those near each other as one."""
    found = list[int]()
    for edge in sorted(set(edges)):
        if found and edge - found[-1] <= _NEAR:
            found[-1] = edge
        else:
            found.append(edge)
    return found
