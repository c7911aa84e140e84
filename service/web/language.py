"""The interface in the reader's language: strings, numbers and dates as data of `strings/`, one file a language."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

STRINGS = Path(__file__).parent / "strings"
DEFAULT = "en"


@dataclass(frozen=True)
class Words:
    """One language's strings, by dotted key."""

    code: str
    strings: dict[str, str]

    def say(self, key: str, /, **values: object) -> str:
        """The string `key`, filled in. With `n`, the form for one (`key.one`) or for many (`key.other`)."""
        if "n" in values:
            key = f"{key}.{'one' if values['n'] in self.singular else 'other'}"
            values = values | {"n": self.number(values["n"])}
        return self.strings[key].format_map(values)

    def has(self, key: str) -> bool:
        """Whether there is such a string."""
        return key in self.strings

    @property
    def singular(self) -> frozenset[int]:
        """The numbers that take the form for one: in French, none is one as well."""
        return frozenset(int(number) for number in self.strings["format.singular"].split())

    def number(self, value: object) -> str:
        """A number as the language groups and points it; what is unknown is a dash."""
        if not isinstance(value, int | float):
            return "–"
        whole = float(value).is_integer()
        plain = f"{int(value):,}" if whole else f"{value:,.2f}".rstrip("0")
        return plain.translate({ord(","): self.strings["format.group"], ord("."): self.strings["format.decimal"]})

    def day(self, value: date | None) -> str:
        """A date in words; empty if unknown."""
        if value is None:
            return ""
        month = self.strings[f"months.{value.month}"]
        form = "format.first" if value.day == 1 else "format.date"
        return self.strings[form].format(day=value.day, month=month, year=value.year)


@cache
def languages() -> dict[str, Words]:
    """Every language of the interface, by ISO 639-1 code."""
    return {path.stem: _load(path) for path in sorted(STRINGS.glob("*.toml"))}


def choose(asked: str | None, accepted: str | None) -> Words:
    """The language asked for, else the first accepted one (an `Accept-Language` header) that there is."""
    wanted = [asked] if asked else []
    return next(
        (languages()[code] for code in [*wanted, *_preferences(accepted or "")] if code in languages()), _default()
    )


def _default() -> Words:
    return languages()[DEFAULT]


def _preferences(header: str) -> Iterable[str]:
    ranked = [(_quality(part), part.split(";")[0].strip()[:2].lower()) for part in header.split(",")]
    return (code for quality, code in sorted(ranked, key=lambda pair: -pair[0]) if quality > 0)


def _quality(part: str) -> float:
    _, _, quality = part.partition("q=")
    try:
        return float(quality) if quality else 1.0
    except ValueError:
        return 0.0


def _load(path: Path) -> Words:
    return Words(path.stem, dict(_flat(tomllib.loads(path.read_text(encoding="utf-8")))))


def _flat(table: dict[str, object], prefix: str = "") -> Iterable[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield prefix + key, str(value)
