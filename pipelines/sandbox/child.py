"""The process in which one file is read: takes a task, works under limits, answers, ends."""

import ctypes
import os
import pickle
import resource
import signal
import socket
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipelines.errors import LimitExceeded, ParseCrash, ParseOutOfMemory, ParseTimeout, TallyError, UnsupportedFormat
from pipelines.limits import Limits
from pipelines.parsed import Parsed, Progress, Renderer, Source, Span
from pipelines.record import Warned
from pipelines.sandbox import messages
from pipelines.sandbox.detect import reader_for

_FILE_BYTES = 1 << 20
_OPEN_FILES = 64
_DIE_WITH_PARENT = 1
_PATIENCE = 0.9
"""A reader is asked to stop after this share of the time allowed."""
_STOPPED = ParseTimeout.code


@dataclass(frozen=True, slots=True)
class Read:
    """The whole report, or its pages up to `last`."""

    source: Source
    limits: Limits
    last: int | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """The media type of a file that a reader takes."""

    source: Source
    limits: Limits


@dataclass(frozen=True, slots=True)
class Locate:
    """The boxes of some spans."""

    source: Source
    limits: Limits
    parsed: Parsed
    spans: Sequence[Span]


@dataclass(frozen=True, slots=True)
class Render:
    """The picture of a page, `scale` pixels a point."""

    source: Source
    limits: Limits
    page: int
    scale: float


Task = Claim | Read | Locate | Render


def work(descriptor: int) -> None:
    """Takes one task from the socket and answers it. Whatever goes wrong is answered as a typed error."""
    _close_all_but(descriptor)
    with socket.socket(fileno=descriptor) as channel:
        task: Task = pickle.loads(_received(channel))  # noqa: S301 the parent is trusted, the child is not
        confine(task.limits)
        try:
            messages.send(channel, messages.RESULT, perform(task, _progress_to(channel, task)))
        except MemoryError:
            messages.send(channel, messages.ERROR, messages.pack_error(_out_of_memory(task.limits)))
        except RecursionError:
            messages.send(channel, messages.ERROR, messages.pack_error(_too_deep()))
        except TallyError as error:
            messages.send(channel, messages.ERROR, messages.pack_error(error))
        except Exception as error:  # noqa: BLE001 the one place where a library's error becomes ours
            messages.send(channel, messages.ERROR, messages.pack_error(_crash(error)))


def perform(task: Task, progress: Progress) -> bytes:
    """The answer to a task as bytes. Raises `TallyError`."""
    reader, media_type = reader_for(task.source)
    match task:
        case Claim():
            return media_type.encode()
        case Read(source, limits):
            patience = _Patience(limits, progress)
            parsed = patience.noted(reader.read(source, limits=limits, progress=patience))
            check_size(parsed, limits)
            return messages.PARSED.dump_json(parsed)
        case Locate(source, _, parsed, spans):
            return messages.BOXES.dump_json(reader.locate(source, parsed, spans))
        case Render(source, _, page, scale):
            if not isinstance(reader, Renderer):
                raise UnsupportedFormat(f"The pages of a {reader.name} file cannot be drawn.", expected="a PDF file")
            return reader.render(source, page, scale=scale)


class _Patience:
    """A reader's progress, which asks it to stop while there is time left to hand over what it has."""

    def __init__(self, limits: Limits, progress: Progress) -> None:
        self._end = time.monotonic() + _PATIENCE * limits.total_seconds
        self._progress = progress
        self._stopped: int | None = None

    def __call__(self, page: int) -> bool:
        if time.monotonic() >= self._end:
            self._stopped = page
        return self._progress(page) and self._stopped is None

    def noted(self, parsed: Parsed) -> Parsed:
        """The report, with a warning if it was not read to its end."""
        if self._stopped is None:
            return parsed
        message = "The time allowed was over. Only the pages up to here are kept."
        return replace(parsed, warnings=(*parsed.warnings, Warned(code=_STOPPED, message=message, page=self._stopped)))


def check_size(parsed: Parsed, limits: Limits) -> None:
    """Raises `LimitExceeded` for more text or pages than allowed."""
    for found, most, unit in (
        (len(parsed.text), limits.characters, "characters"),
        (len(parsed.pages), limits.pages, "pages"),
    ):
        if found > most:
            raise LimitExceeded(f"The file holds {found} {unit}.", expected=f"at most {most}", advice="Split the file.")


def confine(limits: Limits) -> None:
    """Puts this process under the limits, for good, and makes it the leader of a group that can be killed."""
    os.setsid()
    seconds = int(limits.total_seconds) + 2
    for what, most in (
        (resource.RLIMIT_AS, limits.memory_bytes),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, _FILE_BYTES),
        (resource.RLIMIT_NOFILE, _OPEN_FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)


def warm_up() -> None:
    """Shows every reader a few bytes and reads them, so that what is built on first use is there before any fork."""
    with tempfile.NamedTemporaryFile() as file:
        file.write(b"Title\n\nTable 1. A paragraph.\n")
        file.flush()
        perform(Read(Source(Path(file.name)), Limits()), lambda _page: True)


def _close_all_but(descriptor: int) -> None:
    null = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(null, standard)
    os.closerange(3, descriptor)
    os.closerange(descriptor + 1, 1024)


def _received(channel: socket.socket) -> bytes:
    with channel.makefile("rb") as stream:
        _, length = messages.head(stream.read(messages.HEAD_BYTES))
        return stream.read(length)


def _progress_to(channel: socket.socket, task: Task) -> Progress:
    last = task.last if isinstance(task, Read) else None

    def progress(page: int) -> bool:
        messages.send(channel, messages.PROGRESS, str(page).encode())
        return last is None or page < last

    return progress


def _out_of_memory(limits: Limits) -> ParseOutOfMemory:
    return ParseOutOfMemory(
        f"Reading the file took more than {limits.memory_bytes} bytes of memory.",
        advice="Split the file, or raise the memory limit.",
    )


def _too_deep() -> LimitExceeded:
    return LimitExceeded("The file's parts are nested deeper than can be read.", advice="The file may be damaged.")


def _crash(error: Exception) -> ParseCrash:
    return ParseCrash(f"The reader failed: {type(error).__name__}: {error}", advice="The file may be damaged.")
