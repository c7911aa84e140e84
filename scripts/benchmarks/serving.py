"""The service under load: uploads against a bare server, searches while it reads, and what it takes of memory."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from statistics import median, quantiles

import httpx

from scripts.benchmarks.measure import Measured
from tests.faults.load import Load
from tests.faults.running import API, WORKER, Running

UPLOAD, TIMES = 40_000_000, 7
"""Bytes of a file sent in; how many."""
SEARCHES, REPORTS = 300, 60
MEGABYTE = 1_000_000
QUERIES = ("migrants", '"police said"', "drowned -arrested", "sfax OR lampedusa", "report*")


def measure(_: Sequence[Path]) -> Iterator[Measured]:
    """Medians of wall-clock times; memory as resident bytes at their highest."""
    with tempfile.TemporaryDirectory() as folder, Running(Path(folder) / "data") as running:
        running.start(API)
        running.ready()
        with _bare(Path(folder)) as bare:
            yield Measured("upload against a raw PUT", *_uploads(running.url, bare), "MB/s", "≥ 0.8")
        running.start(WORKER)
        yield _searches(running)
        api, worker = _peaks(running)
        yield Measured("memory of the API", api / MEGABYTE, 400, "MB", "≤ 1 of 400 MB")
        yield Measured("memory of the largest worker process", worker / MEGABYTE, 1000, "MB", "≤ 1 of 1 GB")


def _uploads(url: str, bare: str) -> tuple[float, float]:
    """MB a second, in turn, so that both meet the same disk."""
    ours, theirs = [], []
    with httpx.Client(timeout=120) as client:
        for _ in range(TIMES):
            theirs.append(_seconds(lambda: client.put(bare, content=_fresh())))
            ours.append(
                _seconds(lambda: client.post(f"{url}/v1/documents", params={"filename": "r"}, content=_fresh()))
            )
    return UPLOAD / MEGABYTE / median(ours), UPLOAD / MEGABYTE / median(theirs)


def _fresh() -> bytes:
    return os.urandom(UPLOAD)


def _seconds(send: Callable[[], httpx.Response]) -> float:
    started = time.perf_counter()
    send().raise_for_status()
    return time.perf_counter() - started


def _searches(running: Running) -> Measured:
    """99th percentile of a search's milliseconds, while reports are read and indexed and while nothing is."""
    with Load(running.url, pace=0) as load:
        while len(load.taken) < REPORTS:
            time.sleep(0.1)
        busy = _p99(running.url)
    quiet(running)
    return Measured("p99 of a search while ingesting against idle", busy, _p99(running.url), "ms", "≤ 10")


def quiet(running: Running) -> None:
    """Wait until no document waits any more."""
    with httpx.Client(base_url=running.url) as client:
        while any(_waiting(client, state) for state in ("accepted", "extracted")):
            time.sleep(0.5)


def _waiting(client: httpx.Client, state: str) -> int:
    return int(client.get("/v1/documents", params={"state": state, "limit": 1}).json()["total"])


def _p99(url: str) -> float:
    with httpx.Client(base_url=url, timeout=60) as client:
        asked = [QUERIES[number % len(QUERIES)] for number in range(SEARCHES)]
        times = [_seconds(partial(client.get, "/v1/search", params={"q": text})) for text in asked]
    return 1000 * quantiles(times, n=100)[-1]


def _peaks(running: Running) -> tuple[int, int]:
    """Highest resident bytes of the API, and of the process that took most of those that work."""
    api = running.process(API)
    return _peak(api), max(_peak(process) for process in running.members() if process != api)


def _peak(process: int) -> int:
    with suppress(OSError):
        for line in Path(f"/proc/{process}/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    return 0


@contextmanager
def _bare(folder: Path) -> Iterator[str]:
    """The address of a server that does no more than it must."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "uvicorn", "scripts.benchmarks.raw_put:app", "--port", str(port)]
    quiet = ["--log-level", "error"]
    process = subprocess.Popen([*command, *quiet], env=os.environ | {"RAW_PUT": str(folder)})
    try:
        _until_up(f"http://127.0.0.1:{port}")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


def _until_up(url: str) -> None:
    while True:
        with suppress(httpx.TransportError):
            httpx.get(url)
            return
        time.sleep(0.05)
