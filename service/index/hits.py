"""What an index answers."""

from datetime import date
from enum import StrEnum

from pipelines.record import Box, Figure, Frozen, Kind, Label, Place


class Snippet(Frozen):
    """A stretch of a page around its matches. Offsets are code points into the document's text.

    `text` is the document's text from `start` on; `marks` are the matches' `(start, end)`.
    """

    text: str
    start: int
    marks: tuple[tuple[int, int], ...] = ()


class Named(Frozen):
    """A person, organisation or place by the fullest name that its report uses."""

    label: Label
    name: str


class Duplicate(Frozen):
    """Another document that says nearly the same; `similarity` is the share of three-word runs they have in common,
    estimated, from the least that counts to 1.
    """

    document: str
    filename: str | None
    title: str | None
    collection: str
    similarity: float


class Hit(Frozen):
    """One page that matches. `score` compares only within one search; None when sorted by date.

    `named` are the page's people, organisations and places whose names stand in the snippet; a person's last name will
    do. `boxes` are the blocks of the page in which the snippet's marks stand; empty where the format has no layout.
    `duplicates` are the other documents that say nearly the same as the one the page is of, the nearest first.
    """

    document: str
    page: int
    filename: str | None
    title: str | None
    media_type: str
    language: str | None
    collection: str
    published: date | None
    score: float | None
    snippet: Snippet
    named: tuple[Named, ...] = ()
    boxes: tuple[Box, ...] = ()
    duplicates: tuple[Duplicate, ...] = ()


class Similar(Frozen):
    """A document about the same matter; `page` is its nearest page, and `words` are what it shares with the other.

    `score` compares only within one answer.
    """

    document: str
    page: int
    filename: str | None
    title: str | None
    media_type: str
    language: str | None
    collection: str
    published: date | None
    score: float
    words: tuple[str, ...]


class Alike(Frozen):
    """Documents like one: those about the same matter, best first, and those that say nearly the same."""

    more_like_this: tuple[Similar, ...]
    duplicates: tuple[Duplicate, ...]


class FacetValue(Frozen):
    """A value and the number of matching pages that have it."""

    value: str
    count: int


class Facet(Frozen):
    """The commonest values of a field among all matches, most pages first, then by value.

    Names: `people`, `organizations`, `places`, `countries`, `kinds`, `languages`, `media_types`, `collections`.
    """

    name: str
    values: tuple[FacetValue, ...]


class SearchPage(Frozen):
    """Hits in order, how many pages match in all, and the cursor of the next hits (None after the last).

    `months` (`2021-05`) and `years` (`2021`) count all matching pages by their report's date, in the order of time and
    without empty ones; undated pages are in neither. `did_you_mean` is a query that finds more, where a word seems
    misspelt; None otherwise.
    """

    hits: tuple[Hit, ...]
    total: int
    facets: tuple[Facet, ...] = ()
    months: tuple[FacetValue, ...] = ()
    years: tuple[FacetValue, ...] = ()
    did_you_mean: str | None = None
    next: str | None = None


class LeftOut(StrEnum):
    """Why a figure is in no sum."""

    TOTAL = "total"
    STOCK = "stock"
    PART = "part"
    REPEAT = "repeat"
    NOT_ASSERTED = "not_asserted"
    NO_NUMBER = "no_number"


class FigurePlace(Frozen):
    """A place of a figure: its name in the report and where it is."""

    name: str
    place: Place | None = None


class FigureHit(Frozen):
    """One figure, the document it stands in, and its places by name.

    `left_out` says why it is in no sum; None if it is summed.
    """

    document: str
    filename: str | None
    title: str | None
    collection: str
    published: date | None
    figure: Figure
    places: tuple[FigurePlace, ...] = ()
    left_out: LeftOut | None = None


class Omission(Frozen):
    """How many figures were left out of a sum, and why."""

    reason: LeftOut
    figures: int


class Sum(Frozen):
    """The figures of one kind, unit and group value added up, none counted twice.

    Only incidents are added: `figures` of them, to `low`, `best` and `high` (None where one has no upper bound).
    `largest_total` is the largest running total among those left out, None if there is none. `group` is None for
    figures without the grouped value, or with several (a figure for two countries belongs to neither).
    """

    group: str | None
    kind: Kind
    unit: str
    figures: int
    low: float
    best: float
    high: float | None
    largest_total: float | None = None
    left_out: tuple[Omission, ...] = ()


class FigurePage(Frozen):
    """Figures in order, how many match in all, sums over all of them, and the cursor of the next (None at the end)."""

    hits: tuple[FigureHit, ...]
    total: int
    sums: tuple[Sum, ...] = ()
    next: str | None = None


class EntityHit(Frozen):
    """An entity's name over all documents, and in how many documents and mentions it is."""

    name: str
    label: Label
    documents: int
    mentions: int
