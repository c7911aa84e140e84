"""Whether the processes grow with the number of documents that went through them.

`TALLY_BENCH_DOCUMENTS` says how many, for a shorter run: the first fifth of them fills what caches there are.
"""

import os
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from scripts.benchmarks.measure import Measured
from scripts.benchmarks.serving import MEGABYTE, quiet
from tests.faults.load import Load
from tests.faults.running import API, WORKER, Running

ALL = int(os.environ.get("TALLY_BENCH_DOCUMENTS", "5000"))
FIRST = ALL // 5
"""Documents after which memory is read."""
MOST = {API: 400, WORKER: 1_000}
"""Megabytes."""


def measure(_: Sequence[Path]) -> Iterator[Measured]:
    """Resident bytes of the API and of the worker's own process after the first and after all documents."""
    with tempfile.TemporaryDirectory() as folder, Running(Path(folder) / "data") as running:
        running.start(API, WORKER)
        running.ready()
        first = _memory(running, FIRST)
        last = _memory(running, ALL - FIRST)
    for name, before, after in zip((API, WORKER), first, last, strict=True):
        yield Measured(f"memory of the {name}, {ALL:,} documents against {FIRST:,}", after, before, "MB", "≤ 1.1")
        yield Measured(f"memory of the {name} after {ALL:,} documents", after, MOST[name], "MB", "≤ 1")


def _memory(running: Running, documents: int) -> list[float]:
    """Once so many more are indexed."""
    with Load(running.url, pace=0.02, label=f"of {documents}") as load:
        while len(load.taken) < documents:
            time.sleep(0.1)
    quiet(running)
    return [_resident(running.process(name)) / MEGABYTE for name in (API, WORKER)]


def _resident(process: int) -> int:
    lines = Path(f"/proc/{process}/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmRSS:"))
