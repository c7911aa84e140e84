"""Answers of any length, page by page, for exports and commands."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Protocol, TypeVar

from pipelines.record import Document
from service.archive import Archive
from service.catalogue import ListQuery, State
from service.errors import NotFound
from service.index.hits import FigureHit, Hit, SearchPage
from service.index.queries import DuplicateQuery, FigureQuery, SearchQuery
from service.spelling import did_you_mean

STEP = 500
"""Hits asked for at a time."""

Found_co = TypeVar("Found_co", covariant=True)
Query = TypeVar("Query", SearchQuery, FigureQuery)


class Answer(Protocol[Found_co]):
    """One page of an answer."""

    @property
    def hits(self) -> tuple[Found_co, ...]:
        """In order."""

    @property
    def next(self) -> str | None:
        """Where it goes on; None at the end."""


def search(archive: Archive, query: SearchQuery) -> SearchPage:
    """One page of hits with their near-duplicates, and what was perhaps meant.

    Raises `InvalidCursor`, `IndexUnavailable`.
    """
    page = archive.engine.search(query)
    meant = did_you_mean(archive.engine, query, found=page.total)
    return page.model_copy(update={"hits": _marked(archive, page.hits), "did_you_mean": meant})


def _marked(archive: Archive, hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
    if not hits:
        return hits
    found = archive.engine.duplicates(DuplicateQuery(documents=tuple(sorted({hit.document for hit in hits}))))
    if not found:
        return hits
    return tuple(hit.model_copy(update={"duplicates": found.get(hit.document, ())}) for hit in hits)


def all_hits(archive: Archive, query: SearchQuery) -> Iterator[Hit]:
    """Every hit, however many, in order."""
    return _all(archive.engine.search, query.model_copy(update={"limit": STEP, "facets": False}))


def all_figures(archive: Archive, query: FigureQuery) -> Iterator[FigureHit]:
    """Every figure, however many, in order."""
    return _all(archive.engine.figures, query.model_copy(update={"limit": STEP, "sums": False}))


def records(
    archive: Archive, *, collections: tuple[str, ...] = (), documents: tuple[str, ...] = ()
) -> Iterator[Document]:
    """The records of every indexed document, newest first; one that is deleted meanwhile is passed over."""
    wanted = ListQuery(states=(State.INDEXED,), collections=collections)
    for listed in archive.catalogue.all(wanted):
        if not documents or listed.id in documents:
            with suppress(NotFound):
                yield archive.store.record(listed.id)


def _all(ask: Callable[[Query], Answer[Found_co]], query: Query) -> Iterator[Found_co]:
    while True:
        answer = ask(query)
        yield from answer.hits
        if answer.next is None:
            return
        query = query.model_copy(update={"cursor": answer.next})
