"""The last net: what nobody foresaw is logged, and answered with a problem that gives nothing away."""

import asyncio

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service import logs
from service.api.problems import RETRY_SECONDS, Problem

_log = logs.logger(__name__)
_DETAIL = "Something unexpected happened. The log has it under this request's id (header X-Request-ID)."
_STOPPING = "The service stops, and this took longer than it could wait."


class Unexpected:
    """Answers 500 for any exception that reaches it before the answer has begun, 503 where the server gives it up."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; an answer that has begun is cut off, as it can no longer be changed."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun = False

        async def watch(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self.app(scope, receive, watch)
        except asyncio.CancelledError:
            if begun:
                raise
            problem = Problem.of(503, "stopping", _STOPPING, instance=scope["path"], advice="Send it again.")
            await problem.response({"Retry-After": RETRY_SECONDS})(scope, receive, send)
        except Exception:
            _log.exception("unexpected error", path=scope["path"], request_id=scope["state"]["request_id"])
            if begun:
                raise
            await Problem.of(500, "internal_error", _DETAIL, instance=scope["path"]).response()(scope, receive, send)
