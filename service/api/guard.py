"""Lets a request in only if its caller may send it, and writes down what the audit trail is for."""

from collections.abc import Awaitable, Callable

import structlog
from fastapi import Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pipelines.errors import TallyError
from service.access.audit import Action
from service.access.gate import Gate
from service.access.policy import Rule, no_key, rule_for
from service.access.rates import Rates, neighbourhood
from service.access.roles import LOCAL, NOBODY, Caller
from service.api.problems import Renderer, problem_of
from service.errors import NotAuthenticated, TooManyRequests

SESSION_COOKIE = "tally_session"
_SEE_OTHER = 303


class Guard:
    """Between the network and the routes, which find the caller in `request.state.caller`.

    `render` answers errors. Whoever is on this machine, while no keys are needed, is not limited in rate.
    """

    def __init__(self, app: ASGIApp, gate: Gate, rates: Rates, render: Renderer) -> None:
        self.app, self.gate, self.rates, self.render = app, gate, rates, render

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on if it may, and answer with a problem if not."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope, receive)
        rule = rule_for(scope["method"], scope["path"])
        noting = _Noting(send, self._note(request, rule))
        scope["state"]["caller"] = NOBODY
        try:
            scope["state"]["caller"] = await self._caller(request, rule)
            rule.check(scope["state"]["caller"])
        except TallyError as error:
            await (await self._refusal(request, error))(scope, receive, noting)
            return
        try:
            await self.app(scope, receive, noting)
        except Exception:
            if noting.failure is None:
                raise
            await (await self._refusal(request, noting.failure))(scope, receive, send)

    async def _caller(self, request: Request, rule: Rule) -> Caller:
        """Raises `NotAuthenticated` for a bad key, `TooManyRequests` for one too many."""
        address = neighbourhood(request.client.host if request.client else "")
        if rule.role is None:
            if rule.action:
                _limit(self.rates.take(address))
            return NOBODY
        _limit(self.rates.wait(address))
        try:
            caller = await self._recognised(request)
        except NotAuthenticated:
            self.rates.take(address)
            raise
        structlog.contextvars.bind_contextvars(caller=caller.id)
        if caller is not LOCAL:
            _limit(self.rates.take(address if caller is NOBODY else caller.id))
        return caller

    async def _recognised(self, request: Request) -> Caller:
        key, session = _bearer(request.headers), request.cookies.get(SESSION_COOKIE)
        known = self.gate.remembered(key, session)
        if known is not None:
            return known
        return await run_in_threadpool(self.gate.caller, key, session)

    async def _refusal(self, request: Request, error: TallyError) -> Response:
        """A way to the sign-in page for a browser without a key, a problem for all else."""
        problem = problem_of(error, request.url.path)
        if isinstance(error, NotAuthenticated):
            if request.method == "GET" and _wants_page(request):
                return RedirectResponse("/sign-in", _SEE_OTHER)
            return await run_in_threadpool(self.render, request, problem, {"WWW-Authenticate": "Bearer"})
        headers = {"Retry-After": str(error.seconds)} if isinstance(error, TooManyRequests) else {}
        return await run_in_threadpool(self.render, request, problem, headers)

    def _note(self, request: Request, rule: Rule) -> "Callable[[int, Headers], Awaitable[None]]":
        async def note(status: int, headers: Headers) -> None:
            action = _action(rule, headers)
            if action:
                state, about = request.scope["state"], _object(request, action, headers)
                line = (state["caller"].id, action, about, str(status), state["request_id"])
                await run_in_threadpool(self.gate.registry.trail.note, *line)

        return note


class _Noting:
    """Sends an answer on once it is written down; `failure` is why it could not be, and then nothing was sent."""

    def __init__(self, send: Send, note: Callable[[int, Headers], Awaitable[None]]) -> None:
        self._send, self._note = send, note
        self.failure: TallyError | None = None

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            try:
                await self._note(message["status"], Headers(raw=message.get("headers", [])))
            except TallyError as error:
                self.failure = error
                raise
        await self._send(message)


def _limit(wait: float) -> None:
    if wait:
        raise TooManyRequests.after(wait)


def _bearer(headers: Headers) -> str | None:
    """The key in `Authorization`; None without that header. Raises `NotAuthenticated` for another scheme."""
    given = headers.get("authorization")
    if given is None:
        return None
    scheme, _, key = given.partition(" ")
    if scheme.lower() != "bearer" or not key.strip():
        raise no_key("The header `Authorization` holds no bearer key.")
    return key.strip()


def _wants_page(request: Request) -> bool:
    return "text/html" in request.headers.get("accept", "") and not request.url.path.startswith("/v1/")


def _action(rule: Rule, headers: Headers) -> Action | None:
    """What the trail calls this: a file that leaves is an export, whatever its address."""
    if rule.action is None and headers.get("content-disposition", "").startswith("attachment"):
        return Action.EXPORT
    return rule.action


def _object(request: Request, action: Action, headers: Headers) -> str:
    """A document's address or an export's whole question; for an upload, where the document came to lie."""
    if action is Action.UPLOAD:
        return headers.get("location", request.url.path)
    if action is Action.EXPORT:
        return f"{request.url.path}?{request.url.query}"
    return request.url.path
