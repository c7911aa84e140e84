"""The tables of access, in the catalogue's database, and transactions on them."""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from service.damage import catalogue_error

METADATA = sa.MetaData()

KEYS = sa.Table(
    "keys",
    METADATA,
    sa.Column("id", sa.String(16), primary_key=True),
    sa.Column("hash", sa.String(64), nullable=False, unique=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("role", sa.String(20), nullable=False),
    sa.Column("collections", sa.JSON(none_as_null=True)),
    sa.Column("created", sa.DateTime(timezone=True), nullable=False),
    sa.Column("revoked", sa.DateTime(timezone=True)),
)

SESSIONS = sa.Table(
    "sessions",
    METADATA,
    sa.Column("hash", sa.String(64), primary_key=True),
    sa.Column("key", sa.String(64), nullable=False),
    sa.Column("expires", sa.DateTime(timezone=True), nullable=False),
)

AUDIT = sa.Table(
    "audit",
    METADATA,
    sa.Column("number", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=True),
    sa.Column("time", sa.DateTime(timezone=True), nullable=False),
    sa.Column("caller", sa.String(50), nullable=False),
    sa.Column("action", sa.String(50), nullable=False),
    sa.Column("object", sa.Text, nullable=False),
    sa.Column("outcome", sa.String(50), nullable=False),
    sa.Column("request", sa.String(64)),
    sqlite_autoincrement=True,
)

_SQLITE = "CREATE TRIGGER audit_keeps_{verb} BEFORE {verb} ON audit BEGIN SELECT RAISE(ABORT, 'audit only grows'); END"
_POSTGRESQL = (
    "CREATE RULE audit_keeps_{verb} AS ON {verb} TO audit DO INSTEAD NOTHING"  # a rule needs no language installed
)
for _verb in ("UPDATE", "DELETE"):
    for _dialect, _statement in (("sqlite", _SQLITE), ("postgresql", _POSTGRESQL)):
        _ddl: sa.DDL = sa.DDL(_statement.format(verb=_verb))  # type: ignore[no-untyped-call]
        sa.event.listen(AUDIT, "after_create", _ddl.execute_if(dialect=_dialect))


@contextmanager
def transaction(engine: sa.Engine) -> Iterator[sa.Connection]:
    """A connection whose changes are durable when the context ends. Raises `CatalogueUnavailable`."""
    try:
        with engine.begin() as connection:
            yield connection
    except DBAPIError as error:
        raise catalogue_error(error) from error
