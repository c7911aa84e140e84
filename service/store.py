"""The store: originals by their SHA-256 and their records beside them, the truth from which all else is rebuilt."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from pipelines.record import Document, Frozen


class Accepted(Frozen):
    """An original as it came in: `id` is `sha256:` + hash of its bytes."""

    id: str
    filename: str | None
    collection: str
    bytes: int
    received: datetime


class Store:
    """Originals and records under one fsspec URL."""

    def __init__(self, url: str) -> None:
        raise NotImplementedError

    def put(self, stream: BinaryIO, *, filename: str | None, collection: str, limit: int) -> tuple[Accepted, bool]:
        """Keep the stream's bytes durably; True beside it if they were not here.

        Raises `EmptyFile`, `LimitExceeded`, `StoreUnavailable`.
        """
        raise NotImplementedError

    def accepted(self, document: str) -> Accepted:
        """How the original came in. Raises `NotFound`."""
        raise NotImplementedError

    def open(self, document: str) -> BinaryIO:
        """The original's bytes. Raises `NotFound`."""
        raise NotImplementedError

    def local(self, document: str) -> AbstractContextManager[Path]:
        """A path of the original on this machine while the context lasts. Raises `NotFound`."""
        raise NotImplementedError

    def save(self, record: Document) -> None:
        """Keep the record beside its original, durably."""
        raise NotImplementedError

    def record(self, document: str) -> Document:
        """The record. Raises `NotFound` where there is none yet."""
        raise NotImplementedError

    def has_record(self, document: str) -> bool:
        """Whether the document has been extracted."""
        raise NotImplementedError

    def delete(self, document: str) -> None:
        """Leave nothing of the document; an unknown id is passed over."""
        raise NotImplementedError

    def ids(self) -> Iterator[str]:
        """Every document with an original here."""
        raise NotImplementedError
