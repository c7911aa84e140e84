"""The filters of searches, as they stand in an address: the same for the API, the pages and the command line."""

from datetime import date
from typing import Annotated

from pydantic import Field

from pipelines.record import Aggregation, Frozen, Kind, Qualifier, Status
from service.index.hits import LeftOut
from service.index.points import degrees
from service.index.queries import FigureGroup, FigureQuery, FigureSort, Near, SearchQuery, SearchSort
from service.query import parse

_CURSOR = Field(None, max_length=4000, description="`next` of the page before")
Names = tuple[str, ...]
PageNumber = Annotated[int, Field(ge=1, le=1_000_000)]


HALFWAY = 20_040
"""Kilometres around half the Earth."""
_LATITUDE = r"-?(90(\.0{1,10})?|[0-8]?[0-9](\.[0-9]{1,10})?)"
_LONGITUDE = r"-?(180(\.0{1,10})?|(1[0-7][0-9]|[0-9]{1,2})(\.[0-9]{1,10})?)"
_NEAR = Field(
    None,
    pattern=f"^{_LATITUDE},{_LONGITUDE}$",
    description="Latitude and longitude, in degrees",
    examples=["34.74,10.76"],
)
_WITHIN = Field(50, gt=0, le=HALFWAY, allow_inf_nan=False, description="Kilometres from `near`")


def _around(text: str | None, within: float) -> Near | None:
    if text is None:
        return None
    lat, lon = degrees(text)
    return Near(lat=lat, lon=lon, within=within)


class SearchParameters(Frozen):
    """A search over pages. A filter given twice takes either value; different filters must all hold."""

    q: str = Field("", max_length=1000, description='Words, "exact phrases", -not, OR, pref*, misspelt~, title:word')
    entity: Names = Field((), description="Names of people or organisations", examples=[["Cesar Guedes"]])
    place: Names = Field((), description="Names of places, or ISO 3166-1 alpha-2 codes of countries", examples=[["PK"]])
    near: str | None = _NEAR
    within: float = _WITHIN
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
            near=_around(self.near, self.within),
            kinds=self.kind,
            languages=self.language,
            media_types=self.type,
            collections=self.collection,
            documents=self.document,
            **self.model_dump(include={"since", "until", "sort", "limit", "cursor", "facets"}),
        )


_WINDOW = {"since", "until", "minimum", "maximum", "sort", "group_by", "limit", "cursor"}
_SAME = _WINDOW | {"left_out", "in_table", "revised", "confidence"}


class FigureParameters(Frozen):
    """A search over figures. A filter given twice takes either value; different filters must all hold."""

    kind: tuple[Kind, ...] = Field((), description="What happened to what is counted", examples=[["killed"]])
    place: Names = Field((), description="Names of places, or ISO 3166-1 alpha-2 codes of countries", examples=[["PK"]])
    near: str | None = _NEAR
    within: float = _WITHIN
    source: Names = Field((), description="Words of the source's name", examples=[["UNHCR"]])
    counted: Names = Field((), description="Words of the noun counted", examples=[["migrants"]])
    sentence: Names = Field((), description="Words of the figure's sentence", examples=[["boat capsized"]])
    unit: Names = Field((), examples=[["people"]])
    status: tuple[Status, ...] = Field((Status.ASSERTED,), description="What the report says of it")
    aggregation: tuple[Aggregation, ...] = Field((), description="One event, a running total, or a count at a moment")
    qualifier: tuple[Qualifier, ...] = Field((), description="How the report hedges the number")
    left_out: tuple[LeftOut, ...] = Field((), description="Figures that are in no sum for this reason")
    rule: Names = Field((), description="What found it")
    figure: Names = Field((), description="Ids of figures")
    part_of: Names = Field((), description="Ids of figures: their parts")
    page: tuple[PageNumber, ...] = Field((), description="Pages, from 1", examples=[[1]])
    in_table: bool | None = Field(None, description="Whether it stands in a table")
    revised: bool | None = Field(None, description="Whether the report corrects an earlier number")
    confidence: float | None = Field(None, ge=0, le=1, allow_inf_nan=False, description="Least confidence, 0 to 1")
    language: Names = ()
    type: Names = Field((), description="Media types")
    collection: Names = ()
    document: Names = Field((), description="Within these documents only")
    since: date | None = Field(None, description="Figures whose period reaches this day or later")
    until: date | None = Field(None, description="Figures whose period begins on this day or earlier")
    minimum: float | None = Field(None, allow_inf_nan=False, description="Least best value", examples=[100])
    maximum: float | None = Field(None, allow_inf_nan=False, description="Greatest best value")
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
            near=_around(self.near, self.within),
            sentences=self.sentence,
            aggregations=self.aggregation,
            qualifiers=self.qualifier,
            rules=self.rule,
            figures=self.figure,
            wholes=self.part_of,
            pages=self.page,
            languages=self.language,
            media_types=self.type,
            collections=self.collection,
            documents=self.document,
            **self.model_dump(include=_SAME),
        )
