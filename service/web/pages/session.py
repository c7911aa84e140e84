"""Signing in with a key, for people with a browser, and out again."""

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from starlette.responses import RedirectResponse

from service.access.sessions import LIFETIME
from service.api.guard import SESSION_COOKIE
from service.api.state import GateHere
from service.errors import NotAuthenticated
from service.web.templating import page

ROUTER = APIRouter(include_in_schema=False)
_SEE_OTHER = 303


@ROUTER.get("/sign-in")
def ask(request: Request) -> Response:
    """Where a browser without a session is led."""
    return page(request, "sign_in.html", refused=False)


@ROUTER.post("/sign-in")
def sign_in(request: Request, gate: GateHere, key: Annotated[str, Form(max_length=500)] = "") -> Response:
    """A cookie that no script can read and no other site's link can use, for a working day."""
    try:
        request.state.caller, token = gate.sign_in(key.strip())
    except NotAuthenticated:
        return page(request, "sign_in.html", status=401, refused=True)
    answer = RedirectResponse("/", _SEE_OTHER)
    answer.set_cookie(
        SESSION_COOKIE,
        token,
        max_age=int(LIFETIME.total_seconds()),
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
    )
    return answer


@ROUTER.post("/sign-out")
def sign_out(request: Request, gate: GateHere) -> Response:
    """The session ends here, not only in the browser."""
    token = request.cookies.get(SESSION_COOKIE)
    if token:
        gate.sign_out(token)
    answer = RedirectResponse("/sign-in", _SEE_OTHER)
    answer.delete_cookie(SESSION_COOKIE, httponly=True, samesite="strict")
    return answer
