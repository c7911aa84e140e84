"""The least that can be done with an upload: its bytes into a file as they come, synced, moved into place."""

import os
from pathlib import Path
from typing import Any
from uuid import uuid4

FOLDER = Path(os.environ.get("RAW_PUT", "."))


async def app(scope: Any, receive: Any, send: Any) -> None:  # noqa: ANN401  # as ASGI has it
    """An ASGI application for any path."""
    if scope["type"] != "http":
        return
    path = FOLDER / uuid4().hex
    with path.open("wb") as file:
        more = scope["method"] != "GET"
        while more:
            message = await receive()
            file.write(message.get("body", b""))
            more = message.get("more_body", False)
        file.flush()
        os.fsync(file.fileno())
    path.replace(path.with_suffix(".done"))
    await send({"type": "http.response.start", "status": 202, "headers": []})
    await send({"type": "http.response.body", "body": b""})
