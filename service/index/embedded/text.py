"""The text index on disk: pages in, hits and facets out."""

import threading
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from heapq import nsmallest
from pathlib import Path
from typing import cast

import tantivy

from service.disk import locked
from service.index.dates import MONTHS, in_order
from service.index.embedded.schema import FACETS, document, schema, shown
from service.index.embedded.soundness import META, broken, check_text, senseless
from service.index.hits import Facet, FacetValue
from service.index.queries import SearchSort
from service.index.rows import PageRow, ShownPage

HEAP = 64_000_000
"""Bytes of memory for one batch of pages."""
VIEWS = 16
"""How many moments of the index are kept for cursors to go on from."""
SHOWN, COUNTED = 10, 1000
"""Facet values answered, and counted, so that equal counts are told apart by name."""
FACET_NAMES = {"language": "languages", "media_type": "media_types", "collection": "collections"}


Rows = Sequence[tuple[float | None, ShownPage]]


@dataclass(frozen=True, slots=True)
class Ranked:
    """Pages in order with their scores, how many match in all, and the moment they were read at."""

    rows: Rows
    total: int
    view: str


@dataclass(frozen=True, slots=True)
class Counted:
    """All matches counted by the values of their fields, and by month."""

    facets: tuple[Facet, ...] = ()
    months: tuple[FacetValue, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """A document's pages as they are from now on; none if it is deleted."""

    document: str
    pages: list[PageRow] = field(default_factory=list)


class TextIndex:
    """Pages in a tantivy index. Any number of processes may read; they write one after the other."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._views: OrderedDict[str, tantivy.Searcher] = OrderedDict()
        self._lock = threading.Lock()
        self._seen = -1
        self._index = _open(folder)

    @classmethod
    def make(cls, folder: Path) -> None:
        """A new, empty one."""
        folder.mkdir(parents=True)
        tantivy.Index(schema(), str(folder))

    def write(self, changes: Iterable[Change]) -> None:
        """Take in changes and commit; the caller holds `writing`. Raises `OSError` where the disk has no room."""
        try:
            writer = self._index.writer(HEAP, 1)
            for change in changes:
                writer.delete_documents_by_term("document", change.document)
                for row in change.pages:
                    writer.add_document(document(row))
            writer.commit()
            writer.wait_merging_threads()
        except BaseException as error:
            if not senseless(error):
                raise
            check_text(self._folder)
            raise OSError(str(error)) from error

    def check(self) -> None:
        """Raise `IndexDamaged` if the files have other bytes than were written."""
        with self.writing():
            check_text(self._folder)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """The right to write, waited for: one thread of one process has it at a time."""
        with locked(self._folder / "writing.lock"):
            yield

    def ranked(self, query: tantivy.Query, sort: SearchSort, *, limit: int, offset: int, view: str | None) -> Ranked:
        """Hits from `offset` on, as they stood at the moment `view` if that is still kept."""
        name, searcher = self._view(view)
        if sort is SearchSort.RELEVANCE:
            found = searcher.search(query, max(limit, 1), offset=offset)
            scored = [(float(score), _row(searcher, address)) for score, address in found.hits]
            scored.sort(key=lambda pair: (-pair[0], pair[1].key))
            rows: Rows = [*scored]
        else:
            found = searcher.search(
                query, max(limit, 1), offset=offset, order_by_field=sort.value, order=tantivy.Order.Asc
            )
            rows = [(None, _row(searcher, address)) for _, address in found.hits]
        total: int = found.count  # type: ignore[attr-defined]  # it is there; tantivy's stubs miss it
        return Ranked(rows[:limit], total, name)

    def counted(self, query: tantivy.Query) -> Counted:
        """The commonest values of each field, and every month, among all matches."""
        _, searcher = self._view(None)
        asked = {name: {"terms": {"field": name, "size": COUNTED}} for name in FACETS}
        answered = searcher.aggregate(query, asked | {"month": {"terms": {"field": "month", "size": MONTHS}}})
        return Counted(
            facets=tuple(_facet(name, answered[name]["buckets"]) for name in FACETS),
            months=in_order(map(_value, answered["month"]["buckets"])),
        )

    def count(self, query: tantivy.Query) -> int:
        """How many pages match."""
        _, searcher = self._view(None)
        return int(searcher.search(query, 1).count)  # type: ignore[attr-defined]

    def _view(self, name: str | None) -> tuple[str, tantivy.Searcher]:
        """The moment asked for if it is kept, else the present one."""
        with self._lock:
            if name is None or name not in self._views:
                name = self._now()
            self._views.move_to_end(name)
            return name, self._views[name]

    def _now(self) -> str:
        changed = (self._folder / "meta.json").stat().st_mtime_ns
        if changed != self._seen:
            self._index.reload()
            self._seen = changed
        name = str(changed)
        self._views.setdefault(name, self._index.searcher())
        while len(self._views) > VIEWS:
            self._views.popitem(last=False)
        return name


def _open(folder: Path) -> tantivy.Index:
    if not (folder / META).exists():
        raise broken(f"{META} is missing")
    try:
        index = tantivy.Index(schema(), str(folder))
    except BaseException as error:
        if senseless(error):
            raise broken(f"the text index cannot be opened: {error}") from error
        raise
    index.config_reader("manual")
    return index


def _row(searcher: tantivy.Searcher, address: tantivy.DocAddress) -> ShownPage:
    return shown(searcher.doc(address))


def _facet(name: str, buckets: list[dict[str, object]]) -> Facet:
    """The commonest values, those as common by name: tantivy counts more than are shown."""
    commonest = nsmallest(SHOWN, buckets, key=lambda bucket: (-cast(int, bucket["doc_count"]), bucket["key"]))
    return Facet(name=FACET_NAMES.get(name, name), values=tuple(map(_value, commonest)))


def _value(bucket: dict[str, object]) -> FacetValue:
    """Built without a second look: there are hundreds, and tantivy counted them."""
    return FacetValue.model_construct(value=cast(str, bucket["key"]), count=cast(int, bucket["doc_count"]))
