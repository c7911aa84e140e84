"""Figures: filters, sums that count nothing twice, charts, a map, and the table with a way to each number's page."""

from collections.abc import Iterator
from enum import StrEnum

from fastapi import APIRouter, Request, Response

from pipelines.record import Aggregation, Kind, Status
from service.api.parameters import FigureParameters
from service.api.state import ArchiveHere
from service.archive import Archive
from service.index.queries import FigureGroup, FigureQuery, FigureSort
from service.web import charts, worldmap
from service.web.countries import countries
from service.web.given import Filter, bounds, filters, given, link
from service.web.naming import title_of
from service.web.templating import page

ROUTER = APIRouter(include_in_schema=False)
_FILES = ("csv", "xlsx", "jsonl")
_MOST_POINTS = 500
"""Places on the map: those of so many of the largest figures."""

_BOXED = ("kind", "place", "source", "counted", "aggregation", "status")
"""Filters with a box in the form; it holds one value."""
_UNBOXED = (
    "unit",
    "language",
    "type",
    "collection",
    "qualifier",
    "left_out",
    "rule",
    "figure",
    "part_of",
    "page",
    "sentence",
)


class Fields(StrEnum):
    """How much of each figure the table shows."""

    MAIN = "main"
    ALL = "all"


class Parameters(FigureParameters):
    """What is asked for, and how it is shown."""

    fields: Fields = Fields.MAIN


@ROUTER.get("/figures")
def figures(request: Request, archive: ArchiveHere) -> Response:
    """The export links give exactly what the filters show, all of it."""
    parameters = given(Parameters, request)
    query = parameters.query()
    found = archive.engine.figures(query)
    return page(
        request,
        "figures.html",
        parameters=parameters,
        found=found,
        sums=sorted(found.sums, key=lambda each: each.group is None),
        charts=charts.charts(archive.engine.figures(_only_sums(query, FigureGroup.MONTH)).sums),
        dots=worldmap.dots(archive.engine.figures(_only_sums(query, FigureGroup.COUNTRY)).sums),
        points=worldmap.points(archive.engine.figures(_largest(query)).hits),
        land=worldmap.land,
        kinds=sorted(Kind),
        aggregations=tuple(Aggregation),
        statuses=tuple(Status),
        groups=tuple(FigureGroup),
        countries=sorted(countries()),
        boxed=_BOXED,
        filters=list(_filters(archive, parameters)),
        sorts=[(sort, link("/figures", parameters, sort=sort)) for sort in FigureSort],
        views=[(view, link("/figures", parameters, fields=view)) for view in Fields],
        files=[(form, link("/v1/figures", parameters, format=form, limit=None, fields=None)) for form in _FILES],
        link=link,
    )


def _filters(archive: Archive, parameters: Parameters) -> Iterator[Filter]:
    """The filters for which the form has no box, or that hold more than its box: each can be taken away."""
    yield from filters("/figures", parameters, _UNBOXED)
    yield from bounds("/figures", parameters, ("near", "in_table", "revised", "confidence"))
    for name in _BOXED:
        if len(getattr(parameters, name)) > 1:
            yield from filters("/figures", parameters, (name,))
    for each in filters("/figures", parameters, ("document",)):
        yield each._replace(shown=title_of(archive, each.value))


def _only_sums(query: FigureQuery, group: FigureGroup) -> FigureQuery:
    return query.model_copy(update={"group_by": group, "limit": 0, "cursor": None})


def _largest(query: FigureQuery) -> FigureQuery:
    changes = {"sort": FigureSort.LARGEST, "limit": _MOST_POINTS, "cursor": None, "sums": False}
    return query.model_copy(update=changes)
