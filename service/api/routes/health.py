"""Whether the service lives, and whether it can answer."""

from fastapi import APIRouter, Response

from pipelines.record import Frozen
from service.api.problems import RETRY_SECONDS, Problem
from service.api.state import ArchiveHere
from service.index.base import Health

ROUTER = APIRouter(prefix="/health", tags=["operation"])


class Alive(Frozen):
    """The process answers."""

    status: str = "ok"


@ROUTER.get("/live", summary="Does the process live?")
def live() -> Alive:
    """Asks nothing of any other part."""
    return Alive()


@ROUTER.get("/ready", summary="Can it answer searches?", response_model=Health)
def ready(archive: ArchiveHere) -> Health | Response:
    """What the index engine says of itself; 503 while it does not answer. Uploads are taken even then."""
    health = archive.engine.health()
    if health.ready:
        return health
    return Problem.of(503, "not_ready", health.detail or "The index does not answer.").response(
        {"Retry-After": RETRY_SECONDS}
    )
