"""Searches and indexing against the bare engines beneath."""

import random
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import median

from elasticsearch import Elasticsearch

from pipelines.record import Document
from scripts.benchmarks.measure import Measured, cpu
from scripts.benchmarks.whole import ingested, start_up
from service import search
from service.archive import Archive, open_archive
from service.catalogue import ListQuery, State
from service.index.base import Engine, Entry
from service.index.elasticsearch import translate as elastic
from service.index.embedded.generation import TEXT
from service.index.embedded.text import TextIndex
from service.index.embedded.translate import translate
from service.index.engines import open_engine
from service.index.queries import SearchQuery
from service.query import parse
from service.settings import Settings
from tests.elasticsearch.node import Node

REPORTS, SENTENCES, LONGEST = 2_000, 30, 400
"""Reports made up for the searches, and the sentences of each, of at most so many characters."""
TIMES, WARM = 300, 30
"""Searches measured, and before."""
QUERIES = tuple(SearchQuery(text=parse(text), facets=False) for text in ("migrants", '"police said"', "killed -boat"))

Ask = Callable[[int], object]
"""Asks the query of that number."""


def measure(reports: Sequence[Path]) -> Iterator[Measured]:
    """Medians of a whole answer's milliseconds, near-duplicates and suggestions included, and of the engine's part;
    CPU seconds of indexing within those of the whole way.
    """
    with tempfile.TemporaryDirectory() as folder:
        archive, whole = _archive(Path(folder) / "data", reports)
        entries = list(_entries(archive))
        share = _indexing(Path(folder) / "again", entries)
        yield Measured("indexing within the whole way", share, whole, "CPU s", "≤ 0.03")
        many = [Entry(document=made) for made in _made_up([entry.document for entry in entries])]
        for name, theirs, within in (
            ("bare tantivy", _tantivy, "≤ 3"),
            ("the bare query to Elasticsearch", _elasticsearch, "≤ 1.5"),
        ):
            bare, engine, answer = theirs(Path(folder) / theirs.__name__, archive, many)
            yield Measured(f"engine's search against {name}", engine, bare, "ms")
            yield Measured(f"whole answer against {name}", answer, bare, "ms", within)
        archive.close()


def _archive(data: Path, reports: Sequence[Path]) -> tuple[Archive, float]:
    """The reports taken in, and what that took of CPU time, the models' loading taken off."""
    whole = ingested(reports, "accurate", data) - start_up("accurate")
    return open_archive(Settings(data=data)), whole


def _entries(archive: Archive) -> Iterator[Entry]:
    for listed in archive.catalogue.all(ListQuery(states=(State.INDEXED,))):
        yield Entry(document=archive.store.record(listed.id), collection=listed.collection)


def _made_up(records: Sequence[Document]) -> Iterator[Document]:
    """Reports of the records' sentences, drawn anew for each: no two say nearly the same."""
    chance = random.Random(1)  # noqa: S311  # not for secrets
    sentences = [part for record in records for part in record.text.split(". ") if 0 < len(part) < LONGEST]
    for number in range(REPORTS):
        text = ". ".join(chance.choices(sentences, k=SENTENCES))
        page = records[0].pages[0].model_copy(update={"start": 0, "end": len(text)})
        changed = {"id": f"sha256:{number:064x}", "text": text, "pages": (page,)}
        emptied = dict.fromkeys(("blocks", "tables", "entities", "mentions", "figures"), ())
        yield records[number % len(records)].model_copy(update=changed | emptied)


def _indexing(data: Path, entries: Sequence[Entry]) -> float:
    """CPU seconds, in batches as `tally ingest` makes them."""
    engine = open_engine(Settings(data=data))
    with cpu() as watch:
        for start in range(0, len(entries), 50):
            engine.index(entries[start : start + 50])
            engine.flush()
    engine.close()
    return watch.seconds


def _tantivy(data: Path, archive: Archive, entries: Sequence[Entry]) -> tuple[float, float, float]:
    """Milliseconds of the bare query, of the engine's search, and of the whole answer."""
    engine = open_engine(Settings(data=data))
    _fill(engine, entries)
    [folder] = (data / "index").glob("generation-*")
    bare = TextIndex(folder / TEXT)
    _, searcher = bare._view(None)  # tantivy's own searcher is in there
    asked = [translate(query) for query in QUERIES]

    def ask(number: int) -> None:
        for _, address in searcher.search(asked[number], QUERIES[number].limit).hits:
            searcher.doc(address)

    times = _times(ask, *_ours(engine, archive))
    engine.close()
    return times


def _elasticsearch(folder: Path, archive: Archive, entries: Sequence[Entry]) -> tuple[float, float, float]:
    """Milliseconds of the bare query, of the engine's search, and of the whole answer."""
    node = Node()
    try:
        engine = open_engine(Settings.model_validate({"data": folder, "index": node.url, "index_timeout": 30}))
        _fill(engine, entries)
        with Elasticsearch(node.url.replace("elasticsearch", "http", 1)) as client:
            asked = [elastic.search(query) for query in QUERIES]
            times = _times(
                lambda number: client.search(index="tally-pages", query=asked[number], size=QUERIES[number].limit),
                *_ours(engine, archive),
            )
        engine.close()
        return times
    finally:
        node.stop()


def _ours(engine: Engine, archive: Archive) -> tuple[Ask, Ask]:
    over = replace(archive, engine=engine)
    return lambda number: engine.search(QUERIES[number]), lambda number: search.search(over, QUERIES[number])


def _fill(engine: Engine, entries: Sequence[Entry]) -> None:
    engine.index(entries)
    engine.flush()


def _times(*asks: Ask) -> tuple[float, float, float]:
    """Median milliseconds of each over all queries, in turn, so that all meet the same machine."""
    rows = [[_milliseconds(ask, number % len(QUERIES)) for ask in asks] for number in range(WARM + TIMES)]
    bare, engine, answer = (median(column) for column in zip(*rows[WARM:], strict=True))
    return bare, engine, answer


def _milliseconds(ask: Ask, number: int) -> float:
    started = time.perf_counter()
    ask(number)
    return 1000 * (time.perf_counter() - started)
