"""What a benchmark gives: named ratios, each with the two figures it was made of."""

import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Measured:
    """`ours` against `theirs` in the same unit; `target` in words, empty where none is set."""

    name: str
    ours: float
    theirs: float
    unit: str
    target: str = ""

    @property
    def ratio(self) -> float:
        """`ours / theirs`."""
        return self.ours / self.theirs if self.theirs else float("nan")


Measure = Callable[[Sequence[Path]], Iterator[Measured]]


class Stopwatch:
    """CPU seconds of this process and of every child process that has ended, from start to stop."""

    def __init__(self) -> None:
        self.seconds = 0.0


@contextmanager
def cpu() -> Iterator[Stopwatch]:
    """Measures the CPU seconds spent inside the `with` block, children that ended in it included."""
    watch, before = Stopwatch(), _spent()
    yield watch
    watch.seconds = _spent() - before


def _spent() -> float:
    spent = os.times()
    return time.process_time() + spent.children_user + spent.children_system
