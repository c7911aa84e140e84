"""The audit trail: who did what to which document, and what came of it. The database lets nobody change a line."""

from datetime import UTC, datetime
from enum import StrEnum

import sqlalchemy as sa

from pipelines.record import Frozen
from service.access.tables import AUDIT, transaction

_LONGEST = 1000


class Action(StrEnum):
    """What is written down."""

    UPLOAD = "upload"
    DOWNLOAD = "download"
    EXPORT = "export"
    DELETE = "delete"
    RETRY = "retry"
    SIGN_IN = "sign_in"
    KEY_ADD = "key_add"
    KEY_REVOKE = "key_revoke"


class Line(Frozen):
    """One line of the trail. `caller` is a key's id, `admin`, `local` or `nobody`; `outcome` an HTTP status or `ok`."""

    time: datetime
    caller: str
    action: Action
    object: str
    outcome: str
    request: str | None = None


class Trail:
    """The lines in the catalogue's database."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def note(self, caller: str, action: Action, about: str, outcome: str, request: str | None = None) -> None:
        """Write a line, durably. Raises `CatalogueUnavailable`."""
        line = {"caller": caller, "action": action, "object": about[:_LONGEST], "outcome": outcome, "request": request}
        with transaction(self._engine) as connection:
            connection.execute(AUDIT.insert().values(time=datetime.now(UTC), **line))

    def last(self, most: int) -> tuple[Line, ...]:
        """The newest lines, oldest of them first."""
        newest = AUDIT.select().order_by(AUDIT.c.number.desc()).limit(most)
        with transaction(self._engine) as connection:
            rows = connection.execute(newest).mappings().all()
        return tuple(_line(row) for row in reversed(rows))


def _line(row: sa.RowMapping) -> Line:
    time = row["time"] if row["time"].tzinfo else row["time"].replace(tzinfo=UTC)
    return Line.model_validate({name: row[name] for name in Line.model_fields} | {"time": time})
