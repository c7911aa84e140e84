"""The pages that people see: the server's CPU time for a search answer, and the bytes of each page's first view."""

import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from os import environ
from pathlib import Path
from statistics import median

from starlette.testclient import TestClient

from scripts.benchmarks.measure import Measured, cpu
from service.api.app import create_app
from service.settings import Settings

MOST_MILLISECONDS, MOST_KILOBYTES = 100.0, 150.0
ROUNDS = 9
"""Times that each search is asked for; the middle one counts."""
QUERIES = ("people", '"security council"', "killed OR injured", "attac*", "")
_ASSET = re.compile(r'(?:src|href)="(/static/[^"]+)"')


def measure(reports: Sequence[Path]) -> Iterator[Measured]:
    """Each against the most that it may be."""
    with _browsing(reports) as client:
        for query in QUERIES:
            yield Measured(
                f"search answer, {query or 'all'}", _rendered(client, query), MOST_MILLISECONDS, "CPU ms", "≤ 1"
            )
        found = client.get("/v1/documents", params={"limit": 1}).json()["documents"]
        report = f"/documents/{found[0]['id']}"
        for path in ("/", "/search?q=people", "/figures", "/documents", report, "/docs"):
            name = path.split("?")[0] if path != report else "/documents/…"
            yield Measured(f"first view, {name}", _first_view(client, path), MOST_KILOBYTES, "kB", "≤ 1")


@contextmanager
def _browsing(reports: Sequence[Path]) -> Iterator[TestClient]:
    """A client of the service over an archive of the reports."""
    with tempfile.TemporaryDirectory() as folder:
        tally = str(Path(sys.executable).with_name("tally"))
        command = [tally, "ingest", *map(str, reports)]
        subprocess.run(command, env=environ | {"TALLY_DATA": folder}, check=False, stdout=subprocess.DEVNULL)
        app = create_app(Settings.model_validate({"data": Path(folder)}), work=False)
        with TestClient(app, base_url="http://localhost", headers={"Accept-Encoding": "gzip"}) as client:
            yield client


def _rendered(client: TestClient, query: str) -> float:
    """Milliseconds of CPU time for a whole page of results, the client's own share included."""
    spent = []
    for _ in range(ROUNDS):
        with cpu() as watch:
            client.get("/search", params={"q": query}).raise_for_status()
        spent.append(watch.seconds * 1000)
    return median(spent)


def _first_view(client: TestClient, path: str) -> float:
    """Kilobytes over the wire, page, style and scripts; a report's picture comes on top."""
    assets = dict.fromkeys(_ASSET.findall(client.get(path).text))
    return sum(_sent(client, each) for each in (path, *assets)) / 1000


def _sent(client: TestClient, path: str) -> int:
    with client.stream("GET", path) as answer:
        return sum(map(len, answer.iter_raw()))
