"""An archive in which only some collections can be seen.

Every route gets its archive from here, so that none can forget to look whose documents it shows. What lies in other
collections is not there: not found, not counted, not suggested.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from pipelines.record import Document
from service.access.roles import Scope
from service.archive import Archive
from service.catalogue import Catalogue, Listed, ListPage, ListQuery
from service.errors import Forbidden, HeldElsewhere, NotFound
from service.index.base import Engine, Entry, Health
from service.index.hits import Duplicate, EntityHit, FigurePage, SearchPage
from service.index.queries import DuplicateQuery, EntityQuery, FigureQuery, SearchQuery
from service.origins import Origin
from service.store import Accepted, Store


def limited(archive: Archive, scope: Scope) -> Archive:
    """The archive as someone with this scope sees it."""
    if scope.whole:
        return archive
    catalogue = LimitedCatalogue(archive.catalogue, scope)
    store, engine = LimitedStore(archive.store, catalogue, scope), LimitedEngine(archive.engine, catalogue, scope)
    return Archive(archive.settings, store, catalogue, engine)


class LimitedCatalogue(Catalogue):
    """The documents of some collections. It shares the whole catalogue's database, which is not its own to close."""

    def __init__(self, whole: Catalogue, scope: Scope) -> None:
        vars(self).update(vars(whole))
        self._whole, self._scope = whole, scope

    def get(self, document: str) -> Listed:
        """One document. Raises `NotFound`, in the same words for what is hidden and for what is not there."""
        listed = self._whole.get(document)
        if not self._scope.covers(listed.collection):
            raise NotFound(f"No document {document!r}.", advice="It was never accepted, or deleted.")
        return listed

    def list(self, query: ListQuery) -> ListPage:
        """As the whole catalogue's, of what can be seen."""
        seen = self._scope.narrow(query.collections)
        if seen is None:
            return ListPage(documents=(), total=0)
        return self._whole.list(query.model_copy(update={"collections": seen}))

    def collections(self) -> dict[str, int]:
        """The collections that can be seen and have documents."""
        return {name: count for name, count in self._whole.collections().items() if self._scope.covers(name)}

    def origin(self, document: str) -> Origin:
        """Raises `Forbidden`: it may name what cannot be seen."""
        del document
        raise _workers_only()

    def beside(self, document: str, root: str) -> tuple[int, int]:
        """Raises `Forbidden`: it counts what cannot be seen."""
        del document, root
        raise _workers_only()

    def inside(self, document: str) -> tuple[Listed, ...]:
        """The documents that came in one that can be seen, and can be seen themselves. Raises `NotFound`."""
        self.get(document)
        return tuple(found for found in self._whole.inside(document) if self._scope.covers(found.collection))

    def only_in(self, document: str) -> tuple[str, ...]:
        """The same of those that came in no other way."""
        self.get(document)
        return tuple(_seen(self._whole.only_in(document), self))

    def remove(self, document: str) -> None:
        """Forget a document that can be seen. Raises `NotFound`."""
        self.get(document)
        self._whole.remove(document)

    def close(self) -> None:
        """Nothing: the whole catalogue stays open."""


class LimitedStore(Store):
    """Originals and records of documents that the catalogue shows."""

    def __init__(self, whole: Store, catalogue: LimitedCatalogue, scope: Scope) -> None:
        vars(self).update(vars(whole))
        self._whole, self._catalogue, self._scope = whole, catalogue, scope

    def put(self, stream: BinaryIO, *, filename: str | None, collection: str, limit: int) -> tuple[Accepted, bool]:
        """Keep an original in a collection that can be seen. Raises `Forbidden` and `HeldElsewhere`."""
        if not self._scope.covers(collection):
            raise Forbidden(
                f"This key may not add to the collection {collection!r}.", advice="Name one that the key is for."
            )
        accepted, new = self._whole.put(stream, filename=filename, collection=collection, limit=limit)
        if not self._scope.covers(accepted.collection):
            raise HeldElsewhere(
                "These bytes are kept already, in a collection that this key is not for.",
                advice="Ask an administrator: a document belongs to one collection.",
            )
        return accepted, new

    def accepted(self, document: str) -> Accepted:
        """How a document that can be seen came in. Raises `NotFound`."""
        found = self._whole.accepted(document)
        if not self._scope.covers(found.collection):
            raise NotFound(f"Nothing is stored of {document}.", advice="It was never accepted, or deleted.")
        return found

    def open(self, document: str) -> BinaryIO:
        """The original's bytes. Raises `NotFound`."""
        self._catalogue.get(document)
        return self._whole.open(document)

    @contextmanager
    def local(self, document: str) -> Iterator[Path]:
        """A path of the original. Raises `NotFound`."""
        self._catalogue.get(document)
        with self._whole.local(document) as path:
            yield path

    def record(self, document: str) -> Document:
        """The record. Raises `NotFound`."""
        self._catalogue.get(document)
        return self._whole.record(document)

    def has_record(self, document: str) -> bool:
        """Whether the document has been extracted. Raises `NotFound`."""
        self._catalogue.get(document)
        return self._whole.has_record(document)

    def delete(self, document: str) -> None:
        """Leave nothing of a document that can be seen. Raises `NotFound`."""
        self._catalogue.get(document)
        self._whole.delete(document)

    def ids(self) -> Iterator[str]:
        """The documents that can be seen, in order."""
        yield from _seen(self._whole.ids(), self._catalogue)


