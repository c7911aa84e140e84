"""A service that is told to stop finishes what it has begun, and its events go on where they were broken off."""

import signal
import threading
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.faults.running import API, WORKER, Running

TEXT = b"On 4 May 2021, 30 migrants drowned off Sfax, the police said."
HALF = len(TEXT) // 2

pytestmark = pytest.mark.timeout(900)


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    with Running(tmp_path / "data") as started:
        started.start(API)
        started.ready()
        yield started


def events(running: Running, document: str, *, after: str | None = None) -> list[tuple[str, str]]:
    """The ids and states of a document's events to their end."""
    headers = {"Last-Event-ID": after} if after else {}
    said = httpx.get(f"{running.url}/v1/documents/{document}/events", headers=headers, timeout=300).text
    lines = [line.partition(": ") for line in said.splitlines()]
    names = [value for field, _, value in lines if field == "id"]
    return [(name, name.partition("-")[2]) for name in names]


def test_an_upload_that_has_begun_is_taken_before_the_end(running: Running) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def slowly() -> Iterator[bytes]:
        yield TEXT[:HALF]
        begun.set()
        go_on.wait(30)
        yield TEXT[HALF:]

    answers: list[int] = []
    sender = threading.Thread(
        target=lambda: answers.append(
            httpx.post(f"{running.url}/v1/documents", content=slowly(), timeout=60).status_code
        )
    )
    sender.start()
    begun.wait(30)
    stopper = threading.Thread(target=running.kill, args=(API, signal.SIGTERM))
    stopper.start()
    go_on.set()
    sender.join()
    stopper.join()
    assert answers == [202]
    running.start(API, WORKER)
    running.ready()
    [document] = httpx.get(f"{running.url}/v1/documents").json()["documents"]
    seen = events(running, document["id"])
    assert seen[-1][1] == "indexed"
    assert events(running, document["id"], after=seen[0][0])[-1:] == seen[-1:]
    assert events(running, document["id"], after=seen[-1][0]) == []
    running.kill(WORKER, signal.SIGTERM)
    running.kill(API, signal.SIGTERM)
    assert running.left() == []
    assert "Traceback" not in running.said()
