"""The Elasticsearch engine."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from service.batches import batches
from service.errors import IndexDamaged, IndexUnavailable, InternalError
from service.index.base import Entry, Health
from service.index.elasticsearch import facts, indices, pages, writing
from service.index.elasticsearch.connection import Connection, reported
from service.index.elasticsearch.duplicates import duplicates
from service.index.elasticsearch.moments import Moments
from service.index.elasticsearch.schema import DOCUMENTS, FIGURES, MENTIONS, PAGES
from service.index.hits import Duplicate, EntityHit, FigurePage, SearchPage
from service.index.queries import DuplicateQuery, EntityQuery, FigureQuery, SearchQuery

BATCH = 50
"""Documents written at a time."""


class ElasticsearchEngine:
    """Pages, mentions and figures, each in an index of its own behind an alias."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._made = False
        self._moments = Moments()

    def index(self, entries: Iterable[Entry]) -> None:
        """Take in records; durable when it returns, searchable after `flush`."""
        for batch in batches(entries, BATCH):
            with self._ready():
                writing.write(self._connection.writing, self._serving, batch)

    def delete(self, documents: Sequence[str]) -> None:
        """Forget documents."""
        with self._ready():
            for batch in batches(documents, BATCH):
                writing.delete(self._connection.writing, self._serving, batch)

    def flush(self) -> None:
        """Make everything taken in so far searchable."""
        with self._ready():
            self._connection.writing.indices.refresh(index=self._serving.all())
        self._moments.forget()

    def search(self, query: SearchQuery) -> SearchPage:
        """One page of hits. Raises `InvalidCursor`."""
        with self._ready():
            return pages.search(self._connection.searching, self._serving[PAGES], query, moments=self._moments)

    def count(self, queries: Sequence[SearchQuery]) -> tuple[int, ...]:
        """How many pages match each query."""
        with self._ready():
            return pages.count(self._connection.searching, self._serving[PAGES], queries)

    def duplicates(self, query: DuplicateQuery) -> Mapping[str, tuple[Duplicate, ...]]:
        """What says nearly the same as each document asked about."""
        with self._ready():
            return duplicates(self._connection.searching, self._serving[DOCUMENTS], query)

    def figures(self, query: FigureQuery) -> FigurePage:
        """One page of figures with sums over all that match. Raises `InvalidCursor`."""
        with self._ready():
            return facts.figures(self._connection.searching, self._serving[FIGURES], query)

    def entities(self, query: EntityQuery) -> tuple[EntityHit, ...]:
        """Entities by the beginning of a word."""
        with self._ready():
            return facts.entities(self._connection.searching, self._serving[MENTIONS], query)

    def documents(self) -> Iterator[str]:
        """The ids of all documents, in order."""
        with self._ready():
            yield from facts.documents(self._connection.searching, self._serving[PAGES])

    def rebuild(self, entries: Iterable[Entry]) -> int:
        """Fill new indices beside those that serve, then move all aliases in one step."""
        with self._ready():
            new = indices.make_next(self._connection)
        try:
            taken = self._fill(new, entries)
            with reported():
                indices.put_in_service(self._connection, new)
        except BaseException:
            with reported():
                indices.remove(self._connection, new.names.values())
            raise
        return taken

    def check(self) -> None:
        """Compare the indices' mappings with those that this version makes."""
        with self._ready():
            outdated = indices.outdated(self._connection)
        if outdated:
            raise IndexDamaged(
                f"Made by another version of Tally: {', '.join(outdated)}.",
                advice="It is made anew by whoever works; `tally reindex` does so at once.",
            )

    def health(self) -> Health:
        """Whether it answers, and how many documents it has."""
        try:
            with self._ready():
                number = facts.count(self._connection.searching, self._serving[PAGES])
        except (IndexUnavailable, InternalError) as error:
            return Health(engine="elasticsearch", ready=False, detail=str(error))
        return Health(engine="elasticsearch", ready=True, documents=number)

    def close(self) -> None:
        """Let go of the connections."""
        self._connection.close()

    @property
    def _serving(self) -> indices.Indices:
        return indices.serving(self._connection)

    def _fill(self, new: indices.Indices, entries: Iterable[Entry]) -> int:
        taken = 0
        for batch in batches(entries, BATCH):
            with reported():
                writing.write(self._connection.writing, new, batch)
            taken += len(batch)
        with reported():
            self._connection.writing.indices.refresh(index=new.all())
        return taken

    @contextmanager
    def _ready(self) -> Iterator[None]:
        """The indices, made if they are not there yet, and errors in the service's words."""
        with reported():
            if not self._made:
                indices.ensure(self._connection)
                self._made = True
            yield
