"""Compound files, the container of Office before 2007 and of Outlook: what is in one, and what it says of itself."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import olefile

from pipelines.errors import DamagedFile
from pipelines.layout.draft import Draft, tidy
from pipelines.parsed import Source

MAGIC = olefile.MAGIC
BROKEN = (OSError, ValueError, LookupError, AttributeError, TypeError)
"""What olefile raises for directories and allocation tables that lead nowhere."""


@contextmanager
def opened(source: Source) -> Iterator[olefile.OleFileIO]:
    """The container. Raises `DamagedFile`."""
    try:
        found = olefile.OleFileIO(str(source.path))
    except BROKEN as error:
        raise DamagedFile("The document is broken or cut short.", advice="Open and save it again.") from error
    with found:
        yield found


def holds(head: bytes, source: Source, *names: str) -> bool:
    """Whether the content is a compound file with one of the streams or storages at its top."""
    return head.startswith(MAGIC) and not names_in(source).isdisjoint(names)


def names_in(source: Source) -> frozenset[str]:
    """The names at the container's top; empty if it is broken."""
    try:
        with opened(source) as found:
            return top(found)
    except DamagedFile:
        return frozenset()


def top(found: olefile.OleFileIO) -> frozenset[str]:
    """The names of the streams and storages that lie in no other."""
    return frozenset(path[0] for path in found.listdir(storages=True))


def fill(draft: Draft, source: Source) -> None:
    """Sets the draft's title, authors and date from the document's own summary, if it has one that can be read."""
    try:
        with opened(source) as found:
            summary = found.get_metadata()
    except (*BROKEN, DamagedFile):
        return
    encoding = f"cp{summary.codepage or 1252}".replace("cp65001", "utf-8")
    draft.title = draft.title or _text(summary.title, encoding)
    author = _text(summary.author, encoding)
    draft.authors = (author,) if author else ()
    when = summary.last_saved_time or summary.create_time
    draft.published = when.date() if isinstance(when, datetime) else None


def _text(raw: object, encoding: str) -> str:
    if not isinstance(raw, bytes):
        return ""
    try:
        return tidy(raw.decode(encoding, "replace"))
    except LookupError:
        return tidy(raw.decode("cp1252", "replace"))
