import threading
import time
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
import uvicorn

from pipelines.record import Kind
from service.api.parameters import FigureParameters, SearchParameters
from service.catalogue import State
from service.client import Client, Refused
from service.errors import Unavailable
from tests.service.api.conftest import Service


@pytest.fixture(scope="module")
def tally(service: Service) -> Iterator[Client]:
    """A client of the running application, over a real connection."""
    server = uvicorn.Server(uvicorn.Config(service.app, port=0, lifespan="off", log_level="error"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        with Client(f"http://127.0.0.1:{port}") as client:
            yield client
    finally:
        server.should_exit = True
        thread.join()


def test_record_and_status(service: Service, tally: Client) -> None:
    assert tally.record(service.raid.id) == service.raid
    assert tally.wait(service.raid.id).state is State.INDEXED


def test_send_and_delete(tally: Client, tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text(str(uuid4()), encoding="utf-8")
    receipt = tally.send(path)
    assert (receipt.new, receipt.document.filename) == (True, "note.txt")
    with pytest.raises(Unavailable, match="not read within"):
        tally.wait(receipt.document.id, seconds=0)
    tally.delete(receipt.document.id)
    with pytest.raises(Refused) as refused:
        tally.status(receipt.document.id)
    assert refused.value.problem.status == 404


def test_every_hit_whatever_the_page(tally: Client) -> None:
    assert len(list(tally.search(SearchParameters(limit=1)))) == 4
    found = list(tally.figures(FigureParameters(kind=(Kind.KILLED,), limit=1)))
    assert {hit.figure.best for hit in found} == {30, 410}


def test_similar_documents(service: Service, tally: Client) -> None:
    assert service.strait.id not in {found.document for found in tally.similar(service.strait.id).more_like_this}


def test_nobody_there() -> None:
    with Client("http://127.0.0.1:9") as tally, pytest.raises(Unavailable, match="does not answer"):
        tally.status("sha256:0")
