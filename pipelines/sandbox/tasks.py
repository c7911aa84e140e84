"""What is done to a file: see whether it can be read, read it, find boxes in it, draw a page of it."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from pipelines.errors import (
    EmptyFile,
    InputError,
    LimitExceeded,
    ParseCrash,
    ParseFailure,
    ParseOutOfMemory,
    ParseTimeout,
)
from pipelines.limits import Limits
from pipelines.parsed import Boxes, Parsed, Source, Span
from pipelines.record import Warned
from pipelines.sandbox import messages
from pipelines.sandbox.child import Claim, Locate, Read, Render, Task
from pipelines.sandbox.client import Child, Ending, Silence, start_server

_OUT_OF_MEMORY_SHARE = 0.6
"""A child killed by a signal at this share of its memory or more is taken to have run out of it."""


@dataclass(frozen=True, slots=True)
class _Clock:
    """When the whole task must be over (`time.monotonic`), and how long a child may be silent, in seconds."""

    end: float
    stall: float

    def until(self) -> float:
        return min(self.end, time.monotonic() + self.stall)


def claim(source: Source, *, limits: Limits) -> str:
    """The media type under which a reader takes the file. Raises `InputError` where none does, else as `read` does."""
    _check_file(source, limits)
    return _answer(Claim(source, limits), _clock_of(limits)).decode()


def read(source: Source, *, limits: Limits) -> Parsed:
    """The report in the file. Raises `InputError` for what cannot be read, `ParseFailure` for what kills its reader.

    If the reader dies after some pages, those are read again without the rest, and a warning tells what is missing.
    """
    _check_file(source, limits)
    clock = _clock_of(limits)
    done = list[int]()
    try:
        return messages.PARSED.validate_json(_answer(Read(source, limits), clock, done.append))
    except ParseFailure as failure:
        if not done or time.monotonic() >= clock.end:
            raise
        return _first_pages(Read(source, limits, last=done[-1]), clock, failure)


def locate(source: Source, parsed: Parsed, spans: Sequence[Span], *, limits: Limits | None = None) -> tuple[Boxes, ...]:
    """The boxes of each span, one a line of text. Raises as `read` does."""
    limits = limits or Limits()
    bare = replace(parsed, attachments=(), blocks=(), tables=())
    task = Locate(source, limits, bare, tuple(spans))
    return messages.BOXES.validate_json(_answer(task, _clock_of(limits)))


def render(source: Source, page: int, *, scale: float, limits: Limits | None = None) -> bytes:
    """The page, from 1, as a PNG image, `scale` pixels a point. Raises as `read` does."""
    limits = limits or Limits()
    return _answer(Render(source, limits, page, scale), _clock_of(limits))


def _clock_of(limits: Limits) -> _Clock:
    start_server()
    return _Clock(time.monotonic() + limits.total_seconds, limits.stall_seconds)


def _first_pages(task: Read, clock: _Clock, failure: ParseFailure) -> Parsed:
    try:
        parsed = messages.PARSED.validate_json(_answer(task, clock))
    except (ParseFailure, InputError):
        raise failure from None
    missing = Warned(code=failure.code, message=f"{failure.found} Only the pages before are kept.", page=failure.page)
    return replace(parsed, warnings=(*parsed.warnings, missing))


def _check_file(source: Source, limits: Limits) -> None:
    try:
        size = source.path.stat().st_size
    except OSError as error:
        raise InputError(f"The file cannot be opened: {error.strerror}.", expected="a readable file") from error
    if size == 0:
        raise EmptyFile("The file holds no bytes.", expected="a report", advice="Send it again.")
    if size > limits.file_bytes:
        raise LimitExceeded(f"The file has {size} bytes.", expected=f"at most {limits.file_bytes}")


def _answer(task: Task, clock: _Clock, page_done: Callable[[int], None] = lambda _page: None) -> bytes:
    """The child's answer. Raises the typed error that it sends, or that its end amounts to."""
    page = 0
    with Child(task) as child:
        try:
            while message := child.message(until=clock.until(), most=task.limits.memory_bytes):
                if message.kind == messages.RESULT:
                    return message.payload
                if message.kind == messages.ERROR:
                    raise _with_page(messages.unpack_error(message.payload), page)
                page = int(message.payload)
                page_done(page)
        except Silence:
            raise _timeout(clock, page + 1) from None
        child.kill()
        raise _death(child.ending(), task.limits, page + 1)


def _with_page(error: Exception, page: int) -> Exception:
    if isinstance(error, ParseFailure) and error.page is None:
        return type(error)(error.found, expected=error.expected, advice=error.advice, page=page + 1)
    return error


def _timeout(clock: _Clock, page: int) -> ParseTimeout:
    over = time.monotonic() >= clock.end
    what = "The file took longer to read than allowed" if over else f"Nothing was read for {clock.stall:g} seconds"
    return ParseTimeout(f"{what}, at page {page}.", advice="Raise the time limit, or split the file.", page=page)


def _death(ending: Ending, limits: Limits, page: int) -> ParseFailure:
    kind: type[ParseFailure] = ParseCrash
    if ending.memory >= _OUT_OF_MEMORY_SHARE * limits.memory_bytes:
        kind, what = ParseOutOfMemory, f"took more than {limits.memory_bytes} bytes of memory"
    else:
        what = f"ended by signal {ending.signal}" if ending.signal else "ended without an answer"
    return kind(f"The reader {what}, at page {page}.", advice="The file may be damaged.", page=page)
