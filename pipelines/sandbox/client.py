"""The parent's side: starts the server, asks it for children, listens to them and kills them."""

import atexit
import contextlib
import os
import pickle
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from types import TracebackType
from typing import Self

from pipelines.errors import ConfigurationError
from pipelines.sandbox import messages
from pipelines.sandbox.child import Task
from pipelines.sandbox.server import ENDED, READY, STARTED

_RUN_SERVER = "from pipelines.sandbox.server import main; main()"


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a child."""

    kind: bytes
    payload: bytes


@dataclass(frozen=True, slots=True)
class Ending:
    """How a child ended: the signal that killed it, or None, and its peak memory in bytes."""

    signal: int | None
    memory: int


class Silence(Exception):
    """The child said nothing for the time allowed."""


class Child:
    """One forked reader at work, `number` its process id. Leaving its context kills it and all that it started."""

    def __init__(self, task: Task) -> None:
        self._channel, theirs = socket.socketpair()
        self._status, status = os.pipe()
        with theirs:
            try:
                _request(theirs.fileno(), status)
            finally:
                os.close(status)
        (self.number,) = STARTED.unpack(self._told(STARTED.size))
        self._ended: Ending | None = None
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            messages.send(self._channel, messages.RESULT, pickle.dumps(task))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.kill()
        self._channel.close()
        os.close(self._status)

    def kill(self) -> None:
        """Ends the child and what it started, if it has not ended."""
        if self._ended is None:
            for end in (os.killpg, os.kill):
                with contextlib.suppress(ProcessLookupError, PermissionError):
                    end(self.number, signal.SIGKILL)
            self.ending()

    def ending(self) -> Ending:
        """Waits for the end and tells how it came."""
        if self._ended is None:
            status, memory = ENDED.unpack(self._told(ENDED.size))
            self._ended = Ending(os.WTERMSIG(status) if os.WIFSIGNALED(status) else None, memory)
        return self._ended

    def message(self, *, until: float, most: int) -> Message | None:
        """The next message, or None if the child has ended. Raises `Silence` at `until` (`time.monotonic`).

        A message of more than `most` bytes counts as an end: nothing that was asked for is so long.
        """
        head = self._bytes(messages.HEAD_BYTES, until)
        if head is None:
            return None
        kind, length = messages.head(head)
        payload = self._bytes(length, until) if length <= most else None
        return None if payload is None else Message(kind, payload)

    def _bytes(self, length: int, until: float) -> bytes | None:
        received = bytearray()
        while len(received) < length:
            left = until - time.monotonic()
            if left <= 0:
                raise Silence
            self._channel.settimeout(left)
            try:
                chunk = self._channel.recv(min(length - len(received), 1 << 20))
            except TimeoutError as error:
                raise Silence from error
            except ConnectionResetError:
                return None
            if not chunk:
                return None
            received += chunk
        return bytes(received)

    def _told(self, length: int) -> bytes:
        told = os.read(self._status, length)
        if len(told) != length:
            raise ConfigurationError("The sandbox's server has ended.", advice="Try again.")
        return told


def start_server() -> None:
    """Returns when the server takes requests, at once if it does already: its start is not to count as reading time."""
    next(_servers())


def _request(channel: int, status: int) -> None:
    for server in _servers():
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            socket.send_fds(server, [b"f"], [channel, status])
            return
    raise ConfigurationError("The sandbox's server does not run.", advice="Run `tally doctor`.")


def _servers() -> Iterator[socket.socket]:
    """The running server; if it has died, a new one."""
    yield _server(os.getpid(), tuple(sys.path))
    _server.cache_clear()
    yield _server(os.getpid(), tuple(sys.path))


@cache
def _server(_owner: int, path: tuple[str, ...]) -> socket.socket:
    """A server of this process and import path; it ends when the socket is closed, at the latest with this process."""
    ours, theirs = socket.socketpair()
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join(path),
        "OMP_THREAD_LIMIT": "1",
        "OPENBLAS_NUM_THREADS": "1",
    }
    with theirs:
        subprocess.Popen(  # noqa: S603 our own interpreter and module
            [sys.executable, "-c", _RUN_SERVER, str(theirs.fileno())],
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            env=environment,
            start_new_session=True,
        )
    atexit.register(ours.close)
    if ours.recv(len(READY)) != READY:
        raise ConfigurationError("The sandbox's server does not start.", advice="Run `tally doctor`.")
    return ours
