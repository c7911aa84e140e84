"""Worker processes that extract, and what becomes of them when a file kills one.

A process that dies takes every task in flight with it, and nothing says which file was to blame. Each of those is then
read again by a process of its own: the culprit fails by itself, the others are none the worse.
"""

import multiprocessing
import os
import signal
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, partial
from itertools import islice

from pipelines.errors import ParseCrash, TallyError
from service.archive import Archive, open_archive
from service.errors import InternalError, Unavailable
from service.processing import Extract, extract, pipeline, settle
from service.settings import Settings

RECYCLED = 200
"""Documents after which a process is replaced, so that what its libraries leak does not pile up."""
AHEAD = 2
"""Tasks in flight for each process."""
ALONE = 2
"""Times that a file is read by a process of its own; one that dies may have been killed for another's sake."""


@dataclass(frozen=True, slots=True)
class Extracted:
    """A document whose extraction is over; `error` says why it failed, None if its record is kept."""

    document: str
    error: TallyError | None


class Workers:
    """A pool of processes, each with its own archive. Use as a context; an error ends them at once."""

    def __init__(self, settings: Settings, *, by: Extract = pipeline) -> None:
        self._settings = settings
        self._task = partial(_extract, settings, by)
        self._pool = self._fresh(settings.workers)
        self._repair = threading.Lock()
        self._places = threading.Semaphore(settings.workers)

    def __enter__(self) -> "Workers":
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind:
            _kill(self._pool)
        self.close()

    def close(self) -> None:
        """Wait for what is running; drop the rest."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def extract(self, documents: Iterable[str]) -> Iterator[Extracted]:
        """Extract documents, each as soon as a process is free; outcomes in order of finishing."""
        rest, running = iter(documents), dict[Future[TallyError | None], str]()
        while True:
            for document in islice(rest, AHEAD * self._settings.workers - len(running)):
                running[self._pool.submit(self._task, document)] = document
            if not running:
                return
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            if any(isinstance(future.exception(), BrokenProcessPool) for future in done):
                yield from self._one_by_one(running)
                running.clear()
            for future in done & running.keys():
                yield Extracted(running.pop(future), future.result())

    def one(self, document: str) -> TallyError | None:
        """Extract one document; why it failed, or None. Threads may call this at the same time.

        No more are in flight than there are processes, so that a death takes no others with it.
        """
        with self._places:
            pool = self._pool
            try:
                return pool.submit(self._task, document).result()
            except BrokenProcessPool:
                with self._repair:
                    self._pool = self._fresh(self._settings.workers) if self._pool is pool else self._pool
                    return self._alone(document)

    def _one_by_one(self, running: dict[Future[TallyError | None], str]) -> Iterator[Extracted]:
        self._pool.shutdown(wait=True, cancel_futures=True)
        for future, document in running.items():
            survived = future.done() and not future.cancelled() and future.exception() is None
            yield Extracted(document, future.result() if survived else self._alone(document))
        self._pool = self._fresh(self._settings.workers)

    def _alone(self, document: str) -> TallyError | None:
        for _ in range(ALONE):
            with suppress(BrokenProcessPool), self._fresh(1) as pool:
                return pool.submit(self._task, document).result()
        return self._crashed(document)

    def _crashed(self, document: str) -> TallyError:
        error = ParseCrash("Reading this file ends the process that reads it.", advice="Please report it.")
        settle(_archive(self._settings), document, error)
        return error

    @staticmethod
    def _fresh(size: int) -> ProcessPoolExecutor:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload([__name__, "pipelines.run"])
        return ProcessPoolExecutor(size, mp_context=context, max_tasks_per_child=RECYCLED, initializer=_begin)


def _begin() -> None:
    """In each process: an interruption from the keyboard is for the one that waits for it; its death is the end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """Without this, a process whose parent is killed waits for its next task for ever."""
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(1)


def _kill(pool: ProcessPoolExecutor) -> None:
    """End a pool's processes at once: nothing that they are doing cannot be done again."""
    processes = getattr(pool, "_processes", None) or {}  # it has no public name before Python 3.14
    for process in list(processes.values()):
        process.kill()


def _extract(settings: Settings, by: Extract, document: str) -> TallyError | None:
    """What a worker process does; the error is answered, not raised, since it is an outcome like any other."""
    archive = _archive(settings)
    try:
        extract(archive, document, by=by)
    except Unavailable as error:
        return error
    except TallyError as error:
        settle(archive, document, error)
        return error
    except Exception as error:  # noqa: BLE001  # no file, however odd, may end the batch
        unexpected = InternalError(f"{type(error).__name__}: {error}", advice="Please report it.")
        settle(archive, document, unexpected)
        return unexpected
    return None


@cache
def _archive(settings: Settings) -> Archive:
    """This process's archive."""
    return open_archive(settings)
