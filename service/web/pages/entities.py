"""One person, organisation or place over all reports."""

from fastapi import APIRouter, Request, Response
from pydantic import Field

from pipelines.record import Document, Frozen, Label
from service.api.state import ArchiveHere
from service.archive import Archive
from service.index.hits import FigurePage, SearchPage
from service.index.queries import FigureGroup, FigureQuery, SearchQuery
from service.web.given import given
from service.web.passages import passage
from service.web.templating import page

ROUTER = APIRouter(include_in_schema=False)
_MOST_RECORDS = 20
_MOST_HITS = 50
_TOGETHER = ("people", "organizations", "places")


class Asked(Frozen):
    """Whom or what the page is about."""

    name: str = Field("", max_length=300)
    label: Label = Label.PERSON


class Held(Frozen):
    """A role that a report gives a person, and where it says so."""

    words: str
    document: str
    report: str
    published: str
    at: str


@ROUTER.get("/entities")
def entity(request: Request, archive: ArchiveHere) -> Response:
    """Roles as the reports give them, the reports themselves, who is named beside, and figures."""
    asked = given(Asked, request)
    found = archive.engine.search(_pages_naming(asked))
    return page(
        request,
        "entity.html",
        asked=asked,
        found=found,
        hits=[(hit, passage(hit.snippet)) for hit in found.hits],
        roles=_roles(archive, asked, found) if asked.label is Label.PERSON else [],
        together=[
            (facet.name, [each for each in facet.values if each.value != asked.name])
            for facet in found.facets
            if facet.name in _TOGETHER
        ],
        figures=_figures(archive, asked),
    )


def _pages_naming(asked: Asked) -> SearchQuery:
    if asked.label is Label.PLACE:
        return SearchQuery(places=(asked.name,), limit=_MOST_HITS)
    return SearchQuery(entities=(asked.name,), limit=_MOST_HITS)


def _figures(archive: Archive, asked: Asked) -> FigurePage:
    """Figures from there for a place, figures that cite it for anyone else."""
    if asked.label is Label.PLACE:
        return archive.engine.figures(FigureQuery(places=(asked.name,), group_by=FigureGroup.KIND))
    return archive.engine.figures(FigureQuery(sources=(asked.name,), group_by=FigureGroup.KIND))


def _roles(archive: Archive, asked: Asked, found: SearchPage) -> list[Held]:
    """What the first reports say that the person does, by the reports' dates."""
    documents = list(dict.fromkeys(hit.document for hit in found.hits))[:_MOST_RECORDS]
    held = [each for document in documents for each in _held(archive.store.record(document), asked.name)]
    return sorted(held, key=lambda each: each.published)


def _held(record: Document, name: str) -> list[Held]:
    names = {each.id: each.name for each in record.entities}
    return [
        Held(
            words=", ".join(filter(None, (role.title, role.role, names.get(role.organization or "")))),
            document=record.id,
            report=record.title or record.filename or record.id,
            published=record.published.isoformat() if record.published else "",
            at=f"{role.start}-{role.end}",
        )
        for each in record.entities
        if each.label is Label.PERSON and name in (each.name, *each.aliases)
        for role in each.roles
        if role.role or role.organization
    ]
