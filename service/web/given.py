"""What an address asks of a page, and the addresses of the same page with something changed."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple, TypeVar

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ValidationError

from service.web.templating import address

Parameters = TypeVar("Parameters", bound=BaseModel)


def given(model: type[Parameters], request: Request) -> Parameters:
    """The parameters in the request's query. A form's empty fields count as not given; what the model does not
    know is passed over. Raises `RequestValidationError`.
    """
    query = request.query_params
    values: dict[str, object] = {}
    for name, field in model.model_fields.items():
        filled = [value for value in query.getlist(name) if value.strip()]
        if filled:
            values[name] = filled if isinstance(field.get_default(), tuple) else filled[-1]
    try:
        return model.model_validate(values)
    except ValidationError as error:
        raise RequestValidationError(error.errors()) from error


def link(path: str, parameters: BaseModel, /, **changes: object) -> str:
    """The page at `path` with these parameters, some of them changed, from its beginning."""
    query = parameters.model_dump(mode="json", exclude_defaults=True) | {"cursor": None} | changes
    return address(path, **query)


def toggled(path: str, parameters: BaseModel, name: str, value: str) -> str:
    """The same page with a value of a filter added, or taken away if it was there."""
    values = tuple(map(str, getattr(parameters, name)))
    changed = tuple(each for each in values if each != value) if value in values else (*values, value)
    return link(path, parameters, **{name: changed})


class Filter(NamedTuple):
    """A filter in force; following `url` takes it away. `shown` is what the reader sees for the value."""

    name: str
    value: str
    url: str
    shown: str


def filters(path: str, parameters: BaseModel, names: Iterable[str]) -> Iterator[Filter]:
    """The values of these filters that are in force."""
    for name in names:
        for value in map(str, getattr(parameters, name)):
            yield Filter(name, value, toggled(path, parameters, name, value), value)


def bounds(path: str, parameters: BaseModel, names: Iterable[str]) -> Iterator[Filter]:
    """The filters of one value that are in force; with the place that is near goes how near."""
    for name in names:
        value = getattr(parameters, name)
        if value is not None:
            text = value.isoformat() if isinstance(value, date) else str(value)
            gone = {"near": None, "within": None} if name == "near" else {name: None}
            yield Filter(name, text, link(path, parameters, **gone), text)
