"""Errors as pages, for people with a browser."""

from fastapi import Request, Response

from service.api.problems import Headers, Problem, as_json
from service.web.templating import page


def answer(request: Request, problem: Problem, headers: Headers) -> Response:
    """A page for a browser that asks for one, JSON for all others."""
    if not _wants_page(request):
        return as_json(request, problem, headers)
    shown = page(request, "problem.html", status=problem.status, problem=problem)
    shown.headers.update(headers)
    return shown


def _wants_page(request: Request) -> bool:
    return "text/html" in request.headers.get("accept", "") and not request.url.path.startswith(("/v1/", "/health/"))
