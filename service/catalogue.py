"""The catalogue: which documents there are and how far each has come."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from pipelines.record import Document, Frozen
from service.store import Accepted


class State(StrEnum):
    """How far a document has come."""

    ACCEPTED = "accepted"
    EXTRACTED = "extracted"
    INDEXED = "indexed"
    FAILED = "failed"


class Listed(Frozen):
    """A document in the catalogue. `code` and `message` say why it failed; None unless it did."""

    id: str
    filename: str | None
    collection: str
    bytes: int
    received: datetime
    updated: datetime
    state: State
    attempts: int = 0
    code: str | None = None
    message: str | None = None
    media_type: str | None = None
    title: str | None = None
    pages: int | None = None
    pipeline: str | None = None


class ListQuery(Frozen):
    """Which documents to list, newest first; empty filters mean all."""

    states: tuple[State, ...] = ()
    codes: tuple[str, ...] = ()
    collections: tuple[str, ...] = ()
    limit: int = 50
    cursor: str | None = None


class ListPage(Frozen):
    """Documents, how many match in all, and the cursor of the next (None at the end)."""

    documents: tuple[Listed, ...]
    total: int
    next: str | None = None


class Catalogue:
    """Documents and their states in an SQL database."""

    def __init__(self, url: str) -> None:
        raise NotImplementedError

    def add(self, accepted: Accepted) -> bool:
        """List an accepted original; False if it was listed."""
        raise NotImplementedError

    def get(self, document: str) -> Listed:
        """One document. Raises `NotFound`."""
        raise NotImplementedError

    def list(self, query: ListQuery) -> ListPage:
        """Documents by state, error code and collection. Raises `InvalidCursor`."""
        raise NotImplementedError

    def started(self, document: str) -> None:
        """Count an attempt."""
        raise NotImplementedError

    def extracted(self, record: Document) -> None:
        """Note that the record is kept."""
        raise NotImplementedError

    def indexed(self, documents: Sequence[str]) -> None:
        """Note that they can be searched."""
        raise NotImplementedError

    def failed(self, document: str, *, code: str, message: str) -> None:
        """Note why it failed."""
        raise NotImplementedError

    def remove(self, document: str) -> None:
        """Forget the document; an unknown id is passed over."""
        raise NotImplementedError

    def collections(self) -> dict[str, int]:
        """Every collection and its number of documents."""
        raise NotImplementedError

    def close(self) -> None:
        """Let go of the database."""
        raise NotImplementedError
