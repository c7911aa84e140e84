"""The first page: a search box and the latest figures."""

from fastapi import APIRouter, Request, Response

from service.api.state import ArchiveHere
from service.catalogue import ListQuery
from service.index.queries import FigureQuery
from service.web.templating import page

ROUTER = APIRouter(include_in_schema=False)
_LATEST = 10


@ROUTER.get("/")
def home(request: Request, archive: ArchiveHere) -> Response:
    """Where an analyst begins."""
    total = archive.catalogue.list(ListQuery(limit=1)).total
    figures = archive.engine.figures(FigureQuery(limit=_LATEST, sums=False))
    return page(request, "home.html", total=total, figures=figures)
