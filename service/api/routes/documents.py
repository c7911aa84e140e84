"""Documents: send one in, list them, read its record and original, delete it."""

from collections.abc import Iterator
from typing import Annotated, BinaryIO
from urllib.parse import quote

from fastapi import APIRouter, Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from pydantic import Field
from starlette.responses import StreamingResponse

from pipelines.record import Document, Frozen
from service import archive as archives
from service import logs
from service.api import caching, uploads
from service.api.problems import Problem
from service.api.state import ArchiveHere, DocumentId, JobsHere
from service.archive import Archive
from service.catalogue import Listed, ListPage, ListQuery, State
from service.jobs import Jobs

ROUTER = APIRouter(prefix="/v1/documents", tags=["documents"])
_CHUNK = 1 << 18
_FILE = {"type": "string", "format": "binary", "minLength": 1}
_BODIES = {
    "multipart/form-data": {
        "schema": {"type": "object", "properties": {uploads.FIELD: _FILE}, "required": [uploads.FIELD]}
    },
    "application/octet-stream": {"schema": _FILE},
}


class Receipt(Frozen):
    """What became of an upload; `new` is False if the same bytes were here before."""

    new: bool
    document: Listed


class ListParameters(Frozen):
    """Which documents to list, newest first."""

    state: tuple[State, ...] = Field((), description="How far they have come")
    code: tuple[str, ...] = Field((), description="Why they failed", examples=[["encrypted_file"]])
    collection: tuple[str, ...] = Field((), description="Of these collections only")
    limit: int = Field(50, ge=1, le=1000, description="Documents a page")
    cursor: str | None = Field(None, max_length=2000, description="`next` of the page before")


@ROUTER.post(
    "",
    status_code=202,
    summary="Send in a report",
    openapi_extra={"requestBody": {"required": True, "content": _BODIES}},
)
async def upload(
    request: Request,
    response: Response,
    archive: ArchiveHere,
    jobs: JobsHere,
    filename: Annotated[
        str | None, Query(max_length=1000, description="The file's name, if the body is the file")
    ] = None,
    collection: Annotated[str, Query(pattern=r"^[\w.-]{1,100}$", description="Where it belongs")] = "default",
) -> Receipt:
    """The file as the body itself, or as the field `file` of a form. When the answer is there, the file is kept for
    good; it is read and indexed afterwards. `Location` is its record's address, `…/events` tells the progress.
    """
    limit = archive.settings.limits.file_bytes
    uploads.declared(request, limit)
    if uploads.is_form(request):
        sent = (await uploads.form_files(request, limit))[0]
        stream, filename = sent.file, sent.filename
    else:
        stream = uploads.raw(request)
    receipt = await run_in_threadpool(keep, archive, jobs, stream, filename=filename, collection=collection)
    response.headers["Location"] = f"/v1/documents/{receipt.document.id}"
    return receipt


def keep(archive: Archive, jobs: Jobs, stream: BinaryIO, *, filename: str | None, collection: str) -> Receipt:
    """Keep one original and queue it, unless it is indexed already."""
    listed, new = archives.accept(archive, stream, filename=filename, collection=collection)
    if new or listed.state is not State.INDEXED:
        logs.queued(jobs.submit(listed.id), listed.id)
    return Receipt(new=new, document=listed)


@ROUTER.get("", summary="List documents")
def listing(archive: ArchiveHere, parameters: Annotated[ListParameters, Query()]) -> ListPage:
    """Newest first, with how far each has come and, if it failed, why."""
    query = ListQuery(
        states=parameters.state,
        codes=parameters.code,
        collections=parameters.collection,
        limit=parameters.limit,
        cursor=parameters.cursor,
    )
    return archive.catalogue.list(query)


@ROUTER.get("/{document}", summary="Read a record", response_model=Document, responses={202: {"model": Listed}})
def record(request: Request, archive: ArchiveHere, document: DocumentId) -> Response:
    """The record: text, pages, entities, figures. 202 while it is being read; if it cannot be, the reason."""
    listed = archive.catalogue.get(document)
    if listed.state is State.FAILED:
        return _failure(listed, request.url.path).response()
    if not archive.store.has_record(document):
        return Response(listed.model_dump_json(), 202, {"Retry-After": "1"}, media_type="application/json")
    etag = caching.etag(document, str(listed.pipeline))
    return caching.not_modified(request, etag) or Response(
        archive.store.record(document).model_dump_json(), headers=caching.headers(etag), media_type="application/json"
    )


@ROUTER.get("/{document}/status", summary="How far a document has come")
def status(archive: ArchiveHere, document: DocumentId) -> Listed:
    """State, attempts, and why it failed if it did."""
    return archive.catalogue.get(document)


@ROUTER.get(
    "/{document}/original",
    summary="Download the original",
    response_class=Response,
    responses={200: {"content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}}},
)
def original(request: Request, archive: ArchiveHere, document: DocumentId) -> Response:
    """The bytes as they came in; always a download, never shown by the browser in Tally's name."""
    listed = archive.catalogue.get(document)
    etag = caching.etag(document)
    headers = caching.headers(etag) | {
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(listed.filename or 'original', safe='')}",
        "Content-Length": str(listed.bytes),
        "Content-Security-Policy": "default-src 'none'; sandbox",
    }
    media_type = listed.media_type or "application/octet-stream"
    return caching.not_modified(request, etag) or StreamingResponse(
        _chunks(archive.store.open(document)), headers=headers, media_type=media_type
    )


@ROUTER.delete("/{document}", status_code=204, summary="Delete a document")
def delete(archive: ArchiveHere, document: DocumentId) -> None:
    """Out of index, store and catalogue: nothing is left behind."""
    archives.forget(archive, document)


def _chunks(stream: BinaryIO) -> Iterator[bytes]:
    with stream:
        while chunk := stream.read(_CHUNK):
            yield chunk


def _failure(listed: Listed, instance: str) -> Problem:
    detail = listed.message or "The document could not be read."
    return Problem.of(
        422, listed.code or "failed", detail, instance=instance, advice="The original is kept: …/original."
    )
