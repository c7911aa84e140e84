"""A page of a report as it is read: its blocks with everything found in them, and boxes for its picture."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from pipelines.record import Block, BlockKind, Box, Cell, Document, Entity, Figure, Label, Mention, Page, Role, Table
from service.web.spans import Highlight, Segment, segments
from service.web.templating import address

LOOKS = {Label.PERSON: "person", Label.ORG: "org", Label.PLACE: "place"}


@dataclass(frozen=True, slots=True)
class Choice:
    """What of a report the reader looks at: a page (from 1), and perhaps a figure, an entity, or a stretch of text."""

    page: int
    figure: str | None = None
    entity: str | None = None
    at: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A box on the page's picture, in points, and what it leads to."""

    box: Box
    look: str
    url: str
    name: str
    here: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A block of the page: its text in segments, or for a table its rows of cells in segments."""

    kind: BlockKind
    language: str | None
    segments: tuple[Segment, ...] = ()
    rows: tuple[tuple[tuple[Segment, ...], ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where an entity is named, and the words around it."""

    mention: Mention
    url: str
    here: bool


@dataclass(frozen=True)
class Leaf:
    """One page of one report, as the reader looks at it."""

    document: Document
    page: Page
    choice: Choice

    def url(self, **parameters: object) -> str:
        """The address of something in this report."""
        return address(f"/documents/{self.document.id}", **parameters)

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """The figures on this page, in its order."""
        return tuple(figure for figure in self.document.figures if _on(figure.start, self.page))

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """The names on this page, in its order."""
        return tuple(mention for mention in self.document.mentions if _on(mention.start, self.page))

    @cached_property
    def figure(self) -> Figure | None:
        """The figure looked at."""
        return next((each for each in self.document.figures if each.id == self.choice.figure), None)

    @cached_property
    def entity(self) -> Entity | None:
        """The entity looked at."""
        return self.entities.get(self.choice.entity or "")

    @cached_property
    def entities(self) -> dict[str, Entity]:
        """Every entity of the report by its id."""
        return {entity.id: entity for entity in self.document.entities}

    def here(self, label: Label) -> tuple[Entity, ...]:
        """The entities of a sort that this page names, in its order."""
        named = dict.fromkeys(mention.entity for mention in self.mentions if mention.label is label)
        return tuple(self.entities[each] for each in named)

    def places(self) -> tuple[Place, ...]:
        """Everywhere in the report where the entity looked at is named."""
        entity = self.entity.id if self.entity else None
        named = (mention for mention in self.document.mentions if mention.entity == entity)
        return tuple(self._place(mention) for mention in named)

    def role_words(self, role: Role) -> str:
        """A role in words: `Director of Immigration, Federal Investigative Agency`."""
        organization = self.entities.get(role.organization or "")
        parts = (role.title, role.role, organization.name if organization else None)
        return ", ".join(part for part in parts if part)

    def blocks(self) -> Iterator[Shown]:
        """The blocks of the page in reading order; the whole text where the format has no blocks."""
        found = [block for block in self.document.blocks if block.page == self.page.number]
        whole = Block(kind=BlockKind.PARAGRAPH, page=self.page.number, start=self.page.start, end=self.page.end)
        for block in found or [whole]:
            yield self._shown(block)

    def rectangles(self) -> tuple[Rectangle, ...]:
        """Boxes for the page's picture; figures above names."""
        return tuple(
            Rectangle(box, highlight.look, highlight.url, highlight.name, highlight.here)
            for highlight, boxes in self._boxed()
            for box in boxes
        )

    def _boxed(self) -> Iterator[tuple[Highlight, Sequence[Box]]]:
        for mention in self.mentions:
            yield self._mention(mention), mention.boxes
        for figure in self.figures:
            yield self._figure(figure), figure.boxes

    @cached_property
    def _highlights(self) -> tuple[Highlight, ...]:
        found = tuple(highlight for highlight, _ in self._boxed())
        at = self.choice.at
        return (*found, Highlight(*at, "at", "#at", "", here=True)) if at else found

    def _mention(self, mention: Mention) -> Highlight:
        url = self.url(page=self.page.number, entity=mention.entity, at=f"{mention.start}-{mention.end}")
        name = self.entities[mention.entity].name
        return Highlight(
            mention.start, mention.end, LOOKS[mention.label], url, name, here=mention.entity == self.choice.entity
        )

    def _figure(self, figure: Figure) -> Highlight:
        url = self.url(page=self.page.number, figure=figure.id)
        return Highlight(figure.start, figure.end, "figure", url, figure.text, here=figure.id == self.choice.figure)

    def _place(self, mention: Mention) -> Place:
        span = (mention.start, mention.end)
        url = self.url(page=mention.page or 1, entity=mention.entity, at=f"{span[0]}-{span[1]}")
        return Place(mention, url, span == self.choice.at)

    def _shown(self, block: Block) -> Shown:
        tables = [table for table in self.document.tables if _stands_in(table, block)]
        if tables:
            return Shown(block.kind, block.language, rows=tuple(self._rows(tables)))
        cut = segments(self.document.text, block.start, block.end, self._highlights)
        return Shown(block.kind, block.language, segments=cut)

    def _rows(self, tables: Sequence[Table]) -> Iterator[tuple[tuple[Segment, ...], ...]]:
        for table in tables:
            for row in table.rows:
                yield tuple(self._cell(cell) for cell in row)

    def _cell(self, cell: Cell) -> tuple[Segment, ...]:
        if cell.start is None or cell.end is None:
            return (Segment(cell.text, -1),)
        return segments(self.document.text, cell.start, cell.end, self._highlights)


def _on(offset: int, page: Page) -> bool:
    return page.start <= offset < page.end


def _stands_in(table: Table, block: Block) -> bool:
    """Whether the block is this table: the table's words begin inside it."""
    first = next((cell.start for row in table.rows for cell in row if cell.start is not None), None)
    return block.kind is BlockKind.TABLE and first is not None and block.start <= first < block.end
