"""A document's progress as server-sent events."""

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Depends, Header
from fastapi.concurrency import run_in_threadpool
from fastapi.sse import EventSourceResponse, ServerSentEvent

from service.api.state import ArchiveHere, DocumentId
from service.catalogue import Listed, State
from service.errors import NotFound

ROUTER = APIRouter(prefix="/v1/documents", tags=["documents"])
_POLL_SECONDS = 0.2
_FINISHED = frozenset({State.INDEXED, State.FAILED})


def _known(archive: ArchiveHere, document: DocumentId) -> Listed:
    """The document as it is now. Raises `NotFound` before the answer begins."""
    return archive.catalogue.get(document)


@ROUTER.get("/{document}/events", summary="Follow a document's progress", response_class=EventSourceResponse)
async def events(
    archive: ArchiveHere,
    listed: Annotated[Listed, Depends(_known)],
    last_event_id: Annotated[str | None, Header(max_length=200)] = None,
) -> AsyncIterator[ServerSentEvent]:
    """One event `state` each time that the document comes further, until it is indexed, has failed, or is deleted.

    An event's data is what `…/status` answers. After a break, `Last-Event-ID` leaves out what was seen.
    """
    seen = last_event_id
    while True:
        if _event_id(listed) != seen:
            seen = _event_id(listed)
            yield ServerSentEvent(raw_data=listed.model_dump_json(), event="state", id=seen)
        if listed.state in _FINISHED:
            return
        await asyncio.sleep(_POLL_SECONDS)
        try:
            listed = await run_in_threadpool(archive.catalogue.get, listed.id)
        except NotFound:
            return


def _event_id(listed: Listed) -> str:
    return f"{listed.attempts}-{listed.state}"
