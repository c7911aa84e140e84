"""A reader that misbehaves on demand: `MOCK <action> <page>` reads ten pages and does the action in place of one."""

import os
import signal
import socket
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipelines.layout.draft import Draft
from pipelines.limits import Limits
from pipelines.parsed import Attachment, Boxes, Parsed, Progress, Source, Span
from pipelines.record import BlockKind

PAGES = 10
MEDIA_TYPE = "application/x-mock"


def hang() -> None:
    """Sleeps for an hour."""
    time.sleep(3600)


def spin() -> None:
    """Computes for ever."""
    while True:
        pass


def eat() -> None:
    """Takes memory until there is none."""
    hoard = list[bytes]()
    while True:
        hoard.append(bytes(10_000_000))


def leave() -> None:
    """Ends the process without a word."""
    os._exit(3)


def crash() -> None:
    """Ends as a segmentation fault does."""
    os.kill(os.getpid(), signal.SIGSEGV)


def fail() -> None:
    """Raises an error that no one expects."""
    raise ZeroDivisionError("mock")


def fork() -> None:
    """Leaves a process behind and hangs."""
    if os.fork() == 0:
        time.sleep(3600)
    time.sleep(3600)


def fill() -> None:
    """Writes a large file."""
    with Path("/tmp/tally-mock").open("wb") as stream:  # noqa: S108 never gets that far
        stream.write(bytes(100_000_000))


def call() -> None:
    """Opens a connection to this machine."""
    socket.create_connection(("127.0.0.1", 9), timeout=5)


ACTIONS: dict[str, Callable[[], None]] = {
    action.__name__: action for action in (hang, spin, eat, leave, crash, fail, fork, fill, call)
}


@dataclass(frozen=True, slots=True)
class MockReader:
    """Reads files that begin with `MOCK`."""

    name: str = "mock"
    media_types: tuple[str, ...] = (MEDIA_TYPE,)

    def claims(self, head: bytes, source: Source) -> str | None:  # noqa: ARG002
        """By its first word."""
        return MEDIA_TYPE if head.startswith(b"MOCK ") else None

    def read(self, source: Source, *, limits: Limits, progress: Progress) -> Parsed:  # noqa: ARG002
        """Ten pages, but for the action."""
        _, action, page = source.path.read_text().split()
        draft = Draft(MEDIA_TYPE)
        for number in range(1, PAGES + 1):
            if number == int(page) and action in ACTIONS:
                ACTIONS[action]()
            draft.page()
            draft.block(BlockKind.PARAGRAPH, f"Page {number}.")
            if not progress(number):
                break
        if action == "flood":
            draft.attachments.append(Attachment("flood", bytes(200_000_000)))
        while action == "chatter" and progress(PAGES):
            pass
        while action == "babble":
            progress(PAGES)
        return draft.parsed()

    def locate(self, source: Source, parsed: Parsed, spans: Sequence[Span]) -> tuple[Boxes, ...]:  # noqa: ARG002
        """Hangs."""
        hang()
        return ()


READER = MockReader()
