"""One complete index in one folder. A rebuild makes a new one beside it and then changes places."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from tantivy import Query

from service.batches import batches
from service.cursor import seal, unseal
from service.errors import IndexDamaged, InvalidCursor
from service.index.answers import hits
from service.index.base import Entry
from service.index.dates import years
from service.index.embedded.around import around
from service.index.embedded.facts import Facts
from service.index.embedded.soundness import broken
from service.index.embedded.text import Counted, TextIndex
from service.index.embedded.translate import translate
from service.index.hits import SearchPage
from service.index.queries import SearchQuery

BATCH = 50
"""Documents in one transaction."""
DRAINED = 500
"""Documents in one commit of the text index."""
FACTS, TEXT, MARK = "facts.sqlite", "text", "damaged"


class Generation:
    """Text and facts of the same documents. Opening it raises `IndexDamaged` if they are not what was made."""

    def __init__(self, folder: Path) -> None:
        if (folder / MARK).exists():
            raise broken("what was read made no sense")
        if not (folder / FACTS).exists():
            raise broken(f"{FACTS} is missing")
        self.folder = folder
        self.facts = Facts(folder / FACTS)
        self.text = TextIndex(folder / TEXT)

    @classmethod
    def make(cls, folder: Path) -> "Generation":
        """A new, empty one."""
        TextIndex.make(folder / TEXT)
        Facts.make(folder / FACTS)
        return cls(folder)

    def check(self) -> None:
        """Look over every byte; what is damaged is marked, for all processes. Raises `IndexDamaged`."""
        try:
            self.facts.check()
            self.text.check()
        except IndexDamaged:
            with suppress(OSError):
                (self.folder / MARK).touch()
            raise

    def index(self, entries: Iterable[Entry]) -> int:
        """Take in records; how many."""
        taken = 0
        for batch in batches(entries, BATCH):
            self.facts.put(batch)
            taken += len(batch)
        return taken

    def delete(self, documents: Sequence[str]) -> None:
        """Forget documents."""
        self.facts.delete(documents)

    def flush(self) -> None:
        """Bring the text index up to the facts: what other processes have waiting is taken along."""
        with self.text.writing():
            while pending := self.facts.pending(DRAINED):
                self.text.write(waiting.change for waiting in pending)
                self.facts.done(pending[-1].number)

    def search(self, query: SearchQuery) -> SearchPage:
        """One page of hits."""
        offset, view = _place(query)
        asked = self._translated(query)
        found = self.text.ranked(asked, query.order, limit=query.limit, offset=offset, view=view)
        counted = self.text.counted(asked) if query.facets else Counted()
        end = offset + len(found.rows)
        return SearchPage(
            hits=hits(found.rows, query),
            total=found.total,
            facets=counted.facets,
            months=counted.months,
            years=years(counted.months),
            next=seal(query, (end, found.view)) if found.rows and end < found.total else None,
        )

    def count(self, queries: Sequence[SearchQuery]) -> tuple[int, ...]:
        """How many pages match each query."""
        return tuple(self.text.count(self._translated(query)) for query in queries)

    def _translated(self, query: SearchQuery) -> Query:
        if query.near is None:
            return translate(query)
        with self.facts.reading() as connection:
            return translate(query, points=around(connection, query.near))

    def close(self) -> None:
        """Let go of the files."""
        self.facts.close()


def _place(query: SearchQuery) -> tuple[int, str | None]:
    """How many hits came before, and the moment of the index that they were read at."""
    if query.cursor is None:
        return 0, None
    match unseal(query, query.cursor):
        case (int() as offset, str() as view) if offset >= 0:
            return offset, view
    raise InvalidCursor("The cursor holds no position among hits.", advice="Leave it out to begin again.")
