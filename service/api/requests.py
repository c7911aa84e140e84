"""A line in the log for each request: which, by whom, how it ended. Never what it asked or carried."""

import time

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service import logs

_log = logs.logger(__name__)
_QUIET = ("/health/", "/static/", "/metrics")
"""Asked all the time, and by nobody."""


class Logged:
    """Binds the request's id to all that is logged on its way, and logs its end."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        status = None

        async def watch(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        started = time.perf_counter()
        with structlog.contextvars.bound_contextvars(request=scope["state"]["request_id"]):
            try:
                await self.app(scope, receive, watch)
            finally:
                if not scope["path"].startswith(_QUIET):
                    _log.info(
                        "request", **_facts(scope), status=status, seconds=round(time.perf_counter() - started, 4)
                    )


def _facts(scope: Scope) -> dict[str, object]:
    caller = scope["state"].get("caller")
    return {"method": scope["method"], "path": scope["path"], "caller": caller.id if caller else None}
