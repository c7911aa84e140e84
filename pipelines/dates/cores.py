"""Single dates and periods, each with what it means from a given day, before `since` or `between` is looked at."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final

from pipelines.dates import reckoning
from pipelines.dates.calendar import YEAR, Calendar, calendar
from pipelines.dates.reckoning import UNKNOWN
from pipelines.dates.span import DateKind, Days
from pipelines.dates.wording import Relative, Wording, wording
from pipelines.dates.written import Written, written
from pipelines.packs import Pack
from pipelines.phrases import key

_YEAR_BEFORE: Final = re.compile(rf"(?<![\w/]){YEAR}(?:\s?[-–]\s?|\s\w{{1,5}}\s)\Z")
_YEAR_AFTER: Final = re.compile(rf"(?:\s?[-–]\s?|\s\w{{1,5}}\s){YEAR}(?!\w)")
_NEIGHBOUR: Final = 12

Meaning = Callable[[date | None], Days]
"""The days meant, told from the report's own date (None: unknown)."""


@dataclass(frozen=True, slots=True)
class Core:
    """A date at `[start, end)`; `meaning` waits for the day from which it is told."""

    start: int
    end: int
    kind: DateKind
    meaning: Meaning


def cores(text: str, pack: Pack) -> Iterator[Core]:
    """Every date and period of `text`, in order, none overlapping another."""
    words, known = wording(pack), calendar(pack)
    position = 0
    for found in written(text, pack):
        yield from _told(text, position, found.start, words, known)
        yield _dated(found)
        position = found.end
    yield from _told(text, position, len(text), words, known)


def _dated(found: Written) -> Core:
    kind: DateKind = "month" if found.day is None else ("day" if found.day == found.last_day else "range")
    return Core(found.start, found.end, kind, partial(_days_of, found))


def _days_of(found: Written, anchor: date | None) -> Days:
    year = found.year or reckoning.latest_year(anchor, found.month, found.day or 1)
    if year is None:
        return UNKNOWN
    if found.day is None or found.last_day is None:
        return reckoning.month_of(year, found.month)
    first, last = (reckoning.day_of(year, found.month, day) for day in (found.day, found.last_day))
    return (first, last) if first and last and first <= last else UNKNOWN


def _told(text: str, start: int, end: int, words: Wording, known: Calendar) -> Iterator[Core]:
    for match in words.scan.finditer(text, start, end):
        core = _read(match, words, known)
        if core:
            yield core


def _read(match: re.Match[str], words: Wording, known: Calendar) -> Core | None:
    start, end = match.span()
    if match["relative"]:
        return _relative(start, end, words.relative[key(match["relative"])])
    if match["counted"]:
        return _counted(match, words)
    if match["part"]:
        return Core(start, end, "range", partial(_part_days, match, words))
    if match["weekday"]:
        return _weekday(match, words, known)
    return _month(match, words, known) if match["month"] else _year(match, words)


def _relative(start: int, end: int, period: Relative) -> Core:
    kinds: dict[str, DateKind] = {"day": "day", "month": "month", "year": "year"}
    kind: DateKind = "to_date" if period.to_date else kinds.get(period.unit, "range")
    return Core(start, end, kind, partial(_relative_days, period))


def _relative_days(period: Relative, anchor: date | None) -> Days:
    if anchor is None:
        return UNKNOWN
    first, last = reckoning.unit_near(anchor, period.unit, period.offset)
    current = period.offset == 0 and last is not None
    return first, (anchor if period.to_date else min(last, anchor) if current and last else last)


def _counted(match: re.Match[str], words: Wording) -> Core | None:
    for form in words.counted:
        found = form.pattern.fullmatch(match.string, *match.span())
        if found:
            written_count = found.groupdict().get("n") or "1"
            count = float(written_count) if written_count.isdigit() else words.counts[key(written_count)]
            meaning = partial(_counted_days, words.units[key(found["unit"])], count, form.ago)
            return Core(match.start(), match.end(), "day" if form.ago else "to_date", meaning)
    return None


def _counted_days(unit: str, count: float, ago: bool, anchor: date | None) -> Days:
    if anchor is None:
        return UNKNOWN
    first = reckoning.before(anchor, unit, count)
    return (first, first) if ago else (first, anchor)


def _part_days(match: re.Match[str], words: Wording, anchor: date | None) -> Days:
    first, last = words.parts[key(match["part"])]
    if match["part_year"]:
        return reckoning.month_of(int(match["part_year"]), first, last=last)
    if anchor is None:
        return UNKNOWN
    return reckoning.month_of(anchor.year + words.part_years[key(match["part_near"])], first, last=last)


def _weekday(match: re.Match[str], words: Wording, known: Calendar) -> Core:
    start, end = match.span()
    before, after = words.shifts.before(match.string, start), words.shifts.after(match.string, end)
    shift = before or after
    weekday = known.weekdays[key(match["weekday"])]
    meaning = partial(_weekday_days, weekday, shift.meaning if shift else "")
    return Core(before.start if before else start, max(end, after.end) if after else end, "day", meaning)


def _weekday_days(weekday: int, shift: str, anchor: date | None) -> Days:
    if anchor is None:
        return UNKNOWN
    day = reckoning.weekday_near(anchor, weekday, shift)
    return day, day


def _month(match: re.Match[str], words: Wording, known: Calendar) -> Core | None:
    name = key(match["month"])
    if name in words.ambiguous and not words.month_before.before(match.string, match.start()):
        return None
    month = known.months[name]
    return Core(match.start(), match.end(), "month", partial(_month_days, month))


def _beside_a_year(match: re.Match[str]) -> bool:
    start, end = match.span()
    before = _YEAR_BEFORE.search(match.string, max(0, start - _NEIGHBOUR), start)
    return bool(before or _YEAR_AFTER.match(match.string, end))


def _month_days(month: int, anchor: date | None) -> Days:
    year = reckoning.latest_year(anchor, month, 1)
    return reckoning.month_of(year, month) if year else UNKNOWN


def _year(match: re.Match[str], words: Wording) -> Core | None:
    if not (words.year_before.before(match.string, match.start()) or _beside_a_year(match)):
        return None
    days = reckoning.year_of(int(match["year"]))
    return Core(match.start(), match.end(), "year", lambda _: days)
