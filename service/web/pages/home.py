"""The first page: a search box and the latest figures."""

from fastapi import APIRouter, Request, Response

from service.api.state import ArchiveHere
from service.archive import Archive
from service.catalogue import ListQuery
from service.errors import IndexUnavailable
from service.index.hits import FigurePage
from service.index.queries import FigureQuery
from service.web.templating import page

ROUTER = APIRouter(include_in_schema=False)
_LATEST = 10


@ROUTER.get("/")
def home(request: Request, archive: ArchiveHere) -> Response:
    """Where an analyst begins."""
    total = archive.catalogue.list(ListQuery(limit=1)).total
    return page(request, "home.html", total=total, figures=_latest(archive))


def _latest(archive: Archive) -> FigurePage | None:
    """None while the index does not answer: the archive can still be browsed, and reports sent in."""
    try:
        return archive.engine.figures(FigureQuery(limit=_LATEST, sums=False))
    except IndexUnavailable:
        return None
