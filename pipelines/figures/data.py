"""Reads the figures' data files: phrases, with `(x)` for what may be left out and `(x|y)` for a choice."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product

import models
from pipelines.packs import Pack, Section
from pipelines.record import Kind

_CHOICE = re.compile(r"\(([^()]*)\)")
_FOLDER = "figures"


def rows(pack: Pack, name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of `models/<lang>/figures/<name>`."""
    return pack.rows(f"{_FOLDER}/{name}")


def sections(pack: Pack, name: str) -> tuple[Section, ...]:
    """The sections of `models/<lang>/figures/<name>`."""
    return pack.sections(f"{_FOLDER}/{name}")


def phrases(cell: str) -> Iterator[str]:
    """Every phrase of a comma-separated cell, written out: `tué(s), mort` gives `tué`, `tués`, `mort`."""
    for pattern in cell.split(","):
        if text := pattern.strip():
            yield from _written_out(text)


def _written_out(pattern: str) -> Iterator[str]:
    pieces = _CHOICE.split(pattern)
    options = [_options(piece) if index % 2 else (piece,) for index, piece in enumerate(pieces)]
    yield from ("".join(chosen) for chosen in product(*options))


def _options(choice: str) -> tuple[str, ...]:
    return tuple(choice.split("|")) if "|" in choice else ("", choice)


@dataclass(frozen=True, slots=True)
class Counts:
    """What a kind may count: units, the usual one first, and whether one person without a number counts.

    `alone` is `always` (`the pilot`), `new` (`a pilot` only) or `never`.
    """

    units: tuple[str, ...]
    alone: str


@cache
def kinds() -> dict[Kind, Counts]:
    """What each kind may count, from `models/figures/kinds.tsv`."""
    text = (models.ROOT / _FOLDER / "kinds.tsv").read_text(encoding="utf-8")
    lines = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {Kind(kind): Counts(tuple(unit.strip() for unit in units.split(",")), alone) for kind, units, alone in lines}
