"""What a worker does beside its jobs: it makes a damaged index anew and looks for jobs that nobody does.

Nothing here may end the worker. What fails is logged, and tried again at the next round.
"""

import threading
from collections.abc import Callable

from service import logs, upkeep
from service.archive import Archive
from service.errors import IndexDamaged, Unavailable

ROUND, SELDOM = 5.0, 12
"""Seconds between rounds; how many rounds pass between two of the rarer looks."""
_log = logs.logger(__name__)


class Keeper:
    """A thread that keeps index and queue whole while the context lasts.

    `often` is called in every round, `seldom` in every `SELDOM`th one.
    """

    def __init__(self, archive: Archive, *, often: Callable[[], None], seldom: Callable[[], None]) -> None:
        self._archive, self._often, self._seldom = archive, often, seldom
        self._checked = False
        self._rounds = 0
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="keeper", daemon=True)

    def __enter__(self) -> "Keeper":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopped.set()
        self._thread.join()

    def _run(self) -> None:
        while True:
            self.round()
            if self._stopped.wait(ROUND):
                return

    def round(self) -> None:
        """One look at everything."""
        self._rounds += 1
        for work in (self._mend, self._often, *([] if self._rounds % SELDOM else [self._seldom])):
            try:
                work()
            except Unavailable as error:
                _log.warning("not yet", code=error.code, found=error.found)
            except Exception:  # noqa: BLE001  # whatever it is, the jobs go on
                _log.exception("unexpected error")

    def _mend(self) -> None:
        """Look closely once, then only whether it answers."""
        try:
            if not self._checked:
                self._archive.engine.check()
                upkeep.align(self._archive)
            elif not self._archive.engine.health().ready:
                self._archive.engine.check()
        except IndexDamaged as error:
            _log.warning("index is made anew", found=error.found)
            _log.info("index made anew", documents=upkeep.reindex(self._archive))
        self._checked = True
