"""What a worker does beside its jobs: it makes a damaged index anew and takes up what dead workers left.

Nothing here may end the worker. What fails is logged, and tried again at the next round.
"""

import threading
from collections.abc import Callable

from service import logs, upkeep
from service.archive import Archive
from service.errors import IndexDamaged, Unavailable

ROUND = 5.0
"""Seconds between rounds."""
_log = logs.logger(__name__)


class Keeper:
    """A thread that keeps index and queue whole while the context lasts."""

    def __init__(self, archive: Archive, *, take_up: Callable[[], None]) -> None:
        self._archive, self._take_up = archive, take_up
        self._checked = False
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
        for work in (self._mend, self._take_up):
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
