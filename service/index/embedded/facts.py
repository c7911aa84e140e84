"""Figures and entities in SQLite, and the outbox of pages that the text index has not taken in yet.

A document's figures, entities and outbox entry are written in one transaction: either all of it is known, or nothing.
"""

import json
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.schema import CreateTable

from service.index.base import Entry
from service.index.embedded.schema import pack, unpack
from service.index.embedded.soundness import broken, check_facts
from service.index.embedded.text import Change
from service.index.points import degrees
from service.index.projection import document_row, entity_rows, figure_rows, page_rows
from service.index.rows import DocumentRow, EntityRow, FigureRow, PageRow

METADATA = sa.MetaData()

DOCUMENTS = sa.Table("documents", METADATA, sa.Column("id", sa.String, primary_key=True))

_NUMBERS = ("low", "best", "high", "newest", "oldest", "largest", "confidence")
_DAYS = ("first_day", "last_day")
FLAGS = ("in_table", "revised")
_DESCRIBED = ("qualifier", "rule", "figure", "part_of")
_WORDS = ("document", "collection", "kind", "unit", "status", "aggregation", "language", "media_type", "left_out")
_GROUPS = ("country", "place", "month", "source")

FIGURES = sa.Table(
    "figures",
    METADATA,
    sa.Column("key", sa.String, primary_key=True),
    *(sa.Column(name, sa.String) for name in (*_WORDS, *_DESCRIBED, *_GROUPS)),
    *(sa.Column(name, sa.Integer) for name in (*_DAYS, "page")),
    *(sa.Column(name, sa.Float) for name in _NUMBERS),
    *(sa.Column(name, sa.Boolean) for name in FLAGS),
    sa.Column("sentence_words", sa.String),
    sa.Column("hit", sa.LargeBinary, nullable=False),
    sa.Index("figures_by_document", "document"),
    sa.Index("figures_by_kind", "kind", "newest"),
    sa.Index("figures_newest", "newest", "key"),
)

TERM_FIELDS = ("countries", "place_keys", "source_words", "counted_words", "points")

TERMS = sa.Table(
    "figure_terms",
    METADATA,
    sa.Column("figure", sa.ForeignKey("figures.key", ondelete="CASCADE"), primary_key=True),
    sa.Column("field", sa.String, primary_key=True),
    sa.Column("term", sa.String, primary_key=True),
    sa.Index("figures_by_term", "field", "term", "figure"),
)

ENTITIES = sa.Table(
    "entities",
    METADATA,
    sa.Column("key", sa.String, primary_key=True),
    *(sa.Column(name, sa.String, nullable=False) for name in ("document", "collection", "label", "name")),
    sa.Column("mentions", sa.Integer, nullable=False),
    sa.Index("entities_by_document", "document"),
)

ENTITY_KEYS = sa.Table(
    "entity_keys",
    METADATA,
    sa.Column("term", sa.String, primary_key=True),
    sa.Column("entity", sa.ForeignKey("entities.key", ondelete="CASCADE"), primary_key=True),
    sa.Index("keys_by_entity", "entity"),
)

