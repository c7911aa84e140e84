"""The embedded engine: what is taken in goes to SQLite at once, and from its outbox to the text index in batches."""

import shutil
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from sqlalchemy.exc import DBAPIError

from service.disk import replacing
from service.errors import IndexDamaged, IndexUnavailable
from service.index.base import Entry, Health
from service.index.embedded.figures import entities, figures
from service.index.embedded.generation import Generation
from service.index.hits import EntityHit, FigurePage, SearchPage
from service.index.queries import EntityQuery, FigureQuery, SearchQuery


class EmbeddedEngine:
    """The index in `folder`; its file `current` names the generation that serves.

    That is opened when it is first asked, so that a damaged one can be rebuilt.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._open: Generation | None = None
        with _reported():
            folder.mkdir(parents=True, exist_ok=True)
            if not self._pointer.exists():
                self._point_at(_fresh_name())

    def index(self, entries: Iterable[Entry]) -> None:
        """Take in records; they are durable, and searchable after `flush`."""
        with _reported():
            self._generation().index(entries)

    def delete(self, documents: Sequence[str]) -> None:
        """Forget documents; they are out of searches after `flush`."""
        with _reported():
            self._generation().delete(documents)

    def flush(self) -> None:
        """Make everything taken in so far searchable, by this process and all others."""
        with _reported():
            self._generation().flush()

    def search(self, query: SearchQuery) -> SearchPage:
        """One page of hits. Raises `InvalidCursor`."""
        with _reported():
            return self._generation().search(query)

    def figures(self, query: FigureQuery) -> FigurePage:
        """One page of figures with sums over all that match. Raises `InvalidCursor`."""
        with _reported(), self._generation().facts.reading() as connection:
            return figures(connection, query)

    def entities(self, query: EntityQuery) -> tuple[EntityHit, ...]:
        """Entities by the beginning of a word."""
        with _reported(), self._generation().facts.reading() as connection:
            return entities(connection, query)

    def documents(self) -> Iterator[str]:
        """The ids of all documents, in order."""
        with _reported():
            yield from self._generation().facts.documents()

    def rebuild(self, entries: Iterable[Entry]) -> int:
        """Build a new generation beside the one that serves, then change places."""
        with _reported():
            new = Generation(self._folder / _fresh_name())
            try:
                taken = new.index(entries)
                new.flush()
            except BaseException:
                shutil.rmtree(new.folder)
                raise
            finally:
                new.close()
            old = self._pointer.read_text(encoding="utf-8")
            self._point_at(new.folder.name)
            shutil.rmtree(self._folder / old, ignore_errors=True)
            return taken

    def health(self) -> Health:
        """Whether it opens, and how many documents it has."""
        try:
            return Health(engine="embedded", ready=True, documents=self._generation().facts.count())
        except (OSError, DBAPIError, IndexDamaged) as error:
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

    def _generation(self) -> Generation:
        """The generation that serves now; another process may have rebuilt it."""
        name = self._pointer.read_text(encoding="utf-8")
        with self._lock:
            if self._open is None or self._open.folder.name != name:
                self._open = Generation(self._folder / name)
            return self._open


def _fresh_name() -> str:
    return f"generation-{uuid4().hex[:8]}"


@contextmanager
def _reported() -> Iterator[None]:
    """The service's own error in place of the disk's or the database's."""
    try:
        yield
    except (OSError, DBAPIError) as error:
        raise IndexUnavailable(
            f"The index does not work: {error}.", advice="Check its disk and its rights; `tally reindex` makes it anew."
        ) from error
