"""The API's reference for people, made from the same description that programs read; no other site is asked."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import cast
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Request, Response

from service.api.state import EXAMPLE_ID
from service.web.templating import page

ROUTER = APIRouter(include_in_schema=False)
Json = Mapping[str, object]
_REFERENCE_DEPTH = "#/components/schemas/"


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a call, and what it may be."""

    name: str
    type: str
    description: str
    required: bool


@dataclass(frozen=True, slots=True)
class Call:
    """One thing that the API does, with a command to try it."""

    method: str
    path: str
    summary: str
    paragraphs: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    statuses: tuple[str, ...]
    example: str


@ROUTER.get("/docs")
def reference(request: Request) -> Response:
    """Every call by its subject."""
    schema = request.app.openapi()
    base = str(request.base_url).rstrip("/")
    groups: dict[str, list[Call]] = {}
    for path, method, operation in _operations(schema):
        groups.setdefault(str(operation["tags"][0]), []).append(_call(schema, path, method, operation, base))
    introduction = schema["info"]["description"].split("\n\n")
    return page(request, "reference.html", groups=groups, introduction=introduction, version=schema["info"]["version"])


def _operations(schema: Json) -> Iterator[tuple[str, str, dict[str, list[str]]]]:
    for path, operations in cast("dict[str, dict[str, dict[str, list[str]]]]", schema["paths"]).items():
        for method, operation in operations.items():
            yield path, method.upper(), operation


def _call(schema: Json, path: str, method: str, operation: Json, base: str) -> Call:
    given = cast("list[Json]", operation.get("parameters", []))
    return Call(
        method=method,
        path=path,
        summary=str(operation.get("summary", "")),
        paragraphs=tuple(str(operation.get("description", "")).split("\n\n")),
        parameters=tuple(_parameter(schema, each) for each in given if each["in"] == "query"),
        statuses=tuple(code for code in cast(Json, operation["responses"]) if code != "default"),
        example=_example(method, base + path, given),
    )


def _parameter(schema: Json, given: Json) -> Parameter:
    form = cast(Json, given["schema"])
    return Parameter(
        str(given["name"]), _type(schema, form), str(given.get("description", "")), bool(given.get("required"))
    )


def _type(schema: Json, form: Json) -> str:
    """`integer`, `list of string`, or the values themselves where there are only some."""
    if "$ref" in form:
        name = str(form["$ref"]).removeprefix(_REFERENCE_DEPTH)
        components = cast("dict[str, dict[str, Json]]", schema["components"])
        return _type(schema, components["schemas"][name])
    if "enum" in form:
        return " | ".join(map(str, cast("list[object]", form["enum"])))
    if "anyOf" in form:
        return next(_type(schema, each) for each in cast("list[Json]", form["anyOf"]) if each.get("type") != "null")
    if form.get("type") == "array":
        return f"list of {_type(schema, cast(Json, form['items']))}"
    return str(form.get("format") or form.get("type"))


def _example(method: str, address: str, given: list[Json]) -> str:
    query = [(str(each["name"]), value) for each in given if each["in"] == "query" for value in _examples(each)]
    filled = address.replace("{document}", EXAMPLE_ID).replace("{number}", "1")
    url = f"{filled}?{urlencode(query, quote_via=quote)}" if query else filled
    if method == "POST":
        return f"curl -F file=@report.pdf '{filled}'"
    return f"curl '{url}'" if method == "GET" else f"curl -X {method} '{url}'"


def _examples(given: Json) -> list[object]:
    """The parameter's example, as the values that stand in an address."""
    examples = cast("list[object]", cast(Json, given["schema"]).get("examples", []))[:1]
    return [value for each in examples for value in (each if isinstance(each, list) else [each])]
