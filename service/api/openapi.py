"""The description of the API for programs: FastAPI's own, with problems as the form of every error."""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from service.api import problems
from service.api.problems import FieldProblem, Problem

DESCRIPTION = """\
Tally reads reports and finds the people, places, organisations and figures in them. Send a report in with
`POST /v1/documents`, then ask `GET /v1/search` and `GET /v1/figures`.

Where keys are needed, send yours as `Authorization: Bearer tally_…`. What it is not for is not there: other
collections' documents are neither found nor counted.

Errors are [RFC 9457](https://www.rfc-editor.org/rfc/rfc9457) problems: `code` is stable and for programs, `detail`
and `advice` are for people. Answers that go on have a `next` cursor and a `Link: …; rel="next"` header.
"""
_REFERENCE = "#/components/schemas/{model}"
_INVALID = "422"


def install(app: FastAPI) -> None:
    """Serve the description at `/openapi.json`."""
    app.openapi = lambda: _described(app)  # type: ignore[method-assign]


def _described(app: FastAPI) -> dict[str, Any]:
    if app.openapi_schema is None:
        schema = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
        schemas = schema["components"]["schemas"]
        for model in (Problem, FieldProblem):
            schemas[model.__name__] = model.model_json_schema(ref_template=_REFERENCE)
        schemas[Problem.__name__].pop("$defs", None)
        for name in ("HTTPValidationError", "ValidationError"):
            schemas.pop(name, None)
        schema["components"]["securitySchemes"] = {"key": {"type": "http", "scheme": "bearer"}}
        schema["security"] = [{}, {"key": []}]
        for operation in _operations(schema):
            _describe_errors(operation)
        app.openapi_schema = schema
    return app.openapi_schema


def _operations(schema: dict[str, Any]) -> list[dict[str, Any]]:
    return [operation for path in schema["paths"].values() for operation in path.values()]


def _describe_errors(operation: dict[str, Any]) -> None:
    operation["responses"].pop(_INVALID, None)
    operation["responses"]["default"] = {
        "description": "A problem (RFC 9457)",
        "content": {problems.MEDIA_TYPE: {"schema": {"$ref": _REFERENCE.format(model=Problem.__name__)}}},
    }
