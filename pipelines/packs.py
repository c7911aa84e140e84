"""Language packs: a folder of data under `models/` with a `pack.toml`.

A data file holds one item a line; `#` starts a comment, and the first comment names the source. A `.tsv` file's
columns are separated by tabs. Where many items share their columns, `[…]` gives these once for the items below it.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from pydantic import Field, ValidationError

import models
from pipelines.errors import ConfigurationError
from pipelines.record import Frozen

_HEAD = re.compile(r"\[([^\[\]]+)\]")


class Section(NamedTuple):
    """What the items of a data file below one `[head]` have in common: its words, and the items."""

    head: tuple[str, ...]
    items: tuple[str, ...]


class NumberStyle(Frozen):
    """How a language writes digits: `2,510.5` in English, `2.510,5` in Spanish."""

    decimal: str
    grouping: tuple[str, ...]


class PackSettings(Frozen):
    """`pack.toml`: the language, its spaCy model, the components of each profile in order, and their options."""

    code: str
    name: str
    numbers: NumberStyle
    profiles: dict[str, tuple[str, ...]]
    options: dict[str, dict[str, bool]] = Field(default_factory=dict)
    spacy_model: str
    tesseract: str
    day_first: bool = True


@dataclass(frozen=True)
class Pack:
    """One language's knowledge. Two packs are equal if their folder is."""

    folder: Path
    settings: PackSettings

    @property
    def code(self) -> str:
        """ISO 639-1 code of the language."""
        return self.settings.code

    def lines(self, name: str) -> tuple[str, ...]:
        """The items of a data file, in the file's order; empty if the pack has no such file."""
        return _lines(self.folder / name)

    def rows(self, name: str) -> tuple[tuple[str, ...], ...]:
        """The rows of a tab-separated data file, in the file's order; empty if the pack has no such file."""
        return tuple(tuple(line.split("\t")) for line in self.lines(name))

    def sections(self, name: str) -> tuple[Section, ...]:
        """The sections of a data file, in the file's order; empty if the pack has no such file.

        `[killed past]` heads a section; its items follow, one a line.
        """
        return tuple(_sections(self.lines(name)))

    def __hash__(self) -> int:
        return hash(self.folder)


def _sections(lines: Iterable[str]) -> Iterator[Section]:
    head, items = "", list[str]()
    for line in lines:
        if found := _HEAD.fullmatch(line):
            yield from _section(head, items)
            head, items = found[1], []
        else:
            items.append(line)
    yield from _section(head, items)


def _section(head: str, items: Sequence[str]) -> Iterator[Section]:
    if items:
        yield Section(tuple(head.split()), tuple(items))


@cache
def packs() -> tuple[Pack, ...]:
    """Every pack in `models/`, ordered by code. Raises `ConfigurationError` for a broken `pack.toml`."""
    return tuple(load(path.parent) for path in sorted(models.ROOT.glob("*/pack.toml")))


def pack(code: str) -> Pack | None:
    """The pack of a language, or None if there is none."""
    return next((found for found in packs() if found.code == code), None)


def load(folder: Path) -> Pack:
    """The pack in `folder`. Raises `ConfigurationError` if its `pack.toml` cannot be read."""
    path = folder / "pack.toml"
    try:
        return Pack(folder, PackSettings.model_validate(tomllib.loads(path.read_text(encoding="utf-8"))))
    except (OSError, tomllib.TOMLDecodeError, ValidationError) as error:
        raise ConfigurationError(
            f"{path} cannot be read: {error}", expected="a pack.toml", advice="See CONTRIBUTING.md, A new language."
        ) from error


@cache
def _lines(path: Path) -> tuple[str, ...]:
    return tuple(_items(path)) if path.exists() else ()


def _items(path: Path) -> Iterator[str]:
    for line in path.read_text(encoding="utf-8").splitlines():
        item = line.split("#", 1)[0].rstrip() if not line.startswith("#") else ""
        if item:
            yield item
