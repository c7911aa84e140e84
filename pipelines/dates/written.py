"""Dates that name their month: `6 June 2016`, `3-9 May`, `06/06/2016`, `2016-06-06`, `June 2016`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from pipelines.dates.calendar import Calendar, calendar
from pipelines.packs import Pack
from pipelines.phrases import REACH, key

_LAST_YEAR_OF_THIS_CENTURY: Final = 69
_MONTHS: Final = 12
_DAYS: Final = 31


@dataclass(frozen=True, slots=True)
class Written:
    """What is written at `[start, end)`: `day` to `last_day` of a month; None for each part that is left out."""

    start: int
    end: int
    year: int | None
    month: int
    day: int | None
    last_day: int | None


@lru_cache(maxsize=256)
def written(text: str, pack: Pack) -> tuple[Written, ...]:
    """Every such date of `text`, in order; a bare month name (`in June`) is not one of them."""
    return tuple(_written(text, calendar(pack)))


def _written(text: str, known: Calendar) -> Iterator[Written]:
    position = 0
    while found := known.start.search(text, position):
        date = _at(text, found.start(), known)
        if date:
            yield date
        position = date.end if date else found.end() + 1


def _at(text: str, position: int, known: Calendar) -> Written | None:
    matches = (form.match(text, position) for form in known.forms)
    dates = (_read(match, known) for match in matches if match and not _month_only(match, known))
    return next((date for date in dates if date), None)


def _month_only(match: re.Match[str], known: Calendar) -> bool:
    starts_with_month = "month" in match.re.groupindex and match.start("month") == match.start()
    if not starts_with_month or not match.groupdict().get("day"):
        return False
    return bool(known.month_only.search(match.string, max(0, match.start() - REACH), match.start()))


def _read(match: re.Match[str], known: Calendar) -> Written | None:
    parts = match.groupdict()
    if parts.get("mark"):
        return _numeric(match, known)
    month = known.months.get(key(parts["month"])) or int(parts["month"])
    day = _number(parts.get("day"))
    last = _number(parts.get("last")) or day
    return (
        Written(match.start(), match.end(), _number(parts.get("year")), month, day, last) if month <= _MONTHS else None
    )


def _numeric(match: re.Match[str], known: Calendar) -> Written | None:
    first, second = int(match["first"]), int(match["second"])
    day, month = (first, second) if known.day_first else (second, first)
    if month > _MONTHS:
        day, month = month, day
    if not (1 <= month <= _MONTHS and 1 <= day <= _DAYS):
        return None
    return Written(match.start(), match.end(), _full_year(match["year"]), month, day, day)


def _full_year(digits: str) -> int:
    year = int(digits)
    if len(digits) == len("2016"):
        return year
    return year + (2000 if year <= _LAST_YEAR_OF_THIS_CENTURY else 1900)


def _number(digits: str | None) -> int | None:
    return int(digits) if digits else None
