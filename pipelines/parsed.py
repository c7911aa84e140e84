"""What goes into a reader and what comes out: text with its layout, before anyone has looked for meaning."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import ClassVar, Protocol, runtime_checkable

from pydantic import ConfigDict

from pipelines.limits import Limits
from pipelines.record import Block, Bookmark, Box, Page, Table, Warned


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read: where its bytes lie, and the name it came with (a hint, never trusted).

    `parent` is the id of the document that it came in; None for a file of its own.
    """

    path: Path
    filename: str | None = None
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text that stands character by character in the original.

    `text[start:end]` is the original page's characters from index `native` on, in the reader's own count.
    A reader's `locate` uses runs to find the boxes of any offset.
    """

    page: int
    start: int
    end: int
    native: int


@dataclass(frozen=True, slots=True)
class Word:
    """A word that was read from a picture: where it stands in the text and on the page; `confidence` is 0 to 1."""

    page: int
    start: int
    end: int
    box: Box
    confidence: float


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file inside a file (mail, archive, PDF); it is read as a document of its own."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(ser_json_bytes="base64", val_json_bytes="base64")

    filename: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Parsed:
    """A report as its reader found it. Offsets are code points into `text`.

    `published` is the report's own date if the format's metadata or layout says it (`published_from` names where),
    `runs` tie the text to the page for boxes and are empty where the format has none; `words` do so for scans.
    """

    media_type: str
    text: str
    pages: tuple[Page, ...]
    blocks: tuple[Block, ...]
    tables: tuple[Table, ...] = ()
    title: str | None = None
    published: date | None = None
    published_from: str | None = None
    authors: tuple[str, ...] = ()
    warnings: tuple[Warned, ...] = ()
    runs: tuple[Run, ...] = ()
    words: tuple[Word, ...] = ()
    outline: tuple[Bookmark, ...] = ()
    attachments: tuple[Attachment, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch `[start, end)` of the document's text, in code points."""

    start: int
    end: int


Boxes = tuple[Box, ...]
Progress = Callable[[int], bool]
"""Told of each page when it has been read; answers whether to go on to the next."""


class Reader(Protocol):
    """One format. A module in `pipelines/readers` that defines `READER` is found by the registry.

    Readers run in a sandboxed child process: they may be killed at any moment and hold no state between calls.
    """

    name: str
    media_types: tuple[str, ...]

    def claims(self, head: bytes, source: Source) -> str | None:
        """The media type, if the content (its first 64 KiB in `head`) is of this reader's format; else None."""

    def read(self, source: Source, *, limits: Limits, progress: Progress) -> Parsed:
        """The whole report; calls `progress(page)` after each page and stops if it answers False.

        Raises `InputError` for what cannot be read.
        """

    def locate(self, source: Source, parsed: Parsed, spans: Sequence[Span]) -> tuple[Boxes, ...]:
        """The boxes of each span, one a line of text; empty where the format has no geometry."""


@runtime_checkable
class Renderer(Protocol):
    """A reader whose pages can be drawn."""

    def render(self, source: Source, page: int, *, scale: float) -> bytes:
        """The page, from 1, as a PNG image of `scale` pixels a point."""
