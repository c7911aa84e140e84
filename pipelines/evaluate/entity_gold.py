"""The gold entities: paragraphs with names marked in them, as `corpus/gold/README.md` describes."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import ValidationError

from pipelines.errors import ConfigurationError
from pipelines.record import Frozen, Label

_MARK = re.compile(r"\[([^\[\]|]+)\|([pol])(\d+)(=?)\]")
_LABELS = {"p": Label.PERSON, "o": Label.ORG, "l": Label.PLACE}


@dataclass(frozen=True, slots=True)
class GoldMention:
    """A marked name; `key` is one for all names of one thing, `defined` marks an acronym that the text introduces."""

    key: str
    label: Label
    start: int
    end: int
    defined: bool


class GoldRole(Frozen):
    """A role said of the person `person`; `organization` is the key of an organisation."""

    person: str
    title: str | None
    role: str | None
    organization: str | None


class GoldPlace(Frozen):
    """Where a place is: no country for waters, no point for countries, areas and waters."""

    country: str | None
    lat: float | None
    lon: float | None


@dataclass(frozen=True, slots=True)
class GoldParagraph:
    """One paragraph; `places` are by key, and leave out those that have no one country."""

    id: str
    language: str
    split: Literal["dev", "test"]
    text: str
    mentions: tuple[GoldMention, ...]
    roles: tuple[GoldRole, ...]
    places: Mapping[str, GoldPlace]


class _Line(Frozen):
    id: str
    split: Literal["dev", "test"]
    text: str
    roles: tuple[GoldRole, ...]
    places: dict[str, GoldPlace]


def load(path: Path) -> tuple[GoldParagraph, ...]:
    """The paragraphs of one gold file, whose stem is the language. Raises `ConfigurationError` for a broken line."""
    return tuple(_paragraph(line, path.stem) for line in path.read_text(encoding="utf-8").splitlines())


def _paragraph(written: str, language: str) -> GoldParagraph:
    try:
        line = _Line.model_validate_json(written)
    except ValidationError as error:
        raise ConfigurationError(
            f"A gold paragraph cannot be read: {error}", advice="See corpus/gold/README.md."
        ) from error
    text = _MARK.sub(r"\1", line.text)
    return GoldParagraph(line.id, language, line.split, text, tuple(_mentions(line.text)), line.roles, line.places)


def _mentions(marked: str) -> Iterator[GoldMention]:
    shift = 0
    for match in _MARK.finditer(marked):
        name, letter, number, defined = match.groups()
        start = match.start() - shift
        yield GoldMention(letter + number, _LABELS[letter], start, start + len(name), bool(defined))
        shift += len(match.group()) - len(name)
