"""Elasticsearch on three nodes: one is stopped, killed and frozen under load, then all are away."""

import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from service.settings import Settings
from tests.elasticsearch.cluster import Cluster
from tests.elasticsearch.node import Node
from tests.faults.disks import until
from tests.faults.load import Load
from tests.faults.running import API, WORKER, Running
from tests.faults.verdict import Verdict, judge

FROZEN = 60.0
"""Seconds that a node stands still."""
LONGEST = 2.5
"""Seconds until a search is refused: the two of the setting, and the way there and back."""
REPORTS = 5


def outages(data: Path, *, frozen: float = FROZEN) -> Verdict:
    """One node after the other goes and comes back; last of all every node is frozen."""
    cluster = Cluster()
    try:
        with Running(data, settings={"TALLY_INDEX": cluster.url}) as running:
            running.start(API, WORKER)
            running.ready()
            with Load(running.url, pace=0.5) as load:
                until(lambda: len(load.taken) >= REPORTS)
                for number, node in zip((signal.SIGTERM, signal.SIGKILL), cluster.nodes, strict=False):
                    with _ended(node, number):
                        _goes_on(load)
                    cluster.wait()
                with _still(cluster.nodes[-1:]):
                    time.sleep(frozen)
                    _goes_on(load)
                cluster.wait()
                with _still(cluster.nodes):
                    _goes_on(load)
                    odd = _refused(running)
            settings = Settings.model_validate({"data": data, "index": cluster.url, "index_timeout": 30})
            return judge(settings, load.taken).beside(*load.odd, *odd)
    finally:
        cluster.stop()


@contextmanager
def _ended(node: Node, number: int) -> Iterator[None]:
    node.kill(number)
    yield
    node.restart()


@contextmanager
def _still(nodes: list[Node]) -> Iterator[None]:
    for node in nodes:
        node.kill(signal.SIGSTOP)
    try:
        yield
    finally:
        for node in nodes:
            node.kill(signal.SIGCONT)


def _goes_on(load: Load) -> None:
    """Uploads are acknowledged whatever the index does."""
    taken = len(load.taken)
    until(lambda: len(load.taken) >= taken + REPORTS)


def _refused(running: Running) -> list[str]:
    """What is odd in how a search is answered while the index is away."""
    began = time.monotonic()
    answer = httpx.get(f"{running.url}/v1/search", params={"q": "migrants"}, timeout=30)
    seconds, kind = time.monotonic() - began, answer.headers["content-type"]
    well = (answer.status_code, kind) == (503, "application/problem+json") and seconds < LONGEST
    return [] if well else [f"search without an index: {answer.status_code} {kind} after {seconds:.1f} s"]
