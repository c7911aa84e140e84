"""Figures: every number with what it counts, summed without counting twice, as JSON or as a file."""

from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from itertools import chain, islice
from typing import Annotated, NamedTuple

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field
from starlette.responses import StreamingResponse

from service import export, search
from service.api.paging import link_next
from service.api.parameters import FigureParameters
from service.api.state import ArchiveHere
from service.index.hits import FigureHit, FigurePage

ROUTER = APIRouter(prefix="/v1", tags=["figures"])


class Format(StrEnum):
    """The form of the answer; all but `json` are files that hold every figure asked for."""

    JSON = "json"
    CSV = "csv"
    JSONL = "jsonl"
    XLSX = "xlsx"


class Exporter(NamedTuple):
    """How a form is written, and what it is called."""

    media_type: str
    write: Callable[..., Iterable[str] | Iterable[bytes]]


EXPORTERS = {
    Format.CSV: Exporter("text/csv", export.csv),
    Format.JSONL: Exporter("application/jsonl", export.jsonl),
    Format.XLSX: Exporter("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", export.xlsx),
}


class AnswerParameters(FigureParameters):
    """A search over figures and the form of its answer."""

    format: Format | None = Field(None, description="Overrules the `Accept` header")


@ROUTER.get(
    "/figures",
    summary="Find figures and sum them",
    response_model=FigurePage,
    responses={
        200: {"content": {exporter.media_type: {"schema": {"type": "string"}} for exporter in EXPORTERS.values()}}
    },
)
def figures(
    request: Request, response: Response, archive: ArchiveHere, parameters: Annotated[AnswerParameters, Query()]
) -> FigurePage | StreamingResponse:
    """Figures by kind, place, period, source and more, each with its document, page and sentence.

    `sums` adds up incidents only; each sum says which totals, parts and stocks it leaves out. CSV, JSON Lines and
    XLSX (by `format` or `Accept`) hold all figures asked for, whatever `limit` says.
    """
    exporter = EXPORTERS.get(parameters.format or accepted(request.headers.get("accept", "")))
    if exporter is not None:
        query = parameters.query().model_copy(update={"cursor": None})
        return _file(exporter, _begun(search.all_figures(archive, query)), request)
    answer = archive.engine.figures(parameters.query())
    link_next(request, response, answer.next)
    return answer


def accepted(header: str) -> Format:
    """The first form that an `Accept` header names, else JSON."""
    asked = (part.split(";")[0].strip() for part in header.split(","))
    names = {exporter.media_type: form for form, exporter in EXPORTERS.items()} | {"application/json": Format.JSON}
    return next((names[part] for part in asked if part in names), Format.JSON)


def _begun(found: Iterator[FigureHit]) -> Iterator[FigureHit]:
    """The same figures, the first one fetched: what is wrong is raised before the answer begins."""
    first = list(islice(found, 1))
    return chain(first, found)


def _file(exporter: Exporter, found: Iterator[FigureHit], request: Request) -> StreamingResponse:
    suffix = next(form for form, known in EXPORTERS.items() if known is exporter)
    chunks = exporter.write(found, base_url=str(request.base_url).rstrip("/"))
    headers = {"Content-Disposition": f'attachment; filename="figures.{suffix}"', "Vary": "Accept"}
    return StreamingResponse(chunks, media_type=exporter.media_type, headers=headers)
