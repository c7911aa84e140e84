"""Pages from templates: escaped, in the reader's language, with every address made in one place."""

from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import cast
from urllib.parse import urlencode

from fastapi import Request
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from service.access.roles import NOBODY, Role
from service.web.assets import asset
from service.web.countries import country_name
from service.web.formats import format_of, size_of
from service.web.language import Words, choose, languages

THEMES = ("auto", "light", "dark")
LANGUAGE_COOKIE = "tally_language"
THEME_COOKIE = "tally_theme"


def page(request: Request, template: str, *, status: int = 200, **values: object) -> HTMLResponse:
    """The template, filled in; beside `values` it sees the request, its language (`words`, `say`) and its theme."""
    words = words_of(request)
    html = (
        environment()
        .get_template(template)
        .render(
            values
            | {
                "request": request,
                "words": words,
                "say": words.say,
                "theme": theme_of(request),
                "themes": THEMES,
                "languages": languages(),
                "may": _may(request),
            }
        )
    )
    return HTMLResponse(html, status, {"Content-Language": words.code, "Cache-Control": "private, no-cache"})


def _may(request: Request) -> Callable[[str], bool]:
    """Whether the caller has a role (`analyst`, `admin`), so that no page offers what would be refused."""
    role = getattr(getattr(request.state, "caller", NOBODY), "role", None)
    return lambda asked: role is not None and role.includes(Role(asked))


def words_of(request: Request) -> Words:
    """The language that the reader chose, or else that the browser prefers."""
    return choose(request.cookies.get(LANGUAGE_COOKIE), request.headers.get("accept-language"))


def theme_of(request: Request) -> str:
    """`light`, `dark`, or `auto` for what the system prefers."""
    chosen = request.cookies.get(THEME_COOKIE)
    return chosen if chosen in THEMES else THEMES[0]


@cache
def environment() -> Environment:
    """The templates; a name that is not there is an error, and everything is escaped."""
    folder = FileSystemLoader(Path(__file__).parent / "templates")
    made = Environment(loader=folder, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    made.globals |= {
        "asset": asset,
        "address": address,
        "country": country_name,
        "format_of": format_of,
        "size_of": size_of,
    }
    made.filters |= {"iso": _iso}
    return made


def address(path: str, /, **parameters: object) -> str:
    """A path with its query; None, "" and empty lists are left out, lists are repeated."""
    pairs = [(name, value) for name, given in parameters.items() for value in _each(given)]
    return f"{path}?{urlencode(pairs)}" if pairs else path


def _each(given: object) -> tuple[object, ...]:
    values = cast("tuple[object, ...]", tuple(given)) if isinstance(given, list | tuple) else (given,)
    return tuple(value for value in values if value is not None and value != "")


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
