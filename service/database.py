"""The catalogue's database: its tables, its engine, and the steps from each version of the tables to the next."""

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from pipelines.errors import ConfigurationError
from service import origins
from service.access import tables as access

METADATA = sa.MetaData()

VERSION = sa.Table("schema_version", METADATA, sa.Column("version", sa.Integer, nullable=False))

DOCUMENTS = sa.Table(
    "documents",
    METADATA,
    sa.Column("id", sa.String(80), primary_key=True),
    sa.Column("filename", sa.Text),
    sa.Column("collection", sa.String(200), nullable=False),
    sa.Column("bytes", sa.BigInteger, nullable=False),
    sa.Column("received", sa.DateTime(timezone=True), nullable=False),
    sa.Column("updated", sa.DateTime(timezone=True), nullable=False),
    sa.Column("state", sa.String(20), nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False, default=0),
    sa.Column("code", sa.String(50)),
    sa.Column("message", sa.Text),
    sa.Column("media_type", sa.String(200)),
    sa.Column("title", sa.Text),
    sa.Column("pages", sa.Integer),
    sa.Column("pipeline", sa.String(50)),
    sa.Index("documents_by_state", "state", "code"),
    sa.Index("documents_by_collection", "collection", "received"),
    sa.Index("documents_by_age", "received", "id"),
)

MIGRATIONS: tuple[Callable[[sa.Connection], None], ...] = (
    METADATA.create_all,
    access.METADATA.create_all,
    origins.create,
)
"""Step N leads from version N to N + 1. Steps are only ever added."""


def connect(url: str) -> sa.Engine:
    """The database, its tables brought up to date. Raises `ConfigurationError` for a URL that names no database."""
    try:
        engine = sa.create_engine(url, pool_pre_ping=True)
    except (ArgumentError, NoSuchModuleError) as error:
        raise ConfigurationError(
            "The catalogue's URL names no known database.", expected="`sqlite:///…` or `postgresql+psycopg://…`"
        ) from error
    if engine.dialect.name == "sqlite":
        sa.event.listen(engine, "connect", _tune_sqlite)
    _migrate(engine)
    return engine


def _tune_sqlite(connection: Any, _: object) -> None:  # noqa: ANN401 (a raw DBAPI connection has no type)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=30000"):
        connection.execute(f"PRAGMA {pragma}")


def _migrate(engine: sa.Engine) -> None:
    with engine.begin() as connection:
        _lock(connection)
        VERSION.create(connection, checkfirst=True)
        version = connection.scalar(sa.select(sa.func.max(VERSION.c.version))) or 0
        if version > len(MIGRATIONS):
            raise ConfigurationError(
                f"The catalogue is of version {version}, newer than this Tally's {len(MIGRATIONS)}.",
                advice="Update Tally.",
            )
        for step in MIGRATIONS[version:]:
            step(connection)
        connection.execute(VERSION.delete())
        connection.execute(VERSION.insert().values(version=len(MIGRATIONS)))


def _lock(connection: sa.Connection) -> None:
    """Let one process migrate at a time; the lock goes with the transaction."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    elif connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SELECT pg_advisory_xact_lock(7464556)")
