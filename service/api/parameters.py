"""The filters of searches, as they stand in an address: the same for the API, the pages and the command line."""

from datetime import date

from pydantic import Field

from pipelines.record import Aggregation, Frozen, Kind, Status
from service.index.queries import FigureGroup, FigureQuery, FigureSort, SearchQuery, SearchSort
from service.query import parse

_CURSOR = Field(None, max_length=4000, description="`next` of the page before")
Names = tuple[str, ...]


class SearchParameters(Frozen):
    """A search over pages. A filter given twice takes either value; different filters must all hold."""

    q: str = Field("", max_length=1000, description='Words, "exact phrases", -not, OR, pref*, misspelt~, title:word')
    entity: Names = Field((), description="Names of people or organisations", examples=[["Cesar Guedes"]])
    place: Names = Field((), description="Names of places, or ISO 3166-1 alpha-2 codes of countries", examples=[["PK"]])
    kind: tuple[Kind, ...] = Field((), description="Pages with a figure of this kind")
    language: Names = Field((), description="ISO 639-1 codes", examples=[["en"]])
    type: Names = Field((), description="Media types", examples=[["application/pdf"]])
    collection: Names = ()
    document: Names = Field((), description="Within these documents only")
    since: date | None = Field(None, description="First day of the report's own date", examples=["2016-01-01"])
    until: date | None = Field(None, description="Last day of the report's own date")
    sort: SearchSort = SearchSort.RELEVANCE
    limit: int = Field(10, ge=0, le=1000, description="Hits a page")
    cursor: str | None = _CURSOR
    facets: bool = Field(True, description="Count the values of each filter")

    def query(self) -> SearchQuery:
        """The search that these ask for."""
        return SearchQuery(
            text=parse(self.q),
            entities=self.entity,
            places=self.place,
            kinds=self.kind,
            languages=self.language,
            media_types=self.type,
            collections=self.collection,
            documents=self.document,
            **self.model_dump(include={"since", "until", "sort", "limit", "cursor", "facets"}),
        )


class FigureParameters(Frozen):
    """A search over figures. A filter given twice takes either value; different filters must all hold."""

    kind: tuple[Kind, ...] = Field((), description="What happened to what is counted", examples=[["killed"]])
    place: Names = Field((), description="Names of places, or ISO 3166-1 alpha-2 codes of countries", examples=[["PK"]])
    source: Names = Field((), description="Words of the source's name", examples=[["UNHCR"]])
    counted: Names = Field((), description="Words of the noun counted", examples=[["migrants"]])
    unit: Names = Field((), examples=[["people"]])
    status: tuple[Status, ...] = Field((Status.ASSERTED,), description="What the report says of it")
    aggregation: tuple[Aggregation, ...] = Field((), description="One event, a running total, or a count at a moment")
    language: Names = ()
    type: Names = Field((), description="Media types")
    collection: Names = ()
    document: Names = Field((), description="Within these documents only")
    since: date | None = Field(None, description="Figures whose period reaches this day or later")
    until: date | None = Field(None, description="Figures whose period begins on this day or earlier")
    minimum: float | None = Field(None, description="Least best value", examples=[100])
    maximum: float | None = Field(None, description="Greatest best value")
    sort: FigureSort = FigureSort.NEWEST
    group_by: FigureGroup = Field(FigureGroup.KIND, description="What sums are divided by")
    limit: int = Field(50, ge=0, le=1000, description="Figures a page; a file holds all of them")
    cursor: str | None = _CURSOR

    def query(self) -> FigureQuery:
        """The search that these ask for."""
        return FigureQuery(
            kinds=self.kind,
            places=self.place,
            sources=self.source,
            counted=self.counted,
            units=self.unit,
            statuses=self.status,
            aggregations=self.aggregation,
            languages=self.language,
            media_types=self.type,
            collections=self.collection,
            documents=self.document,
            **self.model_dump(include={"since", "until", "minimum", "maximum", "sort", "group_by", "limit", "cursor"}),
        )