class LimitedEngine:
    """Searches within some collections; an `Engine` that takes nothing in, which is left to the workers."""

    def __init__(self, whole: Engine, catalogue: LimitedCatalogue, scope: Scope) -> None:
        self._whole, self._catalogue, self._scope = whole, catalogue, scope

    def search(self, query: SearchQuery) -> SearchPage:
        """As the whole engine's, of what can be seen."""
        seen = self._scope.narrow(query.collections)
        if seen is None:
            return SearchPage(hits=(), total=0)
        return self._whole.search(query.model_copy(update={"collections": seen}))

    def count(self, queries: Sequence[SearchQuery]) -> tuple[int, ...]:
        """As the whole engine's, of what can be seen."""
        seen = [(query, self._scope.narrow(query.collections)) for query in queries]
        asked = [query.model_copy(update={"collections": names}) for query, names in seen if names is not None]
        counts = iter(self._whole.count(asked))
        return tuple(0 if names is None else next(counts) for _, names in seen)

    def duplicates(self, query: DuplicateQuery) -> Mapping[str, tuple[Duplicate, ...]]:
        """As the whole engine's, of what can be seen."""
        seen = self._scope.narrow(query.collections)
        return {} if seen is None else self._whole.duplicates(query.model_copy(update={"collections": seen}))

    def figures(self, query: FigureQuery) -> FigurePage:
        """As the whole engine's, of what can be seen."""
        seen = self._scope.narrow(query.collections)
        if seen is None:
            return FigurePage(hits=(), total=0)
        return self._whole.figures(query.model_copy(update={"collections": seen}))

    def entities(self, query: EntityQuery) -> tuple[EntityHit, ...]:
        """As the whole engine's, of what can be seen."""
        seen = self._scope.narrow(query.collections)
        return () if seen is None else self._whole.entities(query.model_copy(update={"collections": seen}))

    def documents(self) -> Iterator[str]:
        """The documents that can be seen, in order."""
        yield from _seen(self._whole.documents(), self._catalogue)

    def delete(self, documents: Sequence[str]) -> None:
        """Forget documents that can be seen. Raises `NotFound`."""
        for document in documents:
            self._catalogue.get(document)
        self._whole.delete(documents)

    def flush(self) -> None:
        """Make everything taken in so far searchable."""
        self._whole.flush()

    def index(self, entries: Iterable[Entry]) -> None:
        """Raises `Forbidden`."""
        del entries
        raise _workers_only()

    def rebuild(self, entries: Iterable[Entry]) -> int:
        """Raises `Forbidden`."""
        del entries
        raise _workers_only()

    def check(self) -> None:
        """Raises `Forbidden`: only workers do this."""
        raise _workers_only()

    def health(self) -> Health:
        """Whether it answers; how much it holds and what ails it is not for everyone."""
        return self._whole.health().model_copy(update={"documents": None, "detail": ""})

    def close(self) -> None:
        """Nothing: the whole engine stays open."""


def _seen(documents: Iterable[str], catalogue: Catalogue) -> Iterator[str]:
    for document in documents:
        try:
            yield catalogue.get(document).id
        except NotFound:
            continue


def _workers_only() -> Forbidden:
    return Forbidden("Only a worker, which sees every collection, does this.")
