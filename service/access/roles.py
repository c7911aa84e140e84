"""Roles, the collections that a caller may see, and the caller that has both."""

from dataclasses import dataclass
from enum import StrEnum

DEFAULT = "default"
"""The collection of every report that was given no other."""


class Role(StrEnum):
    """What a key may do, least first: each role may also do what those before it may."""

    READER = "reader"
    """Search, read, download, export."""
    ANALYST = "analyst"
    """Send in reports, and try again those that failed."""
    ADMIN = "admin"
    """Delete reports."""

    def includes(self, other: "Role") -> bool:
        """Whether this role may do what `other` may."""
        order = tuple(Role)
        return order.index(self) >= order.index(other)


@dataclass(frozen=True, slots=True)
class Scope:
    """The collections that can be seen; None means all, those to come included."""

    collections: frozenset[str] | None = None

    @property
    def whole(self) -> bool:
        """Whether nothing is hidden."""
        return self.collections is None

    def covers(self, collection: str) -> bool:
        """Whether the collection can be seen."""
        return self.collections is None or collection in self.collections

    @property
    def home(self) -> str:
        """Where a report goes that is sent in without a word on where it belongs."""
        return DEFAULT if self.covers(DEFAULT) else min(self.collections or (DEFAULT,))

    def narrow(self, asked: tuple[str, ...]) -> tuple[str, ...] | None:
        """The collections to look into when `asked` is asked for (nothing: any); empty means all, None means none."""
        if self.collections is None:
            return asked
        seen = tuple(name for name in asked if name in self.collections) if asked else tuple(sorted(self.collections))
        return seen or None


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks: the id of a key, or one of the names below."""

    id: str
    role: Role | None
    scope: Scope


LOCAL = Caller("local", Role.ADMIN, Scope())
"""Whoever is at this machine, while no keys are demanded."""
BOOTSTRAP = Caller("admin", Role.ADMIN, Scope())
"""The bearer of the key that the settings hold."""
NOBODY = Caller("nobody", None, Scope(frozenset()))
"""Someone without a key, on an address that needs none."""
