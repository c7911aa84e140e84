"""What every index engine offers.

An engine is a module in this folder that defines `ENGINE`, an `EngineFactory`; the registry finds it by the scheme of
`TALLY_INDEX`. All engines give the same hits, totals, facets and figure sums for the same query: the contract tests
run over every one that is registered.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from pipelines.record import Document, Frozen
from service.index.hits import Duplicate, EntityHit, FigurePage, SearchPage
from service.index.queries import DuplicateQuery, EntityQuery, FigureQuery, SearchQuery
from service.settings import Settings


class Entry(Frozen):
    """A record to index, with what only the catalogue knows of it."""

    document: Document
    collection: str = "default"


class Health(Frozen):
    """Whether the engine answers, and how many documents it has searchable; None if it does not."""

    engine: str
    ready: bool
    detail: str = ""
    documents: int | None = None


class Engine(Protocol):
    """An index of pages, mentions and figures. Every method raises `IndexUnavailable` if the engine does not answer."""

    def index(self, entries: Iterable[Entry]) -> None:
        """Take in records, replacing what was known of the same documents. Durable when it returns."""

    def delete(self, documents: Sequence[str]) -> None:
        """Forget documents, by id; unknown ids are passed over. Durable when it returns."""

    def flush(self) -> None:
        """Make everything taken in so far searchable; called once after a batch."""

    def search(self, query: SearchQuery) -> SearchPage:
        """One page of hits. Raises `InvalidCursor`."""

    def count(self, queries: Sequence[SearchQuery]) -> tuple[int, ...]:
        """How many pages match each query."""

    def duplicates(self, query: DuplicateQuery) -> Mapping[str, tuple[Duplicate, ...]]:
        """For each document asked about that has any: what says nearly the same, the nearest first."""

    def figures(self, query: FigureQuery) -> FigurePage:
        """One page of figures with sums over all that match. Raises `InvalidCursor`."""

    def entities(self, query: EntityQuery) -> tuple[EntityHit, ...]:
        """Entities by the beginning of a word."""

    def documents(self) -> Iterator[str]:
        """The ids of every document indexed, in order."""

    def rebuild(self, entries: Iterable[Entry]) -> int:
        """Replace the whole index by these records, serving the old one meanwhile; the number of documents taken in."""

    def check(self) -> None:
        """Look closely. Raises `IndexDamaged` if the index has to be made anew: spoilt, or of another version."""

    def health(self) -> Health:
        """Whether it answers; never raises."""

    def close(self) -> None:
        """Let go of files and connections."""


class EngineFactory(Protocol):
    """Makes an engine for settings whose `index` URL has one of the factory's schemes."""

    schemes: tuple[str, ...]

    def open(self, settings: Settings) -> Engine:
        """The engine. Raises `ConfigurationError`, `IndexDamaged` or `IndexUnavailable`."""
