"""`tally ingest`: files in, answers out, in this process and its workers."""

import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from pathlib import Path

from pipelines.errors import TallyError, UnreadableFile
from pipelines.record import Frozen
from service import processing
from service.archive import Archive, accept
from service.catalogue import Listed, State
from service.legible import legible
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
    """Take in files, whole folders, standard input (`-`), and what is inside; each outcome, in order of finishing.

    Each original is kept before it is read. Interrupted at any point, the same call goes on where it stopped.
    """
    names = list(_files(paths))
    outcomes: list[Ingested] = []
    run = _Run(archive, collection, by)
    for outcome in run.outcomes(names):
        outcomes.append(outcome)
        if progress:
            progress(outcome, len(outcomes), run.total)
    return tuple(outcomes)


class _Run:
    """One call of `ingest`: what waits to be indexed, what is settled, and the name that each document came by."""

    def __init__(self, archive: Archive, collection: str, by: Extract) -> None:
        self._archive, self._collection, self._by = archive, collection, by
        self._names: dict[str, str] = {}
        self._settled: list[Ingested] = []
        self._extracted: list[str] = []
        self._looked_at: list[str] = []
        self.total = 0
        self._flushed = time.monotonic()

    def outcomes(self, names: Sequence[str]) -> Iterator[Ingested]:
        """Accept each file, extract and index those that need it; then what came in them, and in that."""
        self.total = len(names)
        with Workers(self._archive.settings, by=self._by) as workers:
            yield from self._extract(workers, self._wanted(names))
            while self._looked_at:
                yield from self._extract(workers, self._inside())

    def _extract(self, workers: Workers, wanted: Iterable[str]) -> Iterator[Ingested]:
        for extracted in workers.extract(wanted):
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
            if listed.id not in self._names and self._take(listed, name):
                yield listed.id

    def _inside(self) -> list[str]:
        """Documents to extract that came in those looked at since the last call."""
        parents, self._looked_at = self._looked_at, []
        found = {child.id: child for parent in parents for child in self._archive.catalogue.inside(parent)}
        fresh = [child for child in found.values() if child.id not in self._names]
        self.total += sum(child.state is not State.INDEXED for child in fresh)
        return [child.id for child in fresh if self._take(child, child.filename or child.id)]

    def _take(self, listed: Listed, name: str) -> bool:
        """Whether the document is to be extracted; one whose record is kept is only to be indexed."""
        self._names[listed.id] = name
        self._looked_at.append(listed.id)
        if listed.state is State.EXTRACTED:
            self._extracted.append(listed.id)
        return listed.state in (State.ACCEPTED, State.FAILED)

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
        code, message = (error.code, legible(str(error))) if error else (None, None)
        self._settled.append(
            Ingested(name=legible(name), outcome=outcome, document=document, code=code, message=message)
        )

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
