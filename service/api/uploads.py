"""An upload's bytes, from the network to the store without a copy in between, counted as they come."""

import io
from collections.abc import AsyncIterator
from email.message import Message
from typing import BinaryIO, cast

import anyio.from_thread
from fastapi import Request
from starlette.datastructures import UploadFile
from starlette.types import Message as AsgiMessage
from starlette.types import Receive

from pipelines.errors import EmptyFile, LimitExceeded

FIELD = "file"
_FORM_OVERHEAD = 100_000
GATHERED = 1 << 20


class Body(io.RawIOBase):
    """A request's body as a file that a worker thread can read; each read waits for the network."""

    def __init__(self, chunks: AsyncIterator[bytes]) -> None:
        self._chunks = chunks
        self._left = b""

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: "memoryview") -> int:  # type: ignore[override]
        """Fill the buffer with what has come; 0 at the end of the body."""
        while not self._left:
            chunk = anyio.from_thread.run(self._next)
            if chunk is None:
                return 0
            self._left = chunk
        size = min(len(buffer), len(self._left))
        buffer[:size] = self._left[:size]
        self._left = self._left[size:]
        return size

    async def _next(self) -> bytes | None:
        """About `GATHERED` bytes, since each call waits for another thread; None at the end."""
        gathered, size = [], 0
        while size < GATHERED and (chunk := await anext(self._chunks, None)) is not None:
            gathered.append(chunk)
            size += len(chunk)
        return b"".join(gathered) if gathered else None


def declared(request: Request, limit: int) -> None:
    """Raise `LimitExceeded` at once if the head of the request announces more than `limit` bytes."""
    length = request.headers.get("content-length", "")
    if length.isdecimal() and int(length) > limit:
        raise too_large(limit, found=f"The request announces {int(length):,} bytes.")


def too_large(limit: int, *, found: str) -> LimitExceeded:
    """What a body that is too large is answered with."""
    return LimitExceeded(
        found, expected=f"at most {limit:,} bytes", advice="Split the file, or raise TALLY_LIMITS__FILE_BYTES."
    )


def raw(request: Request) -> BinaryIO:
    """The body itself as the file."""
    return cast(BinaryIO, io.BufferedReader(Body(request.stream()), buffer_size=1 << 20))


async def form_files(request: Request, limit: int) -> list[UploadFile]:
    """The files of a form's field `file`; each lies in a temporary file. Raises `LimitExceeded`, `EmptyFile`."""
    bounded = Request(request.scope, _counted(request, limit + _FORM_OVERHEAD))
    form = await bounded.form(max_files=1000, max_fields=20)
    files = [value for value in form.getlist(FIELD) if isinstance(value, UploadFile) and value.filename]
    if not files:
        raise EmptyFile("The form holds no file.", expected=f"a file in the form's field '{FIELD}'")
    return files


def is_form(request: Request) -> bool:
    """Whether the body is a multipart form, with the file as one of its parts."""
    head = Message()
    head["Content-Type"] = request.headers.get("content-type", "")
    return head.get_content_type() == "multipart/form-data"


def _counted(request: Request, limit: int) -> Receive:
    """The request's messages, until they carry more than `limit` bytes."""
    taken = 0

    async def receive() -> AsgiMessage:
        nonlocal taken
        message = await request.receive()
        taken += len(message.get("body", b""))
        if taken > limit:
            raise too_large(limit, found="The form is larger.")
        return message

    return receive
