"""What can be asked of an index: frozen values that every engine translates into its own words."""

from datetime import date
from enum import StrEnum

from pydantic import Field

from pipelines.record import Aggregation, Frozen, Kind, Label, Qualifier, Status
from service.index.hits import LeftOut
from service.query import All, Node


class Near(Frozen):
    """Within so many kilometres of a point, in degrees (WGS 84).

    Countries, provinces, regions and seas are near nothing: only their middle is known.
    """

    lat: float = Field(ge=-90, le=90)
    lon: float = Field(ge=-180, le=180)
    within: float = Field(gt=0, allow_inf_nan=False)


class SearchSort(StrEnum):
    """The order of hits."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"


class SearchQuery(Frozen):
    """A search over pages. Within a filter any value will do; all filters must hold.

    `entities` are names or aliases in any case; `places` names, or ISO 3166-1 alpha-2 codes; a country is all in it;
    `since` and `until` bound the report's own date, both included. `other_than` are documents left out. An empty filter
    lets everything through.
    """

    text: Node = All()
    entities: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    near: Near | None = None
    kinds: tuple[Kind, ...] = ()
    languages: tuple[str, ...] = ()
    media_types: tuple[str, ...] = ()
    collections: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    other_than: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    sort: SearchSort = SearchSort.RELEVANCE
    limit: int = Field(10, ge=0, le=1000)
    cursor: str | None = None
    facets: bool = True

    @property
    def order(self) -> SearchSort:
        """`sort`, but newest first where there are no words to be relevant to."""
        return SearchSort.NEWEST if self.sort is SearchSort.RELEVANCE and self.text == All() else self.sort


class FigureSort(StrEnum):
    """The order of figures; those without a date come last."""

    NEWEST = "newest"
    OLDEST = "oldest"
    LARGEST = "largest"


class FigureGroup(StrEnum):
    """What sums are divided by, beside kind and unit."""

    KIND = "kind"
    COUNTRY = "country"
    PLACE = "place"
    MONTH = "month"
    SOURCE = "source"


class FigureQuery(Frozen):
    """A search over figures. Within a filter any value will do; all filters must hold.

    `since` and `until` match every figure whose period touches those days; a figure without a period takes its
    report's date. `statuses` is what the report asserts, unless asked otherwise. `sources`, `counted` and `sentences`
    are words of the source's name, of the noun counted and of the figure's sentence. `figures` are ids, and `wholes`
    the ids of figures that others are part of. `in_table` and `revised` (the report says what it said before) take
    only those that are so, or are not. `confidence` is the least; `left_out` why a figure is in no sum.
    """

    kinds: tuple[Kind, ...] = ()
    places: tuple[str, ...] = ()
    near: Near | None = None
    sources: tuple[str, ...] = ()
    counted: tuple[str, ...] = ()
    sentences: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    statuses: tuple[Status, ...] = (Status.ASSERTED,)
    aggregations: tuple[Aggregation, ...] = ()
    qualifiers: tuple[Qualifier, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    rules: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    wholes: tuple[str, ...] = ()
    pages: tuple[int, ...] = ()
    in_table: bool | None = None
    revised: bool | None = None
    confidence: float | None = None
    languages: tuple[str, ...] = ()
    media_types: tuple[str, ...] = ()
    collections: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    minimum: float | None = None
    maximum: float | None = None
    sort: FigureSort = FigureSort.NEWEST
    group_by: FigureGroup = FigureGroup.KIND
    limit: int = Field(50, ge=0, le=1000)
    cursor: str | None = None
    sums: bool = True


class EntityQuery(Frozen):
    """Entities whose name or alias has a word that begins with `prefix`, most documents first."""

    prefix: str = ""
    labels: tuple[Label, ...] = ()
    collections: tuple[str, ...] = ()
    limit: int = Field(10, ge=1, le=100)


class DuplicateQuery(Frozen):
    """What else says nearly the same as each of `documents`, within `collections` (none: within all)."""

    documents: tuple[str, ...]
    collections: tuple[str, ...] = ()
