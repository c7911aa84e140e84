"""A language's month and weekday names, and the ways in which it writes a date."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from pipelines.packs import Pack
from pipelines.phrases import GAP, alternatives, key

YEAR: Final = r"(?:1[89]|20)[0-9]{2}(?![0-9])"
DAY: Final = r"(?:3[01]|[12][0-9]|0?[1-9])(?![0-9])"
_DASH: Final = r"\s?[-‐‑–—]\s?"
_NUMERIC: Final = (
    rf"(?P<year>{YEAR})-(?P<month>[01][0-9])-(?P<day>[0-3][0-9])(?![0-9])",
    r"(?P<first>[0-3]?[0-9])(?P<mark>[/.-])(?P<second>[0-3]?[0-9])(?P=mark)(?P<year>(?:(?:19|20)[0-9]{2}|[0-9]{2}))(?![0-9/])",
)


@dataclass(frozen=True, slots=True)
class Calendar:
    """`forms` are tried in order where `start` matches; `months` and `weekdays` are looked up by `phrases.key`."""

    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    start: re.Pattern[str]
    forms: tuple[re.Pattern[str], ...]
    month_only: re.Pattern[str]
    day_first: bool


@cache
def calendar(pack: Pack) -> Calendar:
    """The pack's calendar, compiled once."""
    months = {key(name): int(number) for name, number in pack.rows("dates/months.tsv")}
    names = alternatives(name for name, _ in pack.rows("dates/months.tsv"))
    return Calendar(
        months=months,
        weekdays={key(name): int(number) for name, number in pack.rows("dates/weekdays.tsv")},
        start=re.compile(rf"(?<![\w/.,-])(?=[0-9]|{names})|(?<=[(–—-])(?={names})"),
        forms=_forms(pack, names),
        month_only=re.compile(rf"(?<!\w){alternatives(pack.lines('dates/month_only_after.txt'))}{GAP}\Z"),
        day_first=pack.settings.day_first,
    )


def _forms(pack: Pack, months: str) -> tuple[re.Pattern[str], ...]:
    ending = alternatives(pack.lines("dates/day_endings.txt"))
    joiner = rf"(?:{_DASH}|{GAP}{alternatives(pack.lines('dates/day_joiners.txt'))}{GAP})"
    slots = {
        "day": rf"(?P<day>(?:3[01]|[12][0-9]|0?[1-9])){ending}?(?!\w)",
        "days": rf"(?P<day>(?:3[01]|[12][0-9]|0?[1-9])){ending}?{joiner}(?P<last>{DAY}){ending}?(?!\w)",
        "month": rf"(?P<month>{months})(?!\w)",
        "year": rf"(?P<year>{YEAR})",
    }
    written = (form.replace(" ", GAP).format(**slots) for form in _spaced(pack.lines("dates/forms.txt")))
    return tuple(re.compile(form) for form in (*_NUMERIC, *written))


def _spaced(forms: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(form.replace(", ", " ?, ") for form in forms)
