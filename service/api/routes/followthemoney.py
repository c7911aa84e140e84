"""People, organisations, places and documents in the words of FollowTheMoney."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import Field
from starlette.responses import StreamingResponse

from pipelines.record import Frozen
from service import followthemoney, search
from service.api.state import ArchiveHere

ROUTER = APIRouter(prefix="/v1", tags=["search"])
_MEDIA_TYPE = "application/jsonl"


class ExportParameters(Frozen):
    """Which documents; without a filter, all."""

    collection: tuple[str, ...] = Field((), description="Of these collections only")
    document: tuple[str, ...] = Field((), description="These documents only")


@ROUTER.get(
    "/followthemoney",
    summary="Export people, organisations, places and documents",
    response_class=StreamingResponse,
    responses={200: {"content": {_MEDIA_TYPE: {"schema": {"type": "string"}}}}},
)
def export(
    request: Request, archive: ArchiveHere, parameters: Annotated[ExportParameters, Query()]
) -> StreamingResponse:
    """FollowTheMoney entities, one JSON object a line: documents, who and what each names, and where."""
    records = search.records(archive, collections=parameters.collection, documents=parameters.document)
    chunks = followthemoney.lines(records, base_url=str(request.base_url).rstrip("/"))
    headers = {"Content-Disposition": 'attachment; filename="entities.ftm.jsonl"'}
    return StreamingResponse(chunks, media_type=_MEDIA_TYPE, headers=headers)
