"""Errors as RFC 9457 problem details (`application/problem+json`), for every status and every route."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import Response

from pipelines.errors import ConfigurationError, InputError, LimitExceeded, ParseFailure, TallyError, UnsupportedFormat
from service.errors import (
    Forbidden,
    HeldElsewhere,
    InvalidQuery,
    NotAuthenticated,
    NotFound,
    TooManyRequests,
    Unavailable,
)

MEDIA_TYPE = "application/problem+json"
_STATUSES: dict[type[TallyError], int] = {
    LimitExceeded: 413,
    UnsupportedFormat: 415,
    InputError: 422,
    ParseFailure: 422,
    ConfigurationError: 500,
    NotAuthenticated: 401,
    Forbidden: 403,
    NotFound: 404,
    HeldElsewhere: 409,
    TooManyRequests: 429,
    InvalidQuery: 422,
    Unavailable: 503,
    TallyError: 500,
}
RETRY_SECONDS = "2"


class FieldProblem(BaseModel):
    """One part of a request that is not as it should be; `pointer` names it: `query/limit`."""

    pointer: str
    detail: str


class Problem(BaseModel):
    """What went wrong, after RFC 9457; `code` is stable and meant for programs, the rest for people."""

    type: str = Field(examples=["urn:tally:problem:document_not_found"])
    title: str = Field(examples=["Not Found"])
    status: int = Field(examples=[404])
    detail: str = Field(examples=["No document sha256:0c9a… is stored."])
    code: str = Field(examples=["document_not_found"])
    instance: str | None = Field(None, examples=["/v1/documents/sha256:0c9a"])
    advice: str | None = Field(None, examples=["GET /v1/documents lists what is stored."])
    errors: list[FieldProblem] = Field(default_factory=list)

    @classmethod
    def of(
        cls,
        status: int,
        code: str,
        detail: str,
        *,
        instance: str | None = None,
        advice: str | None = None,
        errors: Sequence[FieldProblem] = (),
    ) -> "Problem":
        """A problem whose title is the status's own phrase."""
        return cls(
            type=f"urn:tally:problem:{code}",
            title=HTTPStatus(status).phrase,
            status=status,
            detail=detail,
            code=code,
            instance=instance,
            advice=advice,
            errors=list(errors),
        )

    def response(self, headers: Mapping[str, str] | None = None) -> Response:
        """The answer that carries it."""
        body = self.model_dump_json(exclude_none=True, exclude_defaults=False)
        return Response(body, self.status, headers, media_type=MEDIA_TYPE)


Headers = Mapping[str, str]
Renderer = Callable[[Request, Problem, Headers], Response]
Translator = Callable[[Request, Exception], tuple[Problem, Headers]]


def as_json(_request: Request, problem: Problem, headers: Headers) -> Response:
    """The answer that a program gets."""
    return problem.response(headers)


def install(app: FastAPI, render: Renderer = as_json) -> None:
    """Make every error of `app` a problem, answered as `render` says."""
    translators: dict[type[Exception], Translator] = {
        TallyError: _tally,
        HTTPException: _http,
        RequestValidationError: _validation,
    }
    for kind, translate in translators.items():
        app.add_exception_handler(kind, _handler(translate, render))


def _handler(translate: Translator, render: Renderer) -> Callable[[Request, Exception], Awaitable[Response]]:
    async def handle(request: Request, error: Exception) -> Response:
        return await run_in_threadpool(render, request, *translate(request, error))

    return handle


def status_of(error: TallyError) -> int:
    """The HTTP status for an error, by the nearest class that has one."""
    return next(_STATUSES[kind] for kind in type(error).__mro__ if kind in _STATUSES)


def problem_of(error: TallyError, instance: str | None = None) -> Problem:
    """An error of Tally's own as a problem."""
    detail = " ".join(part for part in (error.found, error.expected and f"Expected {error.expected}.") if part)
    return Problem.of(status_of(error), error.code, detail, advice=error.advice or None, instance=instance)


def _tally(request: Request, error: Exception) -> tuple[Problem, Headers]:
    assert isinstance(error, TallyError)  # noqa: S101 - registered for this class
    problem = problem_of(error, request.url.path)
    later = problem.status == HTTPStatus.SERVICE_UNAVAILABLE
    return problem, {"Retry-After": RETRY_SECONDS} if later else {}


def _http(request: Request, error: Exception) -> tuple[Problem, Headers]:
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for this class
    code = HTTPStatus(error.status_code).name.lower()
    problem = Problem.of(error.status_code, code, str(error.detail), instance=request.url.path)
    return problem, error.headers or {}


def _validation(request: Request, error: Exception) -> tuple[Problem, Headers]:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - registered for this class
    fields = [FieldProblem(pointer="/".join(map(str, each["loc"])), detail=each["msg"]) for each in error.errors()]
    detail = f"{len(fields)} part(s) of the request are not as they should be."
    return Problem.of(422, "invalid_request", detail, instance=request.url.path, errors=fields), {}
