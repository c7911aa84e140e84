"""Reports sent in one after another, come what may, and what became of those that were acknowledged."""

import threading
from collections.abc import Iterator
from contextlib import suppress

import httpx
from pydantic import TypeAdapter

from service.api.routes.documents import Receipt

PAUSE = 0.1
"""Seconds until a report that was refused is sent again."""
ACCEPTED, REFUSALS = 202, {503}
_RECEIPT = TypeAdapter(Receipt)


class Load:
    """A thread that sends in a report every `pace` seconds while the context lasts; each is sent until it is taken.

    `taken` are the ids that were acknowledged, `refused` counts the times that one was not, `odd` are answers that
    should never be given.
    """

    def __init__(self, url: str, *, pace: float = 0.2, label: str = "") -> None:
        self._url, self._pace, self._label = url, pace, label
        self.taken: set[str] = set()
        self.refused = 0
        self.odd: list[str] = []
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> "Load":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopped.set()
        self._thread.join()

    def _run(self) -> None:
        with httpx.Client(base_url=self._url, timeout=30) as client:
            for text in _reports(self._label):
                while not self._stopped.is_set() and not self._sent(client, text):
                    self.refused += 1
                    self._stopped.wait(PAUSE)
                if self._stopped.wait(self._pace):
                    return

    def _sent(self, client: httpx.Client, text: str) -> bool:
        with suppress(httpx.TransportError):
            answer = client.post("/v1/documents", params={"filename": "report.txt"}, content=text.encode())
            if answer.status_code == ACCEPTED:
                self.taken.add(_RECEIPT.validate_json(answer.content).document.id)
                return True
            if answer.status_code not in REFUSALS:
                self.odd.append(f"{answer.status_code} {answer.text[:300]}")
        return False


def _reports(label: str) -> Iterator[str]:
    """Reports of one page and one figure each, no two alike."""
    number = 1
    while True:
        yield f"On 4 May 2021, {number + 1} migrants drowned off Sfax, the police said. Report {label} {number}."
        number += 1