SIGNATURES = sa.Table(
    "signatures",
    METADATA,
    sa.Column("document", sa.ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
    *(sa.Column(name, sa.String) for name in ("collection", "filename", "title")),
    sa.Column("signature", sa.LargeBinary, nullable=False),
)

BANDS = sa.Table(
    "bands",
    METADATA,
    sa.Column("band", sa.String, primary_key=True),
    sa.Column("document", sa.ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
    sa.Index("bands_by_document", "document"),
)

POINTS = sa.Table(
    "points",
    METADATA,
    sa.Column("point", sa.String, primary_key=True),
    sa.Column("lat", sa.Float, nullable=False),
    sa.Column("lon", sa.Float, nullable=False),
    sa.Index("points_by_latitude", "lat"),
)

OUTBOX = sa.Table(
    "outbox",
    METADATA,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("document", sa.String, nullable=False),
    sa.Column("pages", sa.LargeBinary, nullable=False),
    sqlite_autoincrement=True,
)


ROWS_VERSION = 2
"""Raise it when rows come to mean something else in the same columns."""
MOST_VERSION = 0x7FFFFFFF


@dataclass(frozen=True, slots=True)
class Pending:
    """A change that the text index has not taken in yet; `number` orders them."""

    number: int
    change: Change


class Facts:
    """The SQLite file. Any number of processes and threads may use it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._engine = _database(path)
        with self.reading() as connection:
            version = connection.exec_driver_sql("PRAGMA user_version").scalar()
        if version != VERSION:
            raise broken(f"{path.name} is of another version of Tally")

    @classmethod
    def make(cls, path: Path) -> None:
        """A new, empty one."""
        engine = _database(path)
        METADATA.create_all(engine)
        with engine.begin() as connection:
            connection.exec_driver_sql(f"PRAGMA user_version={VERSION}")
        engine.dispose()

    def check(self) -> None:
        """Raise `IndexDamaged` if the file is not whole."""
        check_facts(self._path)

    def put(self, entries: Sequence[Entry]) -> None:
        """Replace what is known of the entries' documents."""
        with self.writing() as connection:
            for entry in entries:
                _remove(connection, entry.document.id)
                pages = list(page_rows(entry))
                _insert(connection, entry)
                _place(connection, {point for row in pages for point in row.points})
                _enqueue(connection, entry.document.id, pages)

    def delete(self, documents: Sequence[str]) -> None:
        """Forget documents."""
        with self.writing() as connection:
            for document in documents:
                _remove(connection, document)
                _enqueue(connection, document, [])

    def pending(self, most: int) -> list[Pending]:
        """The oldest changes that wait for the text index."""
        with self.reading() as connection:
            rows = connection.execute(OUTBOX.select().order_by(OUTBOX.c.number).limit(most))
            return [Pending(row.number, Change(row.document, _unpacked(row.pages))) for row in rows]

    def done(self, last: int) -> None:
        """Note that the text index has all changes up to `last`."""
        with self.writing() as connection:
            connection.execute(OUTBOX.delete().where(OUTBOX.c.number <= last))

    def documents(self) -> Iterator[str]:
        """The ids of all documents, in order."""
        with self.reading() as connection:
            yield from connection.scalars(sa.select(DOCUMENTS.c.id).order_by(DOCUMENTS.c.id))

    def count(self) -> int:
        """How many documents there are."""
        with self.reading() as connection:
            return connection.scalar(sa.select(sa.func.count()).select_from(DOCUMENTS)) or 0

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """A connection that sees one moment of the database."""
        with self._engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """A transaction, durable when the context ends."""
        with self._engine.connect() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            yield connection
            connection.commit()

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()


def _database(path: Path) -> sa.Engine:
    engine = sa.create_engine(f"sqlite:///{path}", connect_args={"timeout": 60})
    sa.event.listen(engine, "connect", _tune)
    return engine


def _version() -> int:
    """Told from the tables themselves, so that nobody has to remember to raise it."""
    tables = "".join(str(CreateTable(table)) for table in METADATA.sorted_tables)
    return zlib.crc32(f"{ROWS_VERSION} {tables}".encode()) & MOST_VERSION


VERSION = _version()
"""Stands in the file; a file with another one is made anew from the store."""


def _tune(connection: Any, _: object) -> None:  # noqa: ANN401 (a raw DBAPI connection has no type)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _remove(connection: sa.Connection, document: str) -> None:
    connection.execute(FIGURES.delete().where(FIGURES.c.document == document))
    connection.execute(ENTITIES.delete().where(ENTITIES.c.document == document))
    connection.execute(DOCUMENTS.delete().where(DOCUMENTS.c.id == document))


def _insert(connection: sa.Connection, entry: Entry) -> None:
    figures, entities, document = list(figure_rows(entry)), list(entity_rows(entry)), document_row(entry)
    connection.execute(DOCUMENTS.insert().values(id=entry.document.id))
    connection.execute(SIGNATURES.insert().values(**_signed(document)))
    _insert_all(connection, BANDS, [{"document": document.document, "band": band} for band in document.bands])
    _insert_all(connection, FIGURES, [_figure(row) for row in figures])
    _insert_all(connection, TERMS, [term for row in figures for term in _terms(row)])
    _insert_all(connection, ENTITIES, [_entity(row) for row in entities])
    _insert_all(connection, ENTITY_KEYS, [{"entity": row.key, "term": key} for row in entities for key in row.keys])


def _place(connection: sa.Connection, found: set[str]) -> None:
    """Note where the points are; those that no report names any more are found by nobody, and stay."""
    if found:
        rows = [dict(zip(("point", "lat", "lon"), (each, *degrees(each)), strict=True)) for each in sorted(found)]
        connection.execute(POINTS.insert().prefix_with("OR IGNORE"), rows)


def _insert_all(connection: sa.Connection, table: sa.Table, rows: list[dict[str, object]]) -> None:
    if rows:
        connection.execute(table.insert(), rows)


def _figure(row: FigureRow) -> dict[str, object]:
    columns = {name: getattr(row, name) for name in ("key", *_WORDS, *_DESCRIBED, *_GROUPS, *_DAYS, *_NUMBERS, *FLAGS)}
    sentence = f" {' '.join(row.sentence_words)} "
    return columns | {"page": row.page, "sentence_words": sentence, "hit": row.hit.model_dump_json().encode()}


def _signed(row: DocumentRow) -> dict[str, object]:
    return {column.name: getattr(row, column.name) for column in SIGNATURES.columns}


def _terms(row: FigureRow) -> Iterator[dict[str, object]]:
    for field in TERM_FIELDS:
        for term in getattr(row, field):
            yield {"figure": row.key, "field": field, "term": term}


def _entity(row: EntityRow) -> dict[str, object]:
    return {name: value for name, value in asdict(row).items() if name != "keys"}


def _enqueue(connection: sa.Connection, document: str, pages: list[PageRow]) -> None:
    packed = zlib.compress(json.dumps([pack(row).decode() for row in pages]).encode(), level=1)
    connection.execute(OUTBOX.insert().values(document=document, pages=packed))


def _unpacked(packed: bytes) -> list[PageRow]:
    return [unpack(page.encode()) for page in json.loads(zlib.decompress(packed))]
