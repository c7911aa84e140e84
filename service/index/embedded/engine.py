"""The embedded engine: what is taken in goes to SQLite at once, and from its outbox to the text index in batches."""

import re
import shutil
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from sqlalchemy.exc import DBAPIError

from service.damage import damaged
from service.disk import locked, replacing
from service.errors import IndexUnavailable
from service.index.base import Entry, Health
from service.index.embedded.duplicates import duplicates
from service.index.embedded.figures import entities, figures
from service.index.embedded.generation import Generation
from service.index.embedded.soundness import broken, senseless
from service.index.hits import Duplicate, EntityHit, FigurePage, SearchPage
from service.index.queries import DuplicateQuery, EntityQuery, FigureQuery, SearchQuery

PREFIX = "generation-"
_NAME = re.compile(PREFIX + "[0-9a-f]{8}")


class EmbeddedEngine:
    """The index in `folder`; its file `current` names the generation that serves.

    That is opened when it is first asked, so that a damaged one can be rebuilt.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._open: Generation | None = None
        with self._reported():
            folder.mkdir(parents=True, exist_ok=True)
            self._begin()

    def index(self, entries: Iterable[Entry]) -> None:
        """Take in records; they are durable, and searchable after `flush`."""
        with self._reported():
            self._generation().index(entries)

    def delete(self, documents: Sequence[str]) -> None:
        """Forget documents; they are out of searches after `flush`."""
        with self._reported():
            self._generation().delete(documents)

    def flush(self) -> None:
        """Make everything taken in so far searchable, by this process and all others."""
        with self._reported():
            self._generation().flush()

    def search(self, query: SearchQuery) -> SearchPage:
        """One page of hits. Raises `InvalidCursor`."""
        with self._reported():
            return self._generation().search(query)

    def count(self, queries: Sequence[SearchQuery]) -> tuple[int, ...]:
        """How many pages match each query."""
        with self._reported():
            return self._generation().count(queries)

    def duplicates(self, query: DuplicateQuery) -> Mapping[str, tuple[Duplicate, ...]]:
        """What says nearly the same as each document asked about."""
        with self._reported(), self._generation().facts.reading() as connection:
            return duplicates(connection, query)

    def figures(self, query: FigureQuery) -> FigurePage:
        """One page of figures with sums over all that match. Raises `InvalidCursor`."""
        with self._reported(), self._generation().facts.reading() as connection:
            return figures(connection, query)

    def entities(self, query: EntityQuery) -> tuple[EntityHit, ...]:
        """Entities by the beginning of a word."""
        with self._reported(), self._generation().facts.reading() as connection:
            return entities(connection, query)

    def documents(self) -> Iterator[str]:
        """The ids of all documents, in order."""
        with self._reported():
            yield from self._generation().facts.documents()

    def rebuild(self, entries: Iterable[Entry]) -> int:
        """Build a new generation beside the one that serves, then change places; one process at a time."""
        with self._reported(), locked(self._folder / "rebuilding.lock"):
            name = _fresh_name()
            try:
                taken = _built(self._folder / name, entries)
            except BaseException:
                shutil.rmtree(self._folder / name, ignore_errors=True)
                raise
            self._point_at(name)
            for left in self._folder.glob(f"{PREFIX}*"):
                if left.name != name:
                    shutil.rmtree(left, ignore_errors=True)
            return taken

    def check(self) -> None:
        """Look over every byte on disk."""
        with self._reported():
            self._generation().check()

    def health(self) -> Health:
        """Whether it opens, and how many documents it has."""
        try:
            with self._reported():
                return Health(engine="embedded", ready=True, documents=self._generation().facts.count())
        except IndexUnavailable as error:
            return Health(engine="embedded", ready=False, detail=str(error))

    def close(self) -> None:
        """Let go of the files."""
        with self._lock:
            if self._open:
                self._open.close()
            self._open = None

    @property
    def _pointer(self) -> Path:
        return self._folder / "current"

    def _point_at(self, name: str) -> None:
        with replacing(self._pointer) as file:
            file.write(name.encode())

    def _begin(self) -> None:
        """Make the first generation, unless another process does."""
        if self._pointer.exists():
            return
        with locked(self._folder / "rebuilding.lock"):
            if not self._pointer.exists():
                name = _fresh_name()
                Generation.make(self._folder / name).close()
                self._point_at(name)

    def _generation(self) -> Generation:
        """The generation that serves now; another process may have rebuilt it."""
        name = self._named()
        if not _NAME.fullmatch(name):
            raise broken(f"its file '{self._pointer.name}' names no generation")
        with self._lock:
            if self._open is None or self._open.folder.name != name:
                self._open = Generation(self._folder / name)
            return self._open

    def _named(self) -> str:
        """What the pointer says; nothing where there is none."""
        try:
            with self._pointer.open("rb") as file:
                return file.read().decode(errors="replace")
        except FileNotFoundError:
            return ""

    @contextmanager
    def _reported(self) -> Iterator[None]:
        """The service's own error in place of the disk's, the database's or the text index's."""
        try:
            yield
        except (OSError, DBAPIError) as error:
            if isinstance(error, DBAPIError) and damaged(error):
                self._judge()
                raise broken(str(error.orig)) from error
            raise IndexUnavailable(
                f"The index does not work: {error}.", advice="Check its disk and its rights."
            ) from error
        except BaseException as error:
            if senseless(error):
                self._judge()
            raise

    def _judge(self) -> None:
        """Look whether an error that nobody foresaw comes of damage. Raises `IndexDamaged` if so."""
        with self._lock:
            generation = self._open
        if generation:
            generation.check()


def _built(folder: Path, entries: Iterable[Entry]) -> int:
    """A new generation in `folder`, on disk when this returns; the number of documents in it."""
    new = Generation.make(folder)
    try:
        taken = new.index(entries)
        new.flush()
        return taken
    finally:
        new.close()


def _fresh_name() -> str:
    return f"{PREFIX}{uuid4().hex[:8]}"
