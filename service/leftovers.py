"""Jobs that were taken and that nobody does: their worker died, or lost the queue's database half way."""

from collections.abc import Set
from pathlib import Path

from service.executors import dead
from service.queue import Queue


class LeftBehind:
    """Looks for them in the queue, for the worker `executor`, which is doing the jobs of `running`."""

    def __init__(self, data: Path, executor: str, queue: Queue, running: Set[str]) -> None:
        self._data, self._executor, self._queue, self._running = data, executor, queue, running
        self._suspect: set[str] = set()

    def take_up(self) -> None:
        """Queue them again. A job of this worker's own must be found idle twice: it may just begin."""
        with dead(self._data) as names:
            for name in names:
                self._again(self._queue.taken(name))
        idle = self._queue.taken(self._executor) - self._running
        self._again(idle & self._suspect)
        self._suspect = idle

    def _again(self, jobs: Set[str]) -> None:
        for job in sorted(jobs):
            self._queue.again(job)
