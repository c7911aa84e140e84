"""A document's progress as server-sent events."""

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Header
from fastapi.concurrency import run_in_threadpool
from fastapi.sse import EventSourceResponse, ServerSentEvent

from service.api.state import ArchiveHere, DocumentId
from service.catalogue import Listed, State

ROUTER = APIRouter(prefix="/v1/documents", tags=["documents"])
_POLL_SECONDS = 0.2
_FINISHED = frozenset({State.INDEXED, State.FAILED})


@ROUTER.get("/{document}/events", summary="Follow a document's progress", response_class=EventSourceResponse)
async def events(
    archive: ArchiveHere, document: DocumentId, last_event_id: Annotated[str | None, Header(max_length=200)] = None
) -> AsyncIterator[ServerSentEvent]:
    """One event `state` each time that the document comes further, until it is indexed or has failed.

    An event's data is what `…/status` answers. After a break, `Last-Event-ID` leaves out what was seen.
    """
    seen = last_event_id
    while True:
        listed = await run_in_threadpool(archive.catalogue.get, document)
        if _event_id(listed) != seen:
            seen = _event_id(listed)
            yield ServerSentEvent(raw_data=listed.model_dump_json(), event="state", id=seen)
        if listed.state in _FINISHED:
            return
        await asyncio.sleep(_POLL_SECONDS)


def _event_id(listed: Listed) -> str:
    return f"{listed.attempts}-{listed.state}"
