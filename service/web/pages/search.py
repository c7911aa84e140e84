"""Search: hits with their passages, facets beside them, every state of it an address."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import APIRouter, Request, Response

from service import search
from service.api.parameters import SearchParameters
from service.api.state import ArchiveHere
from service.archive import Archive
from service.index.hits import FigureHit, Hit, Named, SearchPage
from service.index.queries import FigureQuery, SearchSort
from service.web.given import Filter, bounds, filters, given, link, toggled
from service.web.naming import title_of
from service.web.passages import Passage, passage
from service.web.series import by_month
from service.web.templating import page

ROUTER = APIRouter(include_in_schema=False)
_PARAMETER_OF = {
    "people": "entity",
    "organizations": "entity",
    "places": "place",
    "countries": "place",
    "kinds": "kind",
    "languages": "language",
    "media_types": "type",
    "collections": "collection",
}
_MOST_FIGURES = 200
_SHOWN_FIGURES = 4
_SHOWN_NAMES = 8


@dataclass(frozen=True, slots=True)
class Shown:
    """A hit with its passage cut at its marks, and figures: the passage's if it has any, else the page's."""

    hit: Hit
    passage: Passage
    named: tuple[Named, ...]
    figures: tuple[FigureHit, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """A facet's value: following `url` adds the filter, or takes it away where it is `chosen`."""

    value: str
    count: int
    chosen: bool
    url: str


@ROUTER.get("/search")
def results(request: Request, archive: ArchiveHere) -> Response:
    """One page of hits; without JavaScript every facet is a link, and `more` leads on."""
    parameters = given(SearchParameters, request)
    found = search.search(archive, parameters.query())
    return page(
        request,
        "search.html",
        parameters=parameters,
        found=found,
        hits=_shown(archive, found.hits),
        facets=_facets(parameters, found),
        filters=_filters(archive, parameters),
        dated=by_month(found.months),
        sorts=[(sort, link("/search", parameters, sort=sort)) for sort in SearchSort],
        meant=found.did_you_mean and (found.did_you_mean, link("/search", parameters, q=found.did_you_mean)),
        more=link("/search", parameters, cursor=found.next) if found.next else None,
        clear=link("/search", SearchParameters(q=parameters.q)),
        link=link,
    )


def _shown(archive: Archive, hits: Sequence[Hit]) -> list[Shown]:
    figures = _figures_by_page(archive, hits)
    return [
        Shown(hit, passage(hit.snippet), hit.named[:_SHOWN_NAMES], _nearest(hit, figures[hit.document, hit.page]))
        for hit in hits
    ]


def _nearest(hit: Hit, figures: Sequence[FigureHit]) -> tuple[FigureHit, ...]:
    start, end = hit.snippet.start, hit.snippet.start + len(hit.snippet.text)
    inside = [each for each in figures if start <= each.figure.number_start < end]
    return tuple(inside or figures)[:_SHOWN_FIGURES]


def _figures_by_page(archive: Archive, hits: Sequence[Hit]) -> dict[tuple[str, int | None], list[FigureHit]]:
    """The figures of the pages hit, by document and page, newest first."""
    by_page: dict[tuple[str, int | None], list[FigureHit]] = defaultdict(list)
    if hits:
        documents, pages = ({hit.document for hit in hits}, {hit.page for hit in hits})
        query = FigureQuery(documents=tuple(documents), pages=tuple(pages), sums=False, limit=_MOST_FIGURES)
        for figure in archive.engine.figures(query).hits:
            by_page[figure.document, figure.figure.page].append(figure)
    return by_page


def _facets(parameters: SearchParameters, found: SearchPage) -> list[tuple[str, list[Choice]]]:
    return [
        (facet.name, [_choice(parameters, facet.name, each.value, each.count) for each in facet.values])
        for facet in found.facets
        if facet.values
    ]


def _choice(parameters: SearchParameters, facet: str, value: str, count: int) -> Choice:
    name = _PARAMETER_OF[facet]
    chosen = value in getattr(parameters, name)
    return Choice(value, count, chosen, toggled("/search", parameters, name, value))


def _filters(archive: Archive, parameters: SearchParameters) -> list[Filter]:
    names = ("entity", "place", "kind", "language", "type", "collection")
    within = [
        each._replace(shown=title_of(archive, each.value)) for each in filters("/search", parameters, ("document",))
    ]
    return [*filters("/search", parameters, names), *within, *bounds("/search", parameters, ("since", "until", "near"))]
