"""API keys: made at random, shown once, kept as hashes.

A key is 256 random bits, so nobody can guess it or find it from its hash by trying: plain SHA-256 is enough. The slow
hashes made for passwords defend secrets that people choose, and would only make every request slow.
"""

import hashlib
import secrets
from datetime import UTC, datetime

import sqlalchemy as sa

from pipelines.record import Frozen
from service.access.roles import Caller, Role, Scope
from service.access.tables import KEYS, SESSIONS, transaction
from service.errors import NotFound

MARK = "tally_"
"""Begins every key, so that scanners for leaked secrets know one when they see it."""
_BYTES = 32
_ID_BYTES = 4


class Key(Frozen):
    """What is known of a key; not the key itself. `collections` None means all, `revoked` None means it is good."""

    id: str
    name: str
    role: Role
    collections: tuple[str, ...] | None
    created: datetime
    revoked: datetime | None = None

    @property
    def caller(self) -> Caller:
        """Whoever bears it."""
        return Caller(self.id, self.role, Scope(None if self.collections is None else frozenset(self.collections)))


def digest(secret: str) -> str:
    """What is kept of a secret: its SHA-256, in hexadecimal."""
    return hashlib.sha256(secret.encode()).hexdigest()


class Keys:
    """The keys in the catalogue's database. Every method raises `CatalogueUnavailable` if it does not answer."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def add(self, name: str, role: Role, collections: tuple[str, ...] | None = None) -> tuple[Key, str]:
        """A new key and its secret, which is nowhere to be had again."""
        secret = MARK + secrets.token_urlsafe(_BYTES)
        key = Key(
            id=secrets.token_hex(_ID_BYTES), name=name, role=role, collections=collections, created=datetime.now(UTC)
        )
        values = key.model_dump() | {"collections": list(collections) if collections is not None else None}
        with transaction(self._engine) as connection:
            connection.execute(KEYS.insert().values(hash=digest(secret), **values))
        return key, secret

    def find(self, hashed: str) -> Key | None:
        """The good key whose secret has this digest; None if there is none, or it was revoked."""
        found = KEYS.select().where(KEYS.c.hash == hashed, KEYS.c.revoked.is_(None))
        with transaction(self._engine) as connection:
            row = connection.execute(found).mappings().first()
        return _key(row) if row else None

    def list(self) -> tuple[Key, ...]:
        """Every key that there ever was, oldest first."""
        with transaction(self._engine) as connection:
            return tuple(_key(row) for row in connection.execute(KEYS.select().order_by(KEYS.c.created)).mappings())

    def revoke(self, identity: str) -> Key:
        """End a key and its browser sessions for good; again does no harm. Raises `NotFound`."""
        with transaction(self._engine) as connection:
            row = connection.execute(KEYS.select().where(KEYS.c.id == identity)).mappings().first()
            if row is None:
                raise NotFound(f"There is no key {identity!r}.", advice="`tally keys list` shows every key.")
            now = row["revoked"] or datetime.now(UTC)
            connection.execute(KEYS.update().where(KEYS.c.id == identity).values(revoked=now))
            connection.execute(SESSIONS.delete().where(SESSIONS.c.key == row["hash"]))
        return _key(dict(row) | {"revoked": now})

    def exist(self) -> bool:
        """Whether a key was ever made, be it revoked by now."""
        with transaction(self._engine) as connection:
            return connection.scalar(sa.select(sa.exists().select_from(KEYS))) is True


def _key(row: "sa.RowMapping | dict[str, object]") -> Key:
    """A row as a value; SQLite forgets that times are UTC."""
    values = {name: row[name] for name in Key.model_fields}
    for name in ("created", "revoked"):
        moment = values[name]
        if isinstance(moment, datetime) and moment.tzinfo is None:
            values[name] = moment.replace(tzinfo=UTC)
    return Key.model_validate(values)
