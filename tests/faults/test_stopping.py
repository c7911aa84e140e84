"""A service that is told to stop finishes what it has begun, or says that it cannot; events go on after a break."""

import json
import os
import signal
from collections.abc import Iterator
from contextlib import suppress
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import httpx
import pytest

from tests.faults.disks import until
from tests.faults.running import API, WORKER, Running

TEXT = b"On 4 May 2021, 30 migrants drowned off Sfax, the police said."
HALF = len(TEXT) // 2
SHORT, LONG = "1", "600"
"""Seconds of grace: soon over, and longer than a busy machine needs."""

pytestmark = pytest.mark.timeout(900)


@pytest.fixture
def running(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Running]:
    with Running(tmp_path / "data", settings={"TALLY_GRACE": getattr(request, "param", LONG)}) as started:
        started.start(API)
        started.ready()
        yield started


def half_sent(running: Running) -> HTTPConnection:
    """An upload of which the API has begun to keep the first half."""
    connection = HTTPConnection("127.0.0.1", running.port, timeout=300)
    connection.putrequest("POST", "/v1/documents")
    connection.putheader("Content-Length", str(len(TEXT)))
    connection.endheaders(TEXT[:HALF])
    until(lambda: any((running.data / "store" / "incoming").glob("*")))
    return connection


def told_to_stop(running: Running) -> None:
    """Tell the API, and wait until it takes no more requests."""
    os.kill(running.process(API), signal.SIGTERM)
    until(lambda: not _listens(running))


def _listens(running: Running) -> bool:
    with suppress(httpx.TransportError):
        httpx.get(f"{running.url}/health/live", timeout=300)
        return True
    return False


def document_in(answer: HTTPResponse) -> str:
    """The id of the document that the answer acknowledges."""
    return str(json.load(answer)["document"]["id"])


def events(running: Running, document: str, *, after: str = "") -> Iterator[str]:
    """The ids of a document's events as they come."""
    address = f"{running.url}/v1/documents/{document}/events"
    with httpx.stream("GET", address, headers={"Last-Event-ID": after}, timeout=300) as answer:
        for line in answer.iter_lines():
            field, _, value = line.partition(": ")
            if field == "id":
                yield value


def test_an_upload_that_has_begun_is_taken_before_the_end(running: Running) -> None:
    upload = half_sent(running)
    told_to_stop(running)
    upload.send(TEXT[HALF:])
    answer = upload.getresponse()
    assert answer.status == 202
    document = document_in(answer)
    assert running.kill(API, signal.SIGTERM) == -signal.SIGTERM

    running.start(API)
    running.ready()
    first = next(events(running, document))
    running.start(WORKER)
    later = list(events(running, document, after=first))
    assert first not in later
    assert later[-1].endswith("-indexed")
    assert list(events(running, document, after=later[-1])) == []

    assert running.kill(WORKER, signal.SIGTERM) == 0
    assert running.kill(API, signal.SIGTERM) == -signal.SIGTERM
    assert running.left() == []
    assert "Traceback" not in running.said()


@pytest.mark.parametrize("running", [SHORT], indirect=True)
def test_an_upload_that_does_not_end_is_refused_and_taken_later(running: Running) -> None:
    upload = half_sent(running)
    told_to_stop(running)
    answer = upload.getresponse()
    assert (answer.status, json.load(answer)["code"]) == (503, "stopping")
    assert answer.headers["Retry-After"]
    running.kill(API, signal.SIGTERM)

    running.start(API)
    running.ready()
    assert httpx.get(f"{running.url}/v1/documents").json()["documents"] == []
    assert httpx.post(f"{running.url}/v1/documents", content=TEXT, timeout=300).status_code == 202
