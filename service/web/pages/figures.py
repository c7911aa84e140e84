"""Figures: filters, sums that count nothing twice, charts, a map, and the table with a way to each number's page."""

from fastapi import APIRouter, Request, Response

from pipelines.record import Aggregation, Kind, Status
from service.api.parameters import FigureParameters
from service.api.state import ArchiveHere
from service.index.queries import FigureGroup, FigureQuery, FigureSort
from service.web import charts, worldmap
from service.web.given import given, link
from service.web.templating import page

ROUTER = APIRouter(include_in_schema=False)
_FILES = ("csv", "xlsx", "jsonl")


@ROUTER.get("/figures")
def figures(request: Request, archive: ArchiveHere) -> Response:
    """The export links give exactly what the filters show, all of it."""
    parameters = given(FigureParameters, request)
    query = parameters.query()
    return page(
        request,
        "figures.html",
        parameters=parameters,
        found=archive.engine.figures(query),
        charts=charts.charts(archive.engine.figures(_only_sums(query, FigureGroup.MONTH)).sums),
        dots=worldmap.dots(archive.engine.figures(_only_sums(query, FigureGroup.COUNTRY)).sums),
        land=worldmap.land,
        kinds=sorted(Kind),
        aggregations=tuple(Aggregation),
        statuses=tuple(Status),
        groups=tuple(FigureGroup),
        sorts=[(sort, link("/figures", parameters, sort=sort)) for sort in FigureSort],
        files=[(form, link("/v1/figures", parameters, format=form, limit=None)) for form in _FILES],
        link=link,
    )


def _only_sums(query: FigureQuery, group: FigureGroup) -> FigureQuery:
    return query.model_copy(update={"group_by": group, "limit": 0, "cursor": None})
