"""The reader's language and theme, kept in the browser."""

from typing import Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter, Form
from starlette.responses import RedirectResponse

from service.web.language import languages
from service.web.templating import LANGUAGE_COOKIE, THEME_COOKIE, THEMES

ROUTER = APIRouter(include_in_schema=False)
_YEAR = 365 * 24 * 3600
_SEE_OTHER = 303


@ROUTER.post("/preferences")
def choose(
    back: Annotated[str, Form()] = "/", language: Annotated[str, Form()] = "", theme: Annotated[str, Form()] = ""
) -> RedirectResponse:
    """Remember the choice and go back to where it was made."""
    answer = RedirectResponse(_local(back), _SEE_OTHER)
    for cookie, value, known in ((LANGUAGE_COOKIE, language, tuple(languages())), (THEME_COOKIE, theme, THEMES)):
        if value in known:
            answer.set_cookie(cookie, value, max_age=_YEAR, httponly=True, samesite="lax")
    return answer


def _local(address: str) -> str:
    """The path and query of an address on this site; `/` for any other."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or not parts.path.startswith("/") or "\\" in address or address.startswith("//"):
        return "/"
    return parts.path + (f"?{parts.query}" if parts.query else "")
