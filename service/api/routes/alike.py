"""Documents like another."""

from typing import Annotated

from fastapi import APIRouter, Query

from service import alike
from service.api.state import ArchiveHere, DocumentId
from service.index.hits import Alike

ROUTER = APIRouter(prefix="/v1/documents", tags=["documents"])


@ROUTER.get("/{document}/similar", summary="Find documents like one")
def similar(
    archive: ArchiveHere,
    document: DocumentId,
    limit: Annotated[int, Query(ge=0, le=100, description="Similar documents at most")] = 10,
) -> Alike:
    """Those about the same matter, by the words that set this one apart; and those that say nearly the same, by the
    runs of words that they share. Both are empty while the document is being read.
    """
    return alike.alike(archive, document, limit=limit)
