"""What every route may ask for: the archive and the queue of the running application."""

import re
from dataclasses import dataclass
from typing import Annotated, cast

from fastapi import Depends, Path, Request

from service.access.gate import Gate
from service.access.limited import limited
from service.access.roles import Caller
from service.archive import Archive
from service.errors import NotFound
from service.jobs import Jobs

_ID = re.compile(r"sha256:[0-9a-f]{64}")
EXAMPLE_ID = "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"


@dataclass(frozen=True, slots=True)
class Parts:
    """Made when the application starts, let go when it stops."""

    archive: Archive
    jobs: Jobs
    gate: Gate


def archive(request: Request) -> Archive:
    """The running application's archive, as far as the caller may see it."""
    return limited(cast(Parts, request.app.state.parts).archive, caller(request).scope)


def caller(request: Request) -> Caller:
    """Who sent the request, as the guard found."""
    return cast(Caller, request.state.caller)


def gate(request: Request) -> Gate:
    """The running application's gate."""
    return cast(Parts, request.app.state.parts).gate


def jobs(request: Request) -> Jobs:
    """The running application's queue."""
    return cast(Parts, request.app.state.parts).jobs


def document_id(
    document: Annotated[str, Path(description="A document's id", examples=[EXAMPLE_ID], max_length=200)],
) -> str:
    """An id as it stands in a path. Raises `NotFound` for what cannot be one."""
    if not _ID.fullmatch(document):
        raise NotFound(
            "This is no document's id.",
            expected="sha256: and 64 hexadecimal digits",
            advice="GET /v1/documents lists what is stored.",
        )
    return document


ArchiveHere = Annotated[Archive, Depends(archive)]
GateHere = Annotated[Gate, Depends(gate)]
JobsHere = Annotated[Jobs, Depends(jobs)]
DocumentId = Annotated[str, Depends(document_id)]
