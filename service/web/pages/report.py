"""A report, page by page: its picture with boxes, its text with what was found, and the details of each finding."""

import re

from fastapi import APIRouter, Request, Response
from pydantic import Field

from pipelines.parsed import Renderer
from pipelines.record import Document, Frozen, Label, Page
from pipelines.registry import readers
from service import alike
from service.api.state import ArchiveHere, DocumentId
from service.archive import Archive
from service.errors import IndexUnavailable, NotFound
from service.index.hits import Duplicate
from service.index.queries import DuplicateQuery
from service.web.given import given
from service.web.naming import title_of
from service.web.reading import Choice, Leaf
from service.web.stretches import holding, stretches
from service.web.templating import page

ROUTER = APIRouter(include_in_schema=False)
_MOST_ALIKE = 10
_SPAN = re.compile(r"(\d{1,9})-(\d{1,9})")


class Place(Frozen):
    """Where to open a report; without a page, where the figure or the stretch of text stands."""

    page: int | None = Field(None, ge=1)
    part: int | None = Field(None, ge=1)
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
    leaf = _leaf(record, given(Place, request))
    return page(
        request,
        "report.html",
        leaf=leaf,
        listed=listed,
        drawn=bool(leaf.page.width) and _drawable(record.media_type),
        labels=tuple(Label),
        duplicates=_duplicates(archive, document),
        inside=archive.catalogue.inside(document),
        parent=title_of(archive, record.parent) if record.parent else None,
    )


def _duplicates(archive: Archive, document: str) -> tuple[Duplicate, ...]:
    """What says nearly the same; nothing while the index does not answer, since a report can be read without it."""
    try:
        return archive.engine.duplicates(DuplicateQuery(documents=(document,))).get(document, ())
    except IndexUnavailable:
        return ()


@ROUTER.get("/documents/{document}/similar")
def similar(request: Request, archive: ArchiveHere, document: DocumentId) -> Response:
    """Other reports on the same matter: a page of its own, since looking for them takes a second in a large archive."""
    found = alike.alike(archive, document, limit=_MOST_ALIKE)
    return page(request, "similar.html", listed=archive.catalogue.get(document), found=found.more_like_this)


def _leaf(record: Document, place: Place) -> Leaf:
    span = _SPAN.fullmatch(place.at or "")
    at = (int(span[1]), int(span[2])) if span and int(span[1]) < int(span[2]) else None
    figure = next((each for each in record.figures if each.id == place.figure), None)
    offset = figure.start if figure else at[0] if at else None
    whole = _page(record, place.page or _number_at(record, offset or 0))
    parts = stretches(record, whole)
    sought = place.part or (holding(parts, offset) if offset is not None and offset < whole.end else 1)
    part = min(sought, len(parts))
    choice = Choice(page=whole.number, part=part, figure=place.figure, entity=place.entity, at=at)
    return Leaf(record, parts[part - 1], choice, len(parts))


def _number_at(record: Document, offset: int) -> int:
    """The page on which the offset lies; the first for one beyond the end."""
    return next((leaf.number for leaf in record.pages if leaf.start <= offset < leaf.end), 1)


def _page(record: Document, number: int) -> Page:
    """The page; a report of a format without pages is one."""
    pages = record.pages or (Page(number=1, start=0, end=len(record.text)),)
    found = next((each for each in pages if each.number == number), None)
    if found is None:
        raise NotFound(f"The report has no page {number}.", expected=f"a page from 1 to {len(pages)}")
    return found


def _drawable(media_type: str) -> bool:
    return any(media_type in reader.media_types and isinstance(reader, Renderer) for reader in readers())
