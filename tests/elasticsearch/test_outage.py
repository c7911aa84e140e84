"""The cluster goes away and comes back."""

import io
import signal
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from service.archive import Archive, accept, open_archive
from service.catalogue import ListQuery, State
from service.errors import IndexUnavailable
from service.index.queries import FigureQuery, SearchQuery
from service.jobs import Jobs
from service.query import parse
from service.settings import Settings
from tests.elasticsearch.node import Node
from tests.service.test_ingest import read_text

PATIENCE = 90


@pytest.fixture
def node() -> Iterator[Node]:
    started = Node()
    yield started
    started.stop()


@pytest.fixture
def archive(node: Node, tmp_path: Path) -> Iterator[Archive]:
    settings = Settings.model_validate({"data": tmp_path, "index": node.url, "workers": 1})
    opened = open_archive(settings)
    yield opened
    opened.close()


@pytest.fixture
def jobs(archive: Archive) -> Iterator[Jobs]:
    made = Jobs(archive, by=read_text)
    made.start()
    yield made
    made.stop()


def upload(archive: Archive, jobs: Jobs, text: str) -> None:
    jobs.submit(accept(archive, io.BytesIO(text.encode()), filename="r.txt")[0].id)


def wait_until(archive: Archive, wanted: dict[State, int]) -> None:
    end = time.monotonic() + PATIENCE
    while (states := Counter(listed.state for listed in archive.catalogue.all(ListQuery()))) != Counter(wanted):
        assert time.monotonic() < end, states
        time.sleep(0.1)


def test_uploads_go_on_while_the_index_is_frozen_and_are_caught_up(archive: Archive, jobs: Jobs, node: Node) -> None:
    upload(archive, jobs, "The first boat.")
    wait_until(archive, {State.INDEXED: 1})
    node.kill(signal.SIGSTOP)
    for number in range(3):
        upload(archive, jobs, f"Boat number {number}.")
    for ask in (lambda: archive.engine.search(SearchQuery()), lambda: archive.engine.figures(FigureQuery())):
        with pytest.raises(IndexUnavailable):
            ask()
    assert not archive.engine.health().ready
    wait_until(archive, {State.INDEXED: 1, State.EXTRACTED: 3})
    node.kill(signal.SIGCONT)
    wait_until(archive, {State.INDEXED: 4})
    assert archive.engine.search(SearchQuery(text=parse("boat"))).total == 4


def test_what_was_indexed_survives_the_node_being_killed(archive: Archive, jobs: Jobs, node: Node) -> None:
    upload(archive, jobs, "The first boat.")
    wait_until(archive, {State.INDEXED: 1})
    node.kill()
    with pytest.raises(IndexUnavailable):
        archive.engine.search(SearchQuery())
    upload(archive, jobs, "The second boat.")
    again = Node(port=node.port, base=node.base)
    try:
        wait_until(archive, {State.INDEXED: 2})
        assert archive.engine.search(SearchQuery(text=parse("boat"))).total == 2
    finally:
        again.stop()
