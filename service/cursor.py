"""Cursors: where a list goes on, sealed to the search it belongs to. To a caller they are opaque."""

import base64
import binascii
import hashlib
import json

from pydantic import BaseModel, TypeAdapter, ValidationError

from service.errors import InvalidCursor

Value = str | int | float | None
Position = tuple[Value, ...]

_POSITION: TypeAdapter[tuple[str, Position]] = TypeAdapter(tuple[str, Position])


def seal(query: BaseModel, position: Position) -> str:
    """A cursor that goes on after `position` in the list that `query` asks for."""
    packed = json.dumps([_fingerprint(query), position], separators=(",", ":"))
    return base64.urlsafe_b64encode(packed.encode()).decode().rstrip("=")


def unseal(query: BaseModel, cursor: str) -> Position:
    """The position in a cursor. Raises `InvalidCursor` unless it was given out for the same query."""
    try:
        packed = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        fingerprint, position = _POSITION.validate_json(packed)
    except (ValidationError, binascii.Error, ValueError) as error:
        raise _invalid(cursor) from error
    if fingerprint != _fingerprint(query):
        raise _invalid(cursor)
    return position


def _fingerprint(query: BaseModel) -> str:
    """What the order of the list depends on: everything but the page's size and place."""
    asked = query.model_dump_json(exclude={"cursor", "limit", "facets", "sums"})
    return hashlib.blake2b(asked.encode(), digest_size=6).hexdigest()


def _invalid(cursor: str) -> InvalidCursor:
    return InvalidCursor(
        f"The cursor {cursor[:20]!r} does not belong to this search.",
        expected="the `next` of this search's last answer",
        advice="Leave the cursor out to begin again.",
    )
