"""`tally ingest`: files in, answers out, in this process and its workers."""

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from pathlib import Path

from pipelines.errors import TallyError
from pipelines.record import Frozen
from service import processing
from service.archive import Archive, accept
from service.catalogue import Listed, State
from service.errors import UnreadableFile
from service.processing import Extract, pipeline
from service.workers import Extracted, Workers

STDIN = "-"
BATCH, SECONDS = 50, 1.0
"""Extracted documents become searchable so many at a time, or so often."""


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
    archive: Archive,
    paths: Sequence[str],
    *,
    collection: str = "default",
    progress: Progress | None = None,
    by: Extract = pipeline,
) -> tuple[Ingested, ...]:
    """Take in files, whole folders, and standard input (`-`); the outcome of each, in order of finishing.

    Each original is kept before it is read. Interrupted at any point, the same call goes on where it stopped.
    """
    names = list(_files(paths))
    outcomes: list[Ingested] = []
    for outcome in _Run(archive, collection, by).outcomes(names):
        outcomes.append(outcome)
        if progress:
            progress(outcome, len(outcomes), len(names))
    return tuple(outcomes)


class _Run:
    """One call of `ingest`: what waits to be indexed, what is settled, and the name that each document came by."""

    def __init__(self, archive: Archive, collection: str, by: Extract) -> None:
        self._archive, self._collection, self._by = archive, collection, by
        self._names: dict[str, str] = {}
        self._settled: list[Ingested] = []
        self._extracted: list[str] = []
        self._flushed = time.monotonic()

    def outcomes(self, names: Sequence[str]) -> Iterator[Ingested]:
        """Accept each file, extract and index those that need it."""
        with Workers(self._archive.settings, by=self._by) as workers:
            for extracted in workers.extract(self._wanted(names)):
                self._note(extracted)
                if len(self._extracted) >= BATCH or time.monotonic() - self._flushed > SECONDS:
                    self._index()
                yield from self._drained()
        self._index()
        yield from self._drained()

    def _wanted(self, names: Sequence[str]) -> Iterator[str]:
        """Documents to extract; whatever else a file turns out to be is settled on the way."""
        for name in names:
            try:
                listed = _accept(self._archive, name, self._collection)
            except TallyError as error:
                self._settle(name, Outcome.FAILED, error=error)
                continue
            if listed.state is State.INDEXED or listed.id in self._names:
                self._settle(name, Outcome.UNCHANGED, document=listed.id)
                continue
            self._names[listed.id] = name
            if listed.state is State.EXTRACTED:
                self._extracted.append(listed.id)
            else:
                yield listed.id

    def _note(self, extracted: Extracted) -> None:
        if extracted.error is None:
            self._extracted.append(extracted.document)
        else:
            self._fail(extracted.document, extracted.error)

    def _index(self) -> None:
        """Make what is extracted searchable; without an index it stays extracted, for the next run."""
        documents, self._extracted, self._flushed = self._extracted, [], time.monotonic()
        try:
            processing.index(self._archive, documents)
        except TallyError as error:
            for document in documents:
                self._fail(document, error)
        else:
            for document in documents:
                self._settle(self._names[document], Outcome.NEW, document=document)

    def _fail(self, document: str, error: TallyError) -> None:
        self._settle(self._names[document], Outcome.FAILED, document=document, error=error)

    def _settle(
        self, name: str, outcome: Outcome, *, document: str | None = None, error: TallyError | None = None
    ) -> None:
        code, message = (error.code, str(error)) if error else (None, None)
        self._settled.append(Ingested(name=name, outcome=outcome, document=document, code=code, message=message))

    def _drained(self) -> list[Ingested]:
        settled, self._settled = self._settled, []
        return settled


def _files(paths: Sequence[str]) -> Iterator[str]:
    """Every file: folders opened up, in order, without what is hidden. A path that is not there stays as it is."""
    for path in paths:
        folder = Path(path)
        if path != STDIN and folder.is_dir():
            yield from (
                str(found) for found in sorted(folder.rglob("*")) if found.is_file() and not _hidden(found, folder)
            )
        else:
            yield path


def _hidden(path: Path, below: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(below).parts)


def _accept(archive: Archive, name: str, collection: str) -> Listed:
    if name == STDIN:
        return accept(archive, sys.stdin.buffer, filename=None, collection=collection)[0]
    try:
        with Path(name).open("rb") as file:
            return accept(archive, file, filename=Path(name).name, collection=collection)[0]
    except OSError as error:
        raise UnreadableFile(
            f"{name} cannot be opened: {error.strerror}.",
            expected="a file or a folder",
            advice="Check its name and rights.",
        ) from error
