"""The gold figures: sentences and short reports with every figure in them, as `corpus/gold/README.md` describes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal

from pipelines.errors import ConfigurationError
from pipelines.record import Aggregation, Kind, Qualifier, Status

Split = Literal["dev", "test"]


@dataclass(frozen=True)
class GoldFigure:
    """One annotated figure; `given` names the optional attributes that the annotator filled, empty string for none."""

    start: int
    end: int
    raw: str
    kind: Kind
    low: float | None
    best: float | None
    high: float | None
    qualifier: Qualifier = Qualifier.EXACT
    unit: str = "people"
    aggregation: Aggregation = Aggregation.INCIDENT
    status: Status = Status.ASSERTED
    given: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class GoldItem:
    """A sentence or short report; `published` is the date it is read as of."""

    id: str
    language: str
    split: Split
    published: date | None
    text: str
    figures: tuple[GoldFigure, ...]


def load(path: Path) -> tuple[GoldItem, ...]:
    """The items of one gold file, whose stem is the language. Raises `ConfigurationError` naming the broken item."""
    items = re.split(r"\n\s*\n", path.read_text(encoding="utf-8").strip())
    return tuple(_item(item.strip("\n"), path.stem) for item in items if item.startswith("@"))


def _item(written: str, language: str) -> GoldItem:
    head, *lines = written.split("\n")
    name, split, *published = head.removeprefix("@").split()
    text = "\n".join(line for line in lines if not line.startswith("= "))
    try:
        figures = tuple(_figure(line.removeprefix("= "), text) for line in lines if line.startswith("= "))
        when = date.fromisoformat(published[0]) if published else None
        return GoldItem(name, language, "test" if split == "test" else "dev", when, text, figures)
    except (ValueError, KeyError, IndexError) as error:
        raise ConfigurationError(
            f"Gold item {name} cannot be read: {error}", advice="See corpus/gold/README.md."
        ) from error


def _figure(line: str, text: str) -> GoldFigure:
    written, kind, *rest = (part.strip() for part in line.split("|"))
    fields = dict(_fields(rest))
    raw, start = _find(written, text)
    best = _number(fields.pop("best", None), _digits(raw))
    low, high = (_number(fields.pop(name, None), best) for name in ("low", "high"))
    return GoldFigure(
        start=start,
        end=start + len(raw),
        raw=raw,
        kind=Kind(kind),
        low=low,
        best=best,
        high=high,
        qualifier=Qualifier(fields.pop("qualifier", "exact")),
        unit=fields.pop("unit", "people"),
        aggregation=Aggregation(fields.pop("aggregation", "incident")),
        status=Status(fields.pop("status", "asserted")),
        given=fields,
    )


_FIELD = re.compile(r"(low|best|high|qualifier|unit|aggregation|status)=(\S+)")


def _fields(parts: list[str]) -> Iterator[tuple[str, str]]:
    """A part holds one `name=value`, or several of the fields whose values have no spaces."""
    for part in parts:
        found = _FIELD.findall(part)
        if found:
            yield from found
        else:
            name, value = part.split("=", 1)
            yield name, value


def _find(written: str, text: str) -> tuple[str, int]:
    """The number as written and where it stands; `two#2` is the second one. It must be whole, not inside a word."""
    raw, _, nth = written.partition("#")
    places = [found.start() for found in re.finditer(rf"(?<!\w){re.escape(raw)}(?!\w)", text)]
    return raw, places[int(nth or 1) - 1]


def _digits(raw: str) -> float | None:
    digits = re.sub(r"[^\d]", "", raw)
    return float(digits) if digits and re.fullmatch(r"[\d\s.,'’]+", raw) else None


def _number(written: str | None, default: float | None) -> float | None:
    if written is None:
        return default
    return None if written == "-" else float(written)
