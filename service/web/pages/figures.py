"""Figures: filters, sums that count nothing twice, over time and on a map, and each with a way to its page."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from fastapi import APIRouter, Request, Response

from pipelines.record import Aggregation, Kind, Status
from service.api.parameters import FigureParameters
from service.api.state import ArchiveHere
from service.archive import Archive
from service.index.queries import FigureGroup, FigureQuery, FigureSort
from service.web.countries import countries
from service.web.given import Filter, bounds, filters, given, link
from service.web.naming import title_of
from service.web.series import by_kind
from service.web.spots import Spot, by_country, by_place, main_unit
from service.web.templating import page

ROUTER = APIRouter(include_in_schema=False)
_FILES = ("csv", "xlsx", "jsonl")
_MOST_POINTS = 300
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


@dataclass(frozen=True, slots=True)
class Spots:
    """What the map shows: sums of one unit, by country and by place."""

    unit: str
    countries: tuple[Spot, ...] = ()
    places: tuple[Spot, ...] = ()


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
        over_time=by_kind(archive.engine.figures(_only_sums(query, FigureGroup.MONTH)).sums),
        spots=_spots(archive, query),
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
    """The filters that the form's boxes do not show, or not in words: each can be taken away."""
    yield from filters("/figures", parameters, _UNBOXED)
    yield from bounds("/figures", parameters, ("near", "in_table", "revised", "confidence"))
    for name in _BOXED:
        if len(getattr(parameters, name)) > 1 or (name == "place" and countries().keys() & parameters.place):
            yield from filters("/figures", parameters, (name,))
    for each in filters("/figures", parameters, ("document",)):
        yield each._replace(shown=title_of(archive, each.value))


def _spots(archive: Archive, query: FigureQuery) -> Spots:
    sums = archive.engine.figures(_only_sums(query, FigureGroup.COUNTRY)).sums
    unit = main_unit(sums)
    if unit is None:
        return Spots("")
    largest = archive.engine.figures(_largest(query, unit)).hits
    return Spots(unit, by_country(sums, unit), by_place(largest, unit))


def _only_sums(query: FigureQuery, group: FigureGroup) -> FigureQuery:
    return query.model_copy(update={"group_by": group, "limit": 0, "cursor": None})


def _largest(query: FigureQuery, unit: str) -> FigureQuery:
    changes = {"units": (unit,), "sort": FigureSort.LARGEST, "limit": _MOST_POINTS, "cursor": None, "sums": False}
    return query.model_copy(update=changes)
