"""Serves what `assets` names."""

from fastapi import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from service.web.assets import STATIC

_FOR_EVER = "public, max-age=31536000, immutable"


class _Versioned(StaticFiles):
    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        if scope["query_string"].startswith(b"v="):
            response.headers["Cache-Control"] = _FOR_EVER
        return response


def files() -> StaticFiles:
    """The folder of the page's own files; one asked for by its content's hash may be kept for ever."""
    return _Versioned(directory=STATIC)
