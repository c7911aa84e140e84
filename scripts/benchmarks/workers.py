"""What a second worker brings to reading: the same files by one thread and by two, each with a child of its own."""

import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

from pipelines import sandbox
from pipelines.errors import TallyError
from pipelines.limits import Limits
from pipelines.parsed import Source
from scripts.benchmarks.measure import Measured

ROUNDS = 5
"""The best of so many, taken in turn, so that other work on the machine weighs on both alike."""
LEAST_FILES = 40


def measure(reports: Sequence[Path]) -> Iterator[Measured]:
    """Files a second by the clock."""
    paths = list(reports) * -(-LEAST_FILES // len(reports))
    _read(paths[0])
    rounds = [(_rate(paths, 2), _rate(paths, 1)) for _ in range(ROUNDS)]
    two, one = (max(rates) for rates in zip(*rounds, strict=True))
    yield Measured("reading by two workers against one", two, one, "files/s", "≥ 1.7")


def _rate(paths: Sequence[Path], workers: int) -> float:
    start = time.perf_counter()
    with ThreadPoolExecutor(workers) as pool:
        list(pool.map(_read, paths))
    return len(paths) / (time.perf_counter() - start)


def _read(path: Path) -> None:
    with suppress(TallyError):
        sandbox.read(Source(path, path.name), limits=Limits())
