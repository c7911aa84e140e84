"""What an engine stores: a row for each page, entity and figure, made by `service.index.projection`.

Ranks sort ascending; what has no date or number has the rank `LAST`. Days are proleptic ordinals.
"""

from dataclasses import dataclass
from datetime import date

from pipelines.record import Box
from service.index.analysis import Read
from service.index.hits import FigureHit

LAST = 1e300
UNDATED = 99_999_999
MONTH = len("2021-05")


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPage:
    """What a hit is made of. `published` is a day; `key` orders the pages of a document.

    `boxes` are the page's blocks as offsets into the document's text and rectangles.
    """

    key: str
    document: str
    page: int
    start: int
    text: str
    words: Read
    filename: str | None
    title: str | None
    media_type: str
    language: str | None
    collection: str
    published: int | None
    boxes: tuple[tuple[int, int, Box], ...]
    people: tuple[str, ...]
    organizations: tuple[str, ...]
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRow(ShownPage):
    """A page as it is searched. `head` is its headings and, on the first page, the title and the file's name;
    `points` where its places are.
    """

    head: str
    countries: tuple[str, ...]
    kinds: tuple[str, ...]
    entity_keys: tuple[str, ...]
    place_keys: tuple[str, ...]
    points: tuple[str, ...]

    @property
    def month(self) -> str | None:
        """`2021-05`; None for an undated page."""
        return None if self.published is None else date.fromordinal(self.published).isoformat()[:MONTH]

    @property
    def newest(self) -> str:
        """Sorts pages from the newest report to the oldest, undated ones last, each report's pages in order."""
        return f"{UNDATED if self.published is None else UNDATED - self.published:08d}#{self.key}"

    @property
    def oldest(self) -> str:
        """Sorts pages from the oldest report to the newest, undated ones last, each report's pages in order."""
        return f"{UNDATED if self.published is None else self.published:08d}#{self.key}"


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document as it is compared with others; `signature` and `bands` are empty for one without words."""

    key: str
    document: str
    collection: str
    filename: str | None
    title: str | None
    signature: bytes
    bands: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EntityRow:
    """An entity in one document. `keys` are the beginnings of its names, folded."""

    key: str
    document: str
    collection: str
    label: str
    name: str
    mentions: int
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure as it is searched; `hit` is what is answered. Days are proleptic ordinals, None where unknown.

    `country`, `place`, `month` and `source` are what sums are grouped by; None where there is none, or several.
    """

    key: str
    document: str
    collection: str
    kind: str
    unit: str
    status: str
    aggregation: str
    language: str | None
    media_type: str
    qualifier: str
    rule: str
    figure: str
    part_of: str | None
    page: int | None
    in_table: bool
    revised: bool
    confidence: float
    left_out: str | None
    low: float | None
    best: float | None
    high: float | None
    first_day: int | None
    last_day: int | None
    newest: float
    oldest: float
    largest: float
    country: str | None
    place: str | None
    month: str | None
    source: str | None
    countries: tuple[str, ...]
    place_keys: tuple[str, ...]
    source_words: tuple[str, ...]
    counted_words: tuple[str, ...]
    sentence_words: tuple[str, ...]
    points: tuple[str, ...]
    hit: FigureHit
