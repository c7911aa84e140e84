"""Search: the pages of all reports that match."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from service import search
from service.api.paging import link_next
from service.api.parameters import SearchParameters
from service.api.state import ArchiveHere
from service.index.hits import SearchPage

ROUTER = APIRouter(prefix="/v1", tags=["search"])


@ROUTER.get("/search", name="search", summary="Search the pages of all reports")
def pages(
    request: Request, response: Response, archive: ArchiveHere, parameters: Annotated[SearchParameters, Query()]
) -> SearchPage:
    """Hits with the passage around the match, each with its document and page; facets; `next` for more.

    Nothing typed in `q` is an error: what is no syntax is taken as words.
    """
    answer = search.search(archive, parameters.query())
    link_next(request, response, answer.next)
    return answer
