"""Reports: send them in, see how far each has come, try again what failed."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse

from pipelines.errors import TallyError
from service import archive as archives
from service.api import uploads
from service.api.routes.documents import ListParameters, keep
from service.api.state import ArchiveHere, DocumentId, JobsHere, caller
from service.catalogue import ListQuery, State
from service.web.given import given, link
from service.web.templating import page

ROUTER = APIRouter(prefix="/documents", include_in_schema=False)
_SEE_OTHER = 303


@ROUTER.get("")
def documents(request: Request, archive: ArchiveHere) -> Response:
    """Newest first, by state if asked."""
    return _listing(request, archive)


@ROUTER.post("")
async def send(request: Request, archive: ArchiveHere, jobs: JobsHere) -> Response:
    """Take in the form's files; each that is not accepted is named with the reason, and the others go on."""
    limit = archive.settings.limits.file_bytes
    home = caller(request).scope.home
    refused: list[tuple[str, str]] = []
    for sent in await uploads.form_files(request, limit * 20):
        try:
            await run_in_threadpool(keep, archive, jobs, sent.file, filename=sent.filename, collection=home)
        except TallyError as error:
            refused.append((sent.filename or "", str(error)))
    if refused:
        return await run_in_threadpool(_listing, request, archive, refused=refused)
    return RedirectResponse("/documents", _SEE_OTHER)


@ROUTER.post("/retry")
def retry(jobs: JobsHere, code: Annotated[str, Form()] = "") -> Response:
    """Queue again what failed, or what failed with this code."""
    jobs.retry(codes=(code,) if code else ())
    return RedirectResponse("/documents", _SEE_OTHER)


@ROUTER.post("/{document}/retry")
def again(archive: ArchiveHere, jobs: JobsHere, document: DocumentId) -> Response:
    """Queue one report again, and go back to it."""
    archive.catalogue.get(document)
    jobs.again(document)
    return RedirectResponse(f"/documents/{document}", _SEE_OTHER)


@ROUTER.post("/{document}/delete")
def delete(archive: ArchiveHere, document: DocumentId) -> Response:
    """Delete a report, original and all."""
    archives.forget(archive, document)
    return RedirectResponse("/documents", _SEE_OTHER)


def _listing(request: Request, archive: ArchiveHere, *, refused: Sequence[tuple[str, str]] = ()) -> Response:
    parameters = given(ListParameters, request)
    query = ListQuery(states=parameters.state, codes=parameters.code, limit=parameters.limit, cursor=parameters.cursor)
    found = archive.catalogue.list(query)
    counts = {state: archive.catalogue.list(ListQuery(states=(state,), limit=1)).total for state in State}
    return page(
        request,
        "documents.html",
        status=200 if not refused else 422,
        parameters=parameters,
        found=found,
        counts=counts,
        refused=refused,
        limit=archive.settings.limits.file_bytes,
        link=link,
    )
