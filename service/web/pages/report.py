"""A report, page by page: its picture with boxes, its text with what was found, and the details of each finding."""

import re

from fastapi import APIRouter, Request, Response
from pydantic import Field

from pipelines.parsed import Renderer
from pipelines.record import Document, Frozen, Label, Page
from pipelines.registry import readers
from service.api.state import ArchiveHere, DocumentId
from service.errors import NotFound
from service.web.given import given
from service.web.reading import Choice, Leaf
from service.web.templating import page

ROUTER = APIRouter(include_in_schema=False)
_SPAN = re.compile(r"(\d{1,9})-(\d{1,9})")


class Place(Frozen):
    """Where to open a report; without a page, where the figure or the stretch of text stands."""

    page: int | None = Field(None, ge=1)
    figure: str | None = None
    entity: str | None = None
    at: str | None = None


@ROUTER.get("/documents/{document}")
def report(request: Request, archive: ArchiveHere, document: DocumentId) -> Response:
    """While the report is being read, the page says so; if it could not be read, why."""
    listed = archive.catalogue.get(document)
    if not archive.store.has_record(document):
        return page(request, "waiting.html", listed=listed)
    record = archive.store.record(document)
    choice = _choice(record, given(Place, request))
    leaf = Leaf(record, _page(record, choice.page), choice)
    drawn = bool(leaf.page.width) and _drawable(record.media_type)
    return page(request, "report.html", leaf=leaf, listed=listed, drawn=drawn, labels=tuple(Label))


def _choice(record: Document, place: Place) -> Choice:
    span = _SPAN.fullmatch(place.at or "")
    at = (int(span[1]), int(span[2])) if span and int(span[1]) < int(span[2]) else None
    number = place.page or _page_of(record, place, at)
    return Choice(page=number, figure=place.figure, entity=place.entity, at=at)


def _page_of(record: Document, place: Place, at: tuple[int, int] | None) -> int:
    """The page on which the figure or the stretch of text stands; the first without either."""
    figure = next((each for each in record.figures if each.id == place.figure), None)
    offset = figure.start if figure else at[0] if at else 0
    return next((leaf.number for leaf in record.pages if leaf.start <= offset < leaf.end), 1)


def _page(record: Document, number: int) -> Page:
    found = next((leaf for leaf in record.pages if leaf.number == number), None)
    if found is None:
        raise NotFound(f"The report has no page {number}.", expected=f"a page from 1 to {len(record.pages)}")
    return found


def _drawable(media_type: str) -> bool:
    return any(media_type in reader.media_types and isinstance(reader, Renderer) for reader in readers())
