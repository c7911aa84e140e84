"""The record: what one report becomes.

Offsets (`start`, `end`) are Unicode code points into `Document.text`; boxes are PDF points with the origin at
the top left. `None` means not known, never a guess. Every value is frozen; lists are tuples.
"""

from datetime import date
from typing import Annotated, Any, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from pipelines.terms import Aggregation, BlockKind, Kind, Label, Precision, Qualifier, Status

__all__ = [
    "Aggregation",
    "Block",
    "BlockKind",
    "Bookmark",
    "Box",
    "Cell",
    "CellRef",
    "Citation",
    "Document",
    "Entity",
    "Figure",
    "Frozen",
    "Kind",
    "Label",
    "LanguageShare",
    "Mention",
    "Page",
    "Period",
    "Pipeline",
    "Place",
    "Precision",
    "Qualifier",
    "Role",
    "Status",
    "Table",
    "Warned",
    "json_schema",
]


class Box(NamedTuple):
    """A rectangle on a page, in points, `top` and `bottom` measured from the page's top edge."""

    x0: float
    top: float
    x1: float
    bottom: float


class Frozen(BaseModel):
    """A value that never changes and takes no field that it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class LanguageShare(Frozen):
    """A language of the document and the share of its letters, 0 to 1; `code` is ISO 639-1, `und` if unknown."""

    code: str
    share: float


class Page(Frozen):
    """A page, or a slide; `number` counts from 1, sizes are points and None where the format has no pages.

    `label` is what the report itself calls the page (`iv`, `A-3`); None where it does not say.
    """

    number: int
    start: int
    end: int
    width: float | None = None
    height: float | None = None
    ocr: bool = False
    label: str | None = None


class Bookmark(Frozen):
    """An entry of the report's own table of contents; `level` counts from 1, `page` is None where it leads to none."""

    title: str
    level: int
    page: int | None = None


class Block(Frozen):
    """A paragraph-sized stretch of text; `language` is None until it is identified.

    A paragraph that goes on over the page is two blocks, the last of one page and the first of the next, with no more
    than a space between them.
    """

    kind: BlockKind
    page: int
    start: int
    end: int
    box: Box | None = None
    language: str | None = None


class Cell(Frozen):
    """A table's cell; offsets are None where its words are not in the text."""

    text: str
    start: int | None = None
    end: int | None = None
    box: Box | None = None


class Table(Frozen):
    """A table as rows of cells; every row has the same number of cells."""

    page: int
    box: Box | None = None
    rows: tuple[tuple[Cell, ...], ...] = ()


class Place(Frozen):
    """Where a place is: `country` ISO 3166-1 alpha-2 (None for water), degrees WGS 84."""

    country: str | None = None
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None
    geonames_id: int | None = None
    precision: Precision | None = None


class Role(Frozen):
    """What a person is called and does; `organization` is the id of an ORG entity."""

    title: str | None = None
    role: str | None = None
    organization: str | None = None
    start: int
    end: int


class Entity(Frozen):
    """One person, place or organisation; `name` is the fullest form used, `aliases` are the others.

    `part_of` is the id of the organisation that the text itself says holds this one: `Government of Australia
    (Department of Immigration)`.
    """

    id: str
    label: Label
    name: str
    aliases: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    place: Place | None = None
    part_of: str | None = None


class Mention(Frozen):
    """One stretch of text that names an entity."""

    entity: str
    text: str
    start: int
    end: int
    page: int | None = None
    boxes: tuple[Box, ...] = ()
    label: Label


class Period(Frozen):
    """The days an event or a total spans, both ends included; None where open or unknown."""

    start: date | None = None
    end: date | None = None
    text: str | None = None


class Citation(Frozen):
    """Who is cited: `entity` is an entity's id where one is named, `text` the words used."""

    entity: str | None = None
    text: str


class CellRef(Frozen):
    """A table's cell by index: `table` into `Document.tables`, `row` and `column` from 0."""

    table: int
    row: int
    column: int


class Figure(Frozen):
    """A number of people or things to whom something happened, and all that the report says of it."""

    id: str
    kind: Kind
    low: float | None
    best: float | None
    high: float | None
    qualifier: Qualifier
    raw: str
    unit: str
    counted: str | None = None
    aggregation: Aggregation
    part_of: str | None = None
    supersedes: float | None = None
    period: Period | None = None
    places: tuple[str, ...] = ()
    source: Citation | None = None
    status: Status = Status.ASSERTED
    text: str
    sentence: str
    start: int
    end: int
    number_start: int
    number_end: int
    page: int | None = None
    boxes: tuple[Box, ...] = ()
    cell: CellRef | None = None
    confidence: Annotated[float, Field(ge=0, le=1)]
    rule: str


class Warned(Frozen):
    """What could not be read; `page` is None where it concerns the whole document."""

    code: str
    message: str
    page: int | None = None


class Pipeline(Frozen):
    """What made the record, so that it can be made again."""

    version: str
    language_packs: tuple[str, ...] = ()
    models: tuple[str, ...] = ()


class Document(Frozen):
    """One report: its text, its layout, and all that was found in it.

    `parent` is the id of the document that it came in (mail, archive, PDF); None for a file of its own.
    """

    id: str
    parent: str | None = None
    filename: str | None = None
    media_type: str
    bytes: int
    title: str | None = None
    published: date | None = None
    published_from: str | None = None
    authors: tuple[str, ...] = ()
    languages: tuple[LanguageShare, ...] = ()
    text: str
    pages: tuple[Page, ...] = ()
    blocks: tuple[Block, ...] = ()
    tables: tuple[Table, ...] = ()
    outline: tuple[Bookmark, ...] = ()
    entities: tuple[Entity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    figures: tuple[Figure, ...] = ()
    warnings: tuple[Warned, ...] = ()
    pipeline: Pipeline


def json_schema() -> dict[str, Any]:
    """The record as a JSON Schema (draft 2020-12), generated from the types above."""
    return Document.model_json_schema(mode="serialization")
