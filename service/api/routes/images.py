"""Pages as pictures, drawn in a process of their own: no browser ever opens a stranger's file."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response

from pipelines import sandbox
from pipelines.parsed import Source
from service.api import caching
from service.api.state import ArchiveHere, DocumentId
from service.archive import Archive
from service.errors import NotFound

ROUTER = APIRouter(prefix="/v1/documents", tags=["documents"])
_MEDIA_TYPE = "image/png"


@ROUTER.get(
    "/{document}/pages/{number}/image",
    summary="A page as a picture",
    response_class=Response,
    responses={200: {"content": {_MEDIA_TYPE: {"schema": {"type": "string", "format": "binary"}}}}},
)
def image(
    request: Request,
    archive: ArchiveHere,
    document: DocumentId,
    number: Annotated[int, Path(ge=1, le=1_000_000, description="The page, from 1")],
    scale: Annotated[float, Query(ge=0.1, le=4, description="Pixels a point; 1 is 72 dots an inch")] = 2.0,
) -> Response:
    """PNG. 404 for a page that is not there; 415 for a format that has no pages to draw, such as text."""
    if number > (archive.catalogue.get(document).pages or 0):
        raise NotFound(f"The document has no page {number}.")
    etag = caching.etag(document, str(number), str(scale))
    return caching.not_modified(request, etag) or Response(
        _drawn(archive, document, number, scale), headers=caching.headers(etag), media_type=_MEDIA_TYPE
    )


def _drawn(archive: Archive, document: str, number: int, scale: float) -> bytes:
    with archive.store.local(document) as path:
        return sandbox.render(Source(path), number, scale=scale, limits=archive.settings.limits)
