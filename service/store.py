"""The store: originals by their SHA-256 and their records beside them, the truth from which all else is rebuilt.

ab/cd/abcd…/original       the bytes as received
ab/cd/abcd…/accepted.json  the name and collection they came with; written last, so its presence says "accepted"
ab/cd/abcd…/record.json.gz what was extracted
"""

import gzip
import hashlib
import os
import re
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, cast

from pydantic import ValidationError

from pipelines.errors import EmptyFile, LimitExceeded
from pipelines.record import Document, Frozen
from service.blobs import blobs
from service.errors import NotFound, StoreDamaged, StoreUnavailable
from service.legible import legible

CHUNK = 1 << 20
ORIGINAL, ACCEPTED, RECORD = "original", "accepted.json", "record.json.gz"
SCHEME = "sha256:"
DIGEST = re.compile("[0-9a-f]{64}")
FAST = 4


class Accepted(Frozen):
    """An original as it came in: `id` is `sha256:` + hash of its bytes."""

    id: str
    filename: str | None
    collection: str
    bytes: int
    received: datetime


class Store:
    """Originals and records under one URL; safe to share between threads and processes."""

    def __init__(self, url: str) -> None:
        self._blobs = blobs(url)

    def put(self, stream: BinaryIO, *, filename: str | None, collection: str, limit: int) -> tuple[Accepted, bool]:
        """Keep the stream's bytes durably; True beside it if they were not here.

        Raises `EmptyFile`, `LimitExceeded`, `StoreUnavailable`.
        """
        with _reported(), _temporary(self._blobs.scratch()) as (file, path):
            digest, size = _copy(stream, file, limit)
            return self._keep(path, SCHEME + digest, size, filename and legible(filename), collection)

    def _keep(
        self, path: Path, document: str, size: int, filename: str | None, collection: str
    ) -> tuple[Accepted, bool]:
        if self._blobs.exists(_at(document, ACCEPTED)):
            return self.accepted(document), False
        found = Accepted(id=document, filename=filename, collection=collection, bytes=size, received=datetime.now(UTC))
        self._blobs.adopt(path, _at(document, ORIGINAL))
        self._blobs.write(_at(document, ACCEPTED), found.model_dump_json().encode())
        return found, True

    def accepted(self, document: str) -> Accepted:
        """How the original came in. Raises `NotFound`."""
        return Accepted.model_validate_json(self._read(document, ACCEPTED))

    def open(self, document: str) -> BinaryIO:
        """The original's bytes. Raises `NotFound`."""
        with _reported(document):
            return self._blobs.open(_at(document, ORIGINAL))

    @contextmanager
    def local(self, document: str) -> Iterator[Path]:
        """A path of the original on this machine while the context lasts. Raises `NotFound`."""
        with _reported(document):
            context: AbstractContextManager[Path] = self._blobs.local(_at(document, ORIGINAL))
        with context as path:
            yield path

    def save(self, record: Document) -> None:
        """Keep the record beside its original, durably. Raises `StoreUnavailable`."""
        packed = gzip.compress(record.model_dump_json().encode(), compresslevel=FAST, mtime=0)
        with _reported(record.id):
            self._blobs.write(_at(record.id, RECORD), packed)

    def record(self, document: str) -> Document:
        """The record. Raises `NotFound` where there is none yet, `StoreDamaged` where it cannot be read."""
        packed = self._read(document, RECORD)
        try:
            return Document.model_validate_json(gzip.decompress(packed))
        except (gzip.BadGzipFile, EOFError, zlib.error, ValidationError) as error:
            raise StoreDamaged(
                f"The record of {document} cannot be read: {type(error).__name__}.", advice="Reprocess the document."
            ) from error

    def has_record(self, document: str) -> bool:
        """Whether the document has been extracted."""
        with _reported(document):
            return self._blobs.exists(_at(document, RECORD))

    def delete(self, document: str) -> None:
        """Leave nothing of the document; an unknown id is passed over."""
        with _reported(document):
            self._blobs.remove(_folder(document))

    def ids(self) -> Iterator[str]:
        """Every accepted document, in order."""
        with _reported():
            for name in self._blobs.names("/" + ACCEPTED):
                yield SCHEME + Path(name).parent.name

    def intact(self, document: str) -> bool:
        """Whether the original's bytes still have the hash they were kept under. Raises `NotFound`."""
        with self.open(document) as original:
            digest = hashlib.sha256()
            for chunk in iter(lambda: original.read(CHUNK), b""):
                digest.update(chunk)
        return SCHEME + digest.hexdigest() == document

    def _read(self, document: str, name: str) -> bytes:
        with _reported(document), self._blobs.open(_at(document, name)) as file:
            return file.read()


def _folder(document: str) -> str:
    digest = document.removeprefix(SCHEME)
    if not DIGEST.fullmatch(digest):
        raise NotFound(f"No document {document!r}.", expected="an id such as sha256:2c26b4…")
    return f"{digest[:2]}/{digest[2:4]}/{digest}"


def _at(document: str, name: str) -> str:
    return f"{_folder(document)}/{name}"


def _copy(stream: BinaryIO, file: BinaryIO, limit: int) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    while chunk := stream.read(CHUNK):
        size += len(chunk)
        if size > limit:
            raise LimitExceeded(
                f"The file is larger than {limit:,} bytes.", advice="Split it, or raise TALLY_LIMITS__FILE_BYTES."
            )
        digest.update(chunk)
        file.write(chunk)
    if not size:
        raise EmptyFile("The file has no bytes.", expected="a report", advice="Check how it was saved or sent.")
    file.flush()
    os.fsync(file.fileno())
    return digest.hexdigest(), size


@contextmanager
def _temporary(folder: Path) -> Iterator[tuple[BinaryIO, Path]]:
    """An open temporary file and its path; gone afterwards unless it was moved away."""
    handle, name = tempfile.mkstemp(dir=folder)
    try:
        with os.fdopen(handle, "w+b") as file:
            yield cast(BinaryIO, file), Path(name)
    finally:
        Path(name).unlink(missing_ok=True)


@contextmanager
def _reported(document: str = "") -> Iterator[None]:
    """The store's own errors in place of the operating system's."""
    try:
        yield
    except FileNotFoundError as error:
        raise NotFound(
            f"Nothing is stored of {document or 'it'}.", advice="It was never accepted, or deleted."
        ) from error
    except OSError as error:
        raise StoreUnavailable(
            f"The store does not work: {error.strerror or error}.", advice="Check its disk, its rights and its network."
        ) from error
