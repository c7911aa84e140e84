"""Entity tags: what has not changed is not sent again."""

import hashlib

from fastapi import Request, Response


def etag(*parts: str) -> str:
    """A strong tag for what the parts determine."""
    return f'"{hashlib.sha256("|".join(parts).encode()).hexdigest()[:32]}"'


def headers(tag: str) -> dict[str, str]:
    """For an answer that may be kept, but is asked about each time."""
    return {"ETag": tag, "Cache-Control": "private, no-cache"}


def not_modified(request: Request, tag: str) -> Response | None:
    """304 if the caller has this version, else None."""
    known = {part.strip().removeprefix("W/") for part in request.headers.get("if-none-match", "").split(",")}
    return Response(status_code=304, headers=headers(tag)) if known & {tag, "*"} else None
