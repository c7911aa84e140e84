"""Moments of the index that cursors go on from: points in time, shared by all searches of a second."""

import threading
import time
from collections.abc import Callable

from elasticsearch import Elasticsearch

KEEP = "5m"
"""How long a cursor goes on from the moment of its search; after that, from the present."""
SHARED = 1.0
"""Seconds for which one moment is handed out."""


class Moments:
    """Opens points in time, and the same one again for a second: each keeps files of the index from being removed."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._last: tuple[float, str] | None = None

    def now(self, client: Elasticsearch, index: str) -> str:
        """The id of a moment that is at most a second old."""
        with self._lock:
            if self._last is None or self._last[0] < self._clock():
                opened: str = client.open_point_in_time(index=index, keep_alive=KEEP)["id"]
                self._last = self._clock() + SHARED, opened
            return self._last[1]

    def forget(self) -> None:
        """The index has changed: the next moment is a new one."""
        with self._lock:
            self._last = None
