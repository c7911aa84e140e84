"""Fixtures that many tests share."""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from uuid import uuid4

import pytest
from elasticsearch import Elasticsearch

from service.index.base import Engine
from service.index.engines import factories, open_engine
from service.settings import Settings
from tests.elasticsearch.node import Node

Fresh = Callable[[], AbstractContextManager[Engine]]
"""Opens an empty index of the engine under test; it is gone afterwards."""

SCHEMES = tuple(factory.schemes[0] for factory in factories())


@pytest.fixture(scope="session")
def elasticsearch_url() -> Iterator[str]:
    """A running cluster: that of `TALLY_TEST_ELASTICSEARCH_URL`, else a node of this run's own."""
    if url := os.environ.get("TALLY_TEST_ELASTICSEARCH_URL"):
        yield url.replace("http", "elasticsearch", 1) if url.startswith("http") else url
        return
    node = Node()
    yield node.url
    node.stop()


@pytest.fixture(scope="session", params=SCHEMES)
def fresh_engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Fresh:
    """Every registered engine in turn."""
    return _fresh(request.param, request, tmp_path_factory)


def fresh(request: pytest.FixtureRequest, folders: pytest.TempPathFactory) -> list[Fresh]:
    """Every registered engine."""
    return [_fresh(scheme, request, folders) for scheme in SCHEMES]


def _fresh(scheme: str, request: pytest.FixtureRequest, folders: pytest.TempPathFactory) -> Fresh:
    """An engine that needs a server names it here."""
    if scheme == "embedded":
        return lambda: _opened("embedded", folders.mktemp("index"))
    if scheme == "elasticsearch":
        url: str = request.getfixturevalue("elasticsearch_url")
        return lambda: _on_cluster(url, folders.mktemp("data"))
    raise LookupError(f"Say in {__file__} where the tests find a server for the engine {scheme!r}.")


@pytest.fixture
def engine(fresh_engine: Fresh) -> Iterator[Engine]:
    """An empty index of every engine in turn."""
    with fresh_engine() as opened:
        yield opened


@contextmanager
def _opened(url: str, data: Path) -> Iterator[Engine]:
    opened = open_engine(Settings.model_validate({"data": data, "index": url, "index_timeout": 30}))
    try:
        yield opened
    finally:
        opened.close()


@contextmanager
def _on_cluster(url: str, data: Path) -> Iterator[Engine]:
    """Indices with a name of their own, removed afterwards."""
    prefix = f"test-{uuid4().hex}"
    try:
        with _opened(f"{url}/{prefix}", data) as opened:
            yield opened
    finally:
        with Elasticsearch(url.replace("elasticsearch", "http", 1)) as client:
            client.indices.delete(
                index=",".join(client.indices.get(index=f"{prefix}-*")) or prefix, ignore_unavailable=True
            )
