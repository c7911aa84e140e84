"""Searches and indexing against the bare engines beneath."""

import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median

from elasticsearch import Elasticsearch

from scripts.benchmarks.measure import Measured, cpu
from service.archive import Archive, open_archive
from service.catalogue import ListQuery, State
from service.index.base import Engine, Entry
from service.index.elasticsearch import translate as elastic
from service.index.embedded.generation import TEXT
from service.index.embedded.text import TextIndex
from service.index.embedded.translate import translate
from service.index.engines import open_engine
from service.index.queries import SearchQuery
from service.ingest import ingest
from service.query import parse
from service.settings import Settings
from tests.elasticsearch.node import Node

COPIES, TIMES, WARM = 20, 200, 20
"""How often each record is indexed, under another id; searches measured, and before."""
QUERIES = tuple(SearchQuery(text=parse(text), facets=False) for text in ("migrants", '"police said"', "killed -boat"))


def measure(reports: Sequence[Path]) -> Iterator[Measured]:
    """Medians of a search's milliseconds; CPU seconds of indexing within those of the whole way."""
    with tempfile.TemporaryDirectory() as folder:
        archive = open_archive(Settings(data=Path(folder) / "data"))
        with cpu() as whole:
            ingest(archive, [str(path) for path in reports])
        entries = list(_entries(archive))
        archive.close()
        share = _indexing(Path(folder) / "again", entries)
        yield Measured("indexing within the whole way", share, whole.seconds, "CPU s", "≤ 0.03")
        many = list(_copies(entries))
        yield Measured("embedded search against bare tantivy", *_embedded(Path(folder) / "many", many), "ms", "≤ 3")
        yield Measured("Elasticsearch search against the bare query", *_elastic(Path(folder), many), "ms", "≤ 1.5")


def _entries(archive: Archive) -> Iterator[Entry]:
    for listed in archive.catalogue.all(ListQuery(states=(State.INDEXED,))):
        yield Entry(document=archive.store.record(listed.id), collection=listed.collection)


def _copies(entries: Sequence[Entry]) -> Iterator[Entry]:
    for number in range(COPIES):
        for entry in entries:
            record = entry.document.model_copy(update={"id": f"{entry.document.id[:-3]}{number:03}"})
            yield entry.model_copy(update={"document": record})


def _indexing(data: Path, entries: Sequence[Entry]) -> float:
    """CPU seconds, in batches as `tally ingest` makes them."""
    engine = open_engine(Settings(data=data))
    with cpu() as watch:
        for start in range(0, len(entries), 50):
            engine.index(entries[start : start + 50])
            engine.flush()
    engine.close()
    return watch.seconds


def _embedded(data: Path, entries: Sequence[Entry]) -> tuple[float, float]:
    engine = open_engine(Settings(data=data))
    _fill(engine, entries)
    [folder] = (data / "index").glob("generation-*")
    bare = TextIndex(folder / TEXT)
    _, searcher = bare._view(None)  # tantivy's own searcher is in there
    asked = [translate(query) for query in QUERIES]

    def search(number: int) -> None:
        for _, address in searcher.search(asked[number], 10).hits:
            searcher.doc(address)

    ours, theirs = _times(lambda number: engine.search(QUERIES[number])), _times(search)
    engine.close()
    return ours, theirs


def _elastic(folder: Path, entries: Sequence[Entry]) -> tuple[float, float]:
    node = Node()
    try:
        engine = open_engine(Settings.model_validate({"data": folder, "index": node.url, "index_timeout": 30}))
        _fill(engine, entries)
        with Elasticsearch(node.url.replace("elasticsearch", "http", 1)) as client:
            asked = [elastic.search(query) for query in QUERIES]
            theirs = _times(lambda number: client.search(index="tally-pages", query=asked[number], size=10))
        ours = _times(lambda number: engine.search(QUERIES[number]))
        engine.close()
        return ours, theirs
    finally:
        node.stop()


def _fill(engine: Engine, entries: Sequence[Entry]) -> None:
    engine.index(entries)
    engine.flush()


def _times(search: Callable[[int], object]) -> float:
    """Median milliseconds over all queries in turn."""
    times = []
    for number in range(WARM + TIMES):
        started = time.perf_counter()
        search(number % len(QUERIES))
        times.append(1000 * (time.perf_counter() - started))
    return median(times[WARM:])
