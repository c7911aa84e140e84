"""The catalogue: which documents there are and how far each has come."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from enum import StrEnum

import sqlalchemy as sa
from pydantic import Field
from sqlalchemy.exc import DBAPIError, IntegrityError

from pipelines.record import Document, Frozen
from service import origins
from service.cursor import Position, seal, unseal
from service.damage import catalogue_error
from service.database import DOCUMENTS, connect
from service.errors import InvalidCursor, NotFound
from service.legible import legible
from service.origins import ORIGINS, Origin
from service.store import Accepted

C = DOCUMENTS.c
BATCH = 500


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
    limit: int = Field(50, ge=1, le=1000)
    cursor: str | None = None


class ListPage(Frozen):
    """Documents, how many match in all, and the cursor of the next (None at the end)."""

    documents: tuple[Listed, ...]
    total: int
    next: str | None = None


class Catalogue:
    """Documents and their states. Every method raises `CatalogueUnavailable` if the database does not answer."""

    def __init__(self, url: str) -> None:
        with _reported():
            self._engine = connect(url)

    def add(self, accepted: Accepted, *, parent: str | None = None) -> bool:
        """List an accepted original, sent by itself or come in the document `parent`; False if it was listed."""
        row = accepted.model_dump() | {"state": State.ACCEPTED, "updated": _now(), "attempts": 0}
        with suppress(IntegrityError), _reported(), self._engine.begin() as connection:
            origins.note(connection, accepted.id, parent)
        try:
            with _reported(), self._engine.begin() as connection:
                connection.execute(DOCUMENTS.insert().values(row))
        except IntegrityError:
            return False
        return True

    def origin(self, document: str) -> Origin:
        """How the document came."""
        with _reported(), self._engine.connect() as connection:
            return origins.origin(connection, document)

    def inside(self, document: str) -> tuple[Listed, ...]:
        """The documents that came in it, in the order of their names."""
        with _reported(), self._engine.connect() as connection:
            children = C.id.in_(origins.inside(connection, [document]))
            rows = connection.execute(DOCUMENTS.select().where(children).order_by(C.filename, C.id)).mappings()
            return tuple(map(_listed, rows))

    def only_in(self, document: str) -> tuple[str, ...]:
        """The documents that came in it, at any depth, and in no other way."""
        with _reported(), self._engine.connect() as connection:
            return origins.only_in(connection, document)

    def beside(self, document: str, root: str) -> tuple[int, int]:
        """How many documents came inside `root`, at any depth, and their bytes; those in `document` do not count."""
        elsewhere = ORIGINS.c.parent.not_in([origins.ALONE, document])
        query = sa.select(sa.func.count(), sa.func.coalesce(sa.func.sum(C.bytes), 0))
        joined = query.join_from(ORIGINS, DOCUMENTS, ORIGINS.c.document == C.id)
        with _reported(), self._engine.connect() as connection:
            row = connection.execute(joined.where(ORIGINS.c.root == root, elsewhere)).one()
        return int(row[0]), int(row[1])

    def get(self, document: str) -> Listed:
        """One document. Raises `NotFound`."""
        with _reported(), self._engine.connect() as connection:
            row = connection.execute(DOCUMENTS.select().where(C.id == document)).mappings().first()
        if row is None:
            raise NotFound(f"No document {document!r}.", advice="It was never accepted, or deleted.")
        return _listed(row)

    def list(self, query: ListQuery) -> ListPage:
        """Documents by state, error code and collection. Raises `InvalidCursor`."""
        where = _conditions(query)
        page = DOCUMENTS.select().where(*where, *_after(query)).order_by(C.received.desc(), C.id).limit(query.limit + 1)
        with _reported(), self._engine.connect() as connection:
            total = connection.scalar(sa.select(sa.func.count()).select_from(DOCUMENTS).where(*where))
            rows = [_listed(row) for row in connection.execute(page).mappings()]
        more = seal(query, _position(rows[query.limit - 1])) if len(rows) > query.limit else None
        return ListPage(documents=tuple(rows[: query.limit]), total=total or 0, next=more)

    def all(self, query: ListQuery) -> Iterator[Listed]:
        """Every document that matches, however many, in the order of `list`."""
        query = query.model_copy(update={"limit": BATCH})
        while True:
            page = self.list(query)
            yield from page.documents
            if page.next is None:
                return
            query = query.model_copy(update={"cursor": page.next})

    def started(self, document: str) -> None:
        """Count an attempt."""
        self._set([document], attempts=C.attempts + 1)

    def extracted(self, record: Document) -> None:
        """Note that the record is kept."""
        self._set(
            [record.id],
            **_SUCCESS,
            state=State.EXTRACTED,
            media_type=record.media_type,
            title=record.title and legible(record.title),
            pages=len(record.pages),
            pipeline=record.pipeline.version,
        )

    def indexed(self, documents: Sequence[str]) -> None:
        """Note that they can be searched."""
        self._set(documents, **_SUCCESS, state=State.INDEXED)

    def failed(self, document: str, *, code: str, message: str) -> None:
        """Note why it failed."""
        self._set([document], state=State.FAILED, code=code, message=legible(message))

    def reset(self, document: str) -> None:
        """Note that it is to be done anew. Raises `NotFound`."""
        self.get(document)
        self._set([document], **_SUCCESS, state=State.ACCEPTED)

    def remove(self, document: str) -> None:
        """Forget the document; an unknown id is passed over."""
        with _reported(), self._engine.begin() as connection:
            connection.execute(DOCUMENTS.delete().where(C.id == document))
            origins.forget(connection, document)

    def collections(self) -> dict[str, int]:
        """Every collection and its number of documents."""
        counted = sa.select(C.collection, sa.func.count()).group_by(C.collection).order_by(C.collection)
        with _reported(), self._engine.connect() as connection:
            return {row[0]: row[1] for row in connection.execute(counted)}

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def _set(self, documents: Sequence[str], **values: object) -> None:
        change = DOCUMENTS.update().values(updated=_now(), **values)
        with _reported(), self._engine.begin() as connection:
            for start in range(0, len(documents), BATCH):
                connection.execute(change.where(C.id.in_(documents[start : start + BATCH])))


_SUCCESS: Mapping[str, None] = {"code": None, "message": None}


def _conditions(query: ListQuery) -> list[sa.ColumnElement[bool]]:
    filters = ((C.state, query.states), (C.code, query.codes), (C.collection, query.collections))
    return [column.in_(values) for column, values in filters if values]


def _after(query: ListQuery) -> list[sa.ColumnElement[bool]]:
    if query.cursor is None:
        return []
    received, document = _parsed(query, query.cursor)
    return [sa.or_(C.received < received, sa.and_(C.received == received, C.id > document))]


def _parsed(query: ListQuery, cursor: str) -> tuple[datetime, str]:
    try:
        received, document = unseal(query, cursor)
        return datetime.fromisoformat(str(received)), str(document)
    except ValueError as error:
        raise InvalidCursor(
            "The cursor holds no position of this list.", advice="Leave it out to begin again."
        ) from error


def _position(last: Listed) -> Position:
    return last.received.isoformat(), last.id


def _listed(row: sa.RowMapping) -> Listed:
    """A row as a value; SQLite forgets that times are UTC."""
    times = {name: row[name].replace(tzinfo=UTC) for name in ("received", "updated") if row[name].tzinfo is None}
    return Listed.model_validate(dict(row) | times)


def _now() -> datetime:
    return datetime.now(UTC)


@contextmanager
def _reported() -> Iterator[None]:
    """The catalogue's own error in place of the driver's."""
    try:
        yield
    except IntegrityError:
        raise
    except DBAPIError as error:
        raise catalogue_error(error) from error
