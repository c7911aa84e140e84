"""A page of a report as it is read: its blocks with everything found in them, and boxes for its picture."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from pipelines.record import Block, BlockKind, Box, Cell, Document, Entity, Figure, Label, Mention, Page, Role, Table
from service.web.spans import Highlight, Segment, segments
from service.web.steps import Step, step
from service.web.templating import address

MOST_PLACES = 200
"""Mentions of one entity that are listed; the way from each to the next knows them all."""
_MOST_NAMED = 12
_NUMBER = re.compile(r"[-+−]?[\d.,\s\u00a0\u202f]*\d\s*%?|[-–—]")
LOOKS = {Label.PERSON: "person", Label.ORG: "org", Label.PLACE: "place"}


@dataclass(frozen=True, slots=True)
class Choice:
    """What of a report the reader looks at: a page and the part of it (from 1), and perhaps a figure, an entity, or a
    stretch of text.
    """

    page: int
    part: int = 1
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
class ShownCell:
    """A table's cell; `numeric` if it holds a number alone, which stands to the right."""

    segments: tuple[Segment, ...]
    numeric: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A block of the page: its text in segments, or for a table its rows of cells."""

    kind: BlockKind
    language: str | None
    segments: tuple[Segment, ...] = ()
    rows: tuple[tuple[ShownCell, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where an entity is named, and the words around it."""

    mention: Mention
    url: str
    here: bool


@dataclass(frozen=True)
class Leaf:
    """One page of one report, as the reader looks at it; `page` is the part of it, if it has several `parts`."""

    document: Document
    page: Page
    choice: Choice
    parts: int = 1

    def url(self, **parameters: object) -> str:
        """The address of something in this report."""
        return address(f"/documents/{self.document.id}", **parameters)

    def beside(self, **parameters: object) -> str:
        """The address of this page with something else looked at on it."""
        part = self.choice.part if self.choice.part > 1 else None
        return self.url(page=self.page.number, part=part, **parameters)

    def turned(self, pages: int) -> str | None:
        """The address of the part or the page before (-1) or after (1); None at the end."""
        part, number = self.choice.part + pages, self.page.number + pages
        if 1 <= part <= self.parts:
            return self.url(page=self.page.number, part=part)
        return self.url(page=number) if 1 <= number <= len(self.document.pages) else None

    @cached_property
    def is_slide(self) -> bool:
        """Whether the report is a presentation."""
        return "presentation" in self.document.media_type

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """The figures on this page, in its order."""
        return tuple(figure for figure in self.document.figures if _on(figure.number_start, self.page))

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

    def next_found(self) -> str | None:
        """The next page on which anything was found; None if there is none."""
        mentions, figures = self.document.mentions, self.document.figures
        spans = (*((m.start, m.end, m.page) for m in mentions), *((f.start, f.end, f.page) for f in figures))
        start, end, number = min((span for span in spans if span[0] >= self.page.end), default=(0, 0, None))
        return self.url(page=number or 1, at=f"{start}-{end}") if end else None

    def most_named(self, label: Label) -> tuple[tuple[Entity, int], ...]:
        """The entities of a sort that the report names most often, and how often."""
        counted = Counter(mention.entity for mention in self.document.mentions if mention.label is label)
        return tuple((self.entities[each], count) for each, count in counted.most_common(_MOST_NAMED))

    def here(self, label: Label) -> tuple[Entity, ...]:
        """The entities of a sort that this page names, in its order."""
        named = dict.fromkeys(mention.entity for mention in self.mentions if mention.label is label)
        return tuple(self.entities[each] for each in named)

    @cached_property
    def named(self) -> tuple[Mention, ...]:
        """Everywhere in the report where the entity looked at is named."""
        entity = self.entity.id if self.entity else None
        return tuple(mention for mention in self.document.mentions if mention.entity == entity)

    def places(self) -> tuple[Place, ...]:
        """The first of them, with their addresses."""
        return tuple(map(self._place, self.named[:MOST_PLACES]))

    def mention_step(self) -> Step:
        """From one mention of the entity looked at to the next; without one chosen, from this page's beginning."""
        spans = [(mention.start, mention.end) for mention in self.named]
        chosen = spans.index(self.choice.at) if self.choice.at in spans else None
        starts = [start for start, _ in spans]
        return step(starts, lambda index: self._place(self.named[index]).url, chosen=chosen, here=self.page.start)

    def figure_step(self) -> Step:
        """From one figure of the report to the next."""
        figures = self.document.figures
        chosen = next((index for index, each in enumerate(figures) if each.id == self.choice.figure), None)
        starts = [each.start for each in figures]
        return step(starts, lambda index: self._figure_url(figures[index]), chosen=chosen, here=self.page.start)

    def role_words(self, role: Role) -> str:
        """A role in words: `Director of Immigration, Federal Investigative Agency`."""
        organization = self.entities.get(role.organization or "")
        parts = (role.title, role.role, organization.name if organization else None)
        return ", ".join(part for part in parts if part)

    def blocks(self) -> Iterator[Shown]:
        """The blocks of the page in reading order; the whole text where the format has no blocks."""
        found = [each for each in self.document.blocks if each.page == self.page.number and self._shows(each)]
        whole = Block(kind=BlockKind.PARAGRAPH, page=self.page.number, start=self.page.start, end=self.page.end)
        for block in found or [whole]:
            yield self._shown(block)

    def _shows(self, block: Block) -> bool:
        return block.start < self.page.end and block.end > self.page.start

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

    def _figure_url(self, figure: Figure) -> str:
        return self.url(page=figure.page, figure=figure.id)

    def _place(self, mention: Mention) -> Place:
        span = (mention.start, mention.end)
        url = self.url(page=mention.page, entity=mention.entity, at=f"{span[0]}-{span[1]}")
        return Place(mention, url, span == self.choice.at)

    def _shown(self, block: Block) -> Shown:
        tables = [table for table in self.document.tables if _stands_in(table, block)]
        if tables:
            return Shown(block.kind, block.language, rows=tuple(self._rows(tables)))
        start, end = max(block.start, self.page.start), min(block.end, self.page.end)
        cut = segments(self.document.text, start, end, self._highlights)
        return Shown(block.kind, block.language, segments=cut)

    def _rows(self, tables: Sequence[Table]) -> Iterator[tuple[ShownCell, ...]]:
        for table in tables:
            for row in table.rows:
                yield tuple(self._cell(cell) for cell in row)

    def _cell(self, cell: Cell) -> ShownCell:
        numeric = bool(_NUMBER.fullmatch(cell.text.strip()))
        if cell.start is None or cell.end is None:
            return ShownCell((Segment(cell.text, -1),), numeric)
        return ShownCell(segments(self.document.text, cell.start, cell.end, self._highlights), numeric)


def _on(offset: int, page: Page) -> bool:
    return page.start <= offset < page.end


def _stands_in(table: Table, block: Block) -> bool:
    """Whether the block is this table: the table's words begin inside it."""
    first = next((cell.start for row in table.rows for cell in row if cell.start is not None), None)
    return block.kind is BlockKind.TABLE and first is not None and block.start <= first < block.end
