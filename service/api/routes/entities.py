"""Entities over all reports: for completing a name as it is typed."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field

from pipelines.record import Frozen, Label
from service.api.state import ArchiveHere
from service.index.hits import EntityHit
from service.index.queries import EntityQuery

ROUTER = APIRouter(prefix="/v1", tags=["search"])


class EntityParameters(Frozen):
    """People, organisations and places, those in most documents first."""

    prefix: str = Field("", max_length=200, description="The beginning of a word of the name", examples=["gue"])
    label: tuple[Label, ...] = ()
    collection: tuple[str, ...] = ()
    limit: int = Field(10, ge=1, le=100)


@ROUTER.get("/entities", summary="Find people, organisations and places by name")
def entities(archive: ArchiveHere, parameters: Annotated[EntityParameters, Query()]) -> tuple[EntityHit, ...]:
    """Each with the number of documents and of mentions that it has."""
    query = EntityQuery(
        prefix=parameters.prefix, labels=parameters.label, collections=parameters.collection, limit=parameters.limit
    )
    return archive.engine.entities(query)
