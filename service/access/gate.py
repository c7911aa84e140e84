"""Who a request comes from, by its key or its browser session."""

import hashlib
import hmac
import threading
import time
from collections import OrderedDict
from collections.abc import Callable

from service.access.keys import digest
from service.access.policy import no_key
from service.access.registry import Registry, open_registry
from service.access.roles import BOOTSTRAP, LOCAL, NOBODY, Caller
from service.errors import NoKeys
from service.settings import Settings

MEMORY = 1.0
"""Seconds for which an answer of the database is believed: a key that is revoked works no longer than this."""
MOST = 1000
"""Callers remembered."""


class Gate:
    """Tells callers apart. `demanded` says whether a key is needed even if none was ever made.

    Once a key was made, keys are needed on loopback too. The database is opened when it is first asked.
    """

    def __init__(self, settings: Settings, *, demanded: bool, clock: Callable[[], float] = time.monotonic) -> None:
        self._settings, self._demanded, self._clock = settings, demanded, clock
        self._admin = settings.admin_key.get_secret_value()
        self._lock = threading.Lock()
        self._registry: Registry | None = None
        self._known: OrderedDict[str, tuple[float, Caller]] = OrderedDict()

    @property
    def registry(self) -> Registry:
        """Keys, sessions and the audit trail."""
        with self._lock:
            if self._registry is None:
                self._registry = open_registry(self._settings)
            return self._registry

    def check(self) -> None:
        """Raise `NoKeys` if keys are demanded and nobody has one: the service would be of use to nobody."""
        if self._demanded and not self._admin and all(key.revoked for key in self.registry.keys.list()):
            raise NoKeys(
                "Tally is to listen to other machines, and there is no key.",
                advice="Make one with `tally keys add NAME --role admin`, or set TALLY_ADMIN_KEY_FILE to a file "
                "with a key of your own (`openssl rand -hex 32`), or listen on 127.0.0.1.",
            )

    def remembered(self, key: str | None, session: str | None) -> Caller | None:
        """The caller, if it can be told without the database; else None, and `caller` must be asked."""
        until, caller = self._known.get(_name(key, session), (0.0, NOBODY))
        return caller if until > self._clock() else None

    def caller(self, key: str | None, session: str | None) -> Caller:
        """Who has this key (or else this session's token; or else nothing). Raises `NotAuthenticated` for a bad one."""
        found = self._recognise(key, session)
        with self._lock:
            self._known[_name(key, session)] = self._clock() + MEMORY, found
            while len(self._known) > MOST:
                self._known.popitem(last=False)
        return found

    def close(self) -> None:
        """Let go of the database."""
        with self._lock:
            if self._registry:
                self._registry.close()
            self._registry = None

    def sign_in(self, key: str) -> tuple[Caller, str]:
        """The key's bearer and the token of a new session. Raises `NotAuthenticated`."""
        caller = self._bearer(digest(key))
        if caller is None:
            raise no_key("This key is not known, or was revoked.")
        return caller, self.registry.sessions.open(digest(key))

    def sign_out(self, session: str) -> None:
        """End a session."""
        self.registry.sessions.close(session)
        with self._lock:
            self._known.pop(_name(None, session), None)

    def _recognise(self, key: str | None, session: str | None) -> Caller:
        if key is not None:
            found = self._bearer(digest(key))
            if found is None:
                raise no_key("This key is not known, or was revoked.")
            return found
        hashed = self.registry.sessions.find(session) if session else None
        found = self._bearer(hashed) if hashed else None
        return found or (NOBODY if self._closed() else LOCAL)

    def _bearer(self, hashed: str) -> Caller | None:
        if self._admin and hmac.compare_digest(hashed, digest(self._admin)):
            return BOOTSTRAP
        key = self.registry.keys.find(hashed)
        return key.caller if key else None

    def _closed(self) -> bool:
        return self._demanded or bool(self._admin) or self.registry.keys.exist()


def _name(key: str | None, session: str | None) -> str:
    """What a caller is remembered by; no secret is kept in memory for it."""
    return hashlib.sha256(f"key {key}".encode() if key is not None else f"session {session}".encode()).hexdigest()
