"""What a child says to its parent, as JSON: a child may have been taken over by its file, so nothing is unpickled."""

import socket
import struct
from dataclasses import dataclass

from pydantic import TypeAdapter

from pipelines import errors
from pipelines.errors import ParseCrash, TallyError
from pipelines.parsed import Boxes, Parsed

PROGRESS, RESULT, ERROR = b"P", b"R", b"E"
"""The kinds of message: a page done (its number as text), the answer, or a typed error."""

_HEAD = struct.Struct(">cQ")

PARSED: TypeAdapter[Parsed] = TypeAdapter(Parsed)
BOXES: TypeAdapter[tuple[Boxes, ...]] = TypeAdapter(tuple[Boxes, ...])


@dataclass(frozen=True, slots=True)
class Failure:
    """A `TallyError` in transit; `kind` is its class's name."""

    kind: str
    found: str
    expected: str
    advice: str
    page: int | None


FAILURE: TypeAdapter[Failure] = TypeAdapter(Failure)


def send(channel: socket.socket, kind: bytes, payload: bytes) -> None:
    """Writes one message."""
    channel.sendall(_HEAD.pack(kind, len(payload)))
    channel.sendall(payload)


def head(raw: bytes) -> tuple[bytes, int]:
    """The kind of the message that follows, and its payload's length in bytes."""
    kind, length = _HEAD.unpack(raw)
    return kind, length


HEAD_BYTES = _HEAD.size


def pack_error(error: TallyError) -> bytes:
    """The error as a message."""
    name = type(error).__name__
    return FAILURE.dump_json(Failure(name, printable(error.found), error.expected, error.advice, error.page))


def unpack_error(payload: bytes) -> TallyError:
    """The error of a message; a `ParseCrash` if its class is none of `pipelines.errors`."""
    failure = FAILURE.validate_json(payload)
    found = getattr(errors, failure.kind, None)
    kind = found if isinstance(found, type) and issubclass(found, TallyError) else ParseCrash
    return kind(failure.found, expected=failure.expected, advice=failure.advice, page=failure.page)


def printable(text: str) -> str:
    """`text` without characters that UTF-8 cannot hold."""
    return text.encode("utf-8", "replace").decode("utf-8")
