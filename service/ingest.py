"""`tally ingest`: files in, answers out, in this process and its workers."""

from collections.abc import Callable, Sequence
from enum import StrEnum

from pipelines.record import Frozen
from service.archive import Archive


class Outcome(StrEnum):
    """What became of one file."""

    NEW = "new"
    UNCHANGED = "unchanged"
    FAILED = "failed"


class Ingested(Frozen):
    """One file's outcome; `code` and `message` say why it failed. `document` is None where nothing was kept."""

    name: str
    outcome: Outcome
    document: str | None = None
    code: str | None = None
    message: str | None = None


Progress = Callable[[Ingested, int, int], None]
"""Called after each file with its outcome, how many are done, and how many there are."""


def ingest(
    archive: Archive, paths: Sequence[str], *, collection: str = "default", progress: Progress | None = None
) -> tuple[Ingested, ...]:
    """Take in files, whole folders, and standard input (`-`); the outcome of each, in order of finishing.

    Each original is kept before it is read. Interrupted at any point, the same call goes on where it stopped.
    """
    raise NotImplementedError
