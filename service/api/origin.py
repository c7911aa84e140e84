"""Keeps other web sites from using a reader's browser against a Tally that trusts its own machine.

Two ways are closed. A page elsewhere may send a form here without asking (cross-site request forgery): a request that
changes something is refused if the browser says that it comes from another site. A host name elsewhere may be made to
point at this machine (DNS rebinding): on loopback only loopback names are answered.
"""

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from service.api.problems import Problem

LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "::1", "testserver"})
_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class SameOrigin:
    """Refuses with 403 what another site's page sends, and with 421 hosts not in `hosts` (None: any host)."""

    def __init__(self, app: ASGIApp, hosts: frozenset[str] | None = None) -> None:
        self.app = app
        self.hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with a problem, or pass the request on."""
        problem = self._refusal(scope) if scope["type"] == "http" else None
        if problem is None:
            await self.app(scope, receive, send)
        else:
            await problem.response()(scope, receive, send)

    def _refusal(self, scope: Scope) -> Problem | None:
        headers = Headers(scope=scope)
        if self.hosts is not None and _host(headers.get("host", "")) not in self.hosts:
            return Problem.of(421, "wrong_host", "This address serves its own machine only, under a loopback name.")
        if scope["method"] not in _SAFE_METHODS and _is_foreign(headers):
            return Problem.of(403, "cross_site", "A page of another site may not change anything here.")
        return None


def _is_foreign(headers: Headers) -> bool:
    """Whether a browser says that the request comes from another origin; programs send neither header."""
    if headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
        return True
    origin = headers.get("origin")
    return origin is not None and urlsplit(origin).netloc != headers.get("host")


def _host(value: str) -> str:
    try:
        return urlsplit(f"//{value}").hostname or ""
    except ValueError:
        return ""
