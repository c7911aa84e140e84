"""Browser sessions: a key typed once into the sign-in page, then a cookie in its place.

The cookie holds a random token and the database its hash, so that neither a stolen database nor a browser's profile
gives the key away. A session ends with its key.
"""

import secrets
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa

from service.access.keys import digest
from service.access.tables import SESSIONS, transaction

LIFETIME = timedelta(hours=12)
"""A working day; then the key is asked for again."""


class Sessions:
    """The sessions in the catalogue's database."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def open(self, key_hash: str) -> str:
        """The token of a new session for the key with this digest; sessions that have run out are cleared away."""
        token, now = secrets.token_urlsafe(32), datetime.now(UTC)
        row = {"hash": digest(token), "key": key_hash, "expires": now + LIFETIME}
        with transaction(self._engine) as connection:
            connection.execute(SESSIONS.delete().where(SESSIONS.c.expires < now))
            connection.execute(SESSIONS.insert().values(row))
        return token

    def find(self, token: str) -> str | None:
        """The digest of the session's key; None if the session is over."""
        live = sa.select(SESSIONS.c.key).where(
            SESSIONS.c.hash == digest(token), SESSIONS.c.expires >= datetime.now(UTC)
        )
        with transaction(self._engine) as connection:
            return connection.scalar(live)

    def close(self, token: str) -> None:
        """End the session."""
        with transaction(self._engine) as connection:
            connection.execute(SESSIONS.delete().where(SESSIONS.c.hash == digest(token)))
