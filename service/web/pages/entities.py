"""One person, organisation or place over all reports."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from fastapi import APIRouter, Request, Response
from pydantic import Field

from pipelines.record import Document, Entity, Frozen, Label
from service.api.state import ArchiveHere
from service.archive import Archive
from service.index.hits import FigurePage, Hit
from service.index.queries import FigureQuery, SearchQuery, SearchSort
from service.query import Any, Phrase, words
from service.web.given import given
from service.web.passages import Passage, passage
from service.web.templating import page

ROUTER = APIRouter(include_in_schema=False)
_MOST_RECORDS = 12
"""Records read for names and roles: those of the newest reports."""
_MOST_HITS = 50
_MOST_FIGURES = 12
_TOGETHER = ("people", "organizations", "places")


class Asked(Frozen):
    """Whom or what the page is about."""

    name: str = Field("", max_length=300)
    label: Label = Label.PERSON


@dataclass(frozen=True, slots=True)
class Held:
    """A role that a report gives a person, and where it says so."""

    words: str
    document: str
    published: str
    at: str


@dataclass(frozen=True, slots=True)
class Named:
    """A report that names it: its first page that does, with the passage, and all such pages found."""

    hit: Hit
    passage: Passage
    pages: tuple[int, ...]


@ROUTER.get("/entities")
def entity(request: Request, archive: ArchiveHere) -> Response:
    """Names and roles as the reports give them, the reports themselves, who is named beside, and figures."""
    asked = given(Asked, request)
    query = _pages_naming(asked)
    found = archive.engine.search(query)
    records = _records(archive, found.hits)
    aliases = sorted({form for _, each in _same(records, asked) for form in (each.name, *each.aliases)} - {asked.name})
    return page(
        request,
        "entity.html",
        asked=asked,
        found=found,
        aliases=aliases,
        reports=_reports(archive, query, (asked.name, *aliases)) or _grouped(found.hits),
        roles=_roles(records, asked),
        together=[
            (facet.name, [each for each in facet.values if each.value not in (asked.name, *aliases)])
            for facet in found.facets
            if facet.name in _TOGETHER
        ],
        figures=_figures(archive, asked),
    )


def _pages_naming(asked: Asked) -> SearchQuery:
    names = {"places" if asked.label is Label.PLACE else "entities": (asked.name,)}
    return SearchQuery(sort=SearchSort.NEWEST, limit=_MOST_HITS).model_copy(update=names)


def _reports(archive: Archive, query: SearchQuery, names: Iterable[str]) -> list[Named]:
    """The newest reports with one of the names marked in its passage."""
    phrases = tuple(Phrase(found) for name in names if (found := tuple(words(name))))
    return _grouped(archive.engine.search(query.model_copy(update={"text": Any(phrases), "facets": False})).hits)


def _grouped(hits: Sequence[Hit]) -> list[Named]:
    together: dict[str, list[Hit]] = {}
    for hit in hits:
        together.setdefault(hit.document, []).append(hit)
    return [
        Named(first, passage(first.snippet), tuple(dict.fromkeys(hit.page for hit in (first, *others))))
        for first, *others in together.values()
    ]


def _figures(archive: Archive, asked: Asked) -> FigurePage:
    """Figures from there for a place, figures that cite it for anyone else."""
    names = {"places" if asked.label is Label.PLACE else "sources": (asked.name,)}
    return archive.engine.figures(FigureQuery(limit=_MOST_FIGURES, sums=False).model_copy(update=names))


def _records(archive: Archive, hits: Sequence[Hit]) -> list[Document]:
    documents = dict.fromkeys(hit.document for hit in hits)
    return [archive.store.record(document) for document in list(documents)[:_MOST_RECORDS]]


def _same(records: Iterable[Document], asked: Asked) -> Iterator[tuple[Document, Entity]]:
    """The entities of that name or alias, and of that sort."""
    name = asked.name.casefold()
    for record in records:
        for each in record.entities:
            if each.label is asked.label and name in map(str.casefold, (each.name, *each.aliases)):
                yield record, each


def _roles(records: Iterable[Document], asked: Asked) -> list[Held]:
    """What the reports say that the person is or does, by the reports' dates."""
    held = [role for record, each in _same(records, asked) for role in _held(record, each)]
    return sorted(held, key=lambda each: each.published)


def _held(record: Document, person: Entity) -> Iterator[Held]:
    names = {each.id: each.name for each in record.entities}
    for role in person.roles:
        if role.role or role.organization:
            yield Held(
                words=", ".join(filter(None, (role.title, role.role, names.get(role.organization or "")))),
                document=record.id,
                published=record.published.isoformat() if record.published else "",
                at=f"{role.start}-{role.end}",
            )
