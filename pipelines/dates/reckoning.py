"""Reckoning with days: the days of a month or a year, and of a period told from another day. Weeks begin on Monday."""

import calendar
from datetime import date, timedelta
from typing import Final

from pipelines.dates.span import Days

_DAY: Final = timedelta(days=1)
_WEEK: Final = timedelta(weeks=1)
_MONTHS: Final = {"month": 1, "quarter": 3, "year": 12, "decade": 120}
_DAYS: Final = {"hour": 1 / 24, "day": 1, "night": 1, "week": 7, "fortnight": 14}
_SATURDAY: Final = 5
UNKNOWN: Final[Days] = (None, None)


def day_of(year: int, month: int, day: int) -> date | None:
    """The day, or None if the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_of(year: int, month: int, *, last: int | None = None) -> Days:
    """The days from the first of `month` to the end of it, or to the end of the month `last` of the same year."""
    final = last or month
    return date(year, month, 1), date(year, final, calendar.monthrange(year, final)[1])


def year_of(year: int) -> Days:
    """The days of a year."""
    return date(year, 1, 1), date(year, 12, 31)


def latest_year(anchor: date | None, month: int, day: int) -> int | None:
    """The year in which that day last came, on or before the anchor; None without an anchor."""
    if anchor is None:
        return None
    return anchor.year if (month, day) <= (anchor.month, anchor.day) else anchor.year - 1


def weekday_near(anchor: date, weekday: int, shift: str) -> date:
    """The weekday on or before the anchor; with `last` before it, with `next` after it."""
    back = (anchor.weekday() - weekday) % 7
    if shift == "next":
        return anchor + _WEEK - back * _DAY
    return anchor - (_WEEK if shift == "last" and not back else back * _DAY)


def unit_near(anchor: date, unit: str, offset: int) -> Days:
    """The day, week, month or year that lies `offset` of them from the anchor's own."""
    if unit == "night":
        return anchor - _DAY, anchor
    if unit == "weekend":
        saturday = weekday_near(anchor, _SATURDAY, "")
        return saturday + offset * _WEEK, min(saturday + _DAY, anchor) + offset * _WEEK
    if unit == "week":
        monday = anchor - anchor.weekday() * _DAY + offset * _WEEK
        return monday, monday + 6 * _DAY
    if unit == "day":
        return anchor + offset * _DAY, anchor + offset * _DAY
    if unit == "month":
        return month_of(*_shifted(anchor, offset))
    return year_of(anchor.year + offset)


def before(anchor: date, unit: str, count: float) -> date:
    """The day that lies so many units before the anchor; a shorter month gives its last day."""
    if unit in _DAYS:
        return anchor - timedelta(days=int(count * _DAYS[unit]))
    year, month = _shifted(anchor, -int(count * _MONTHS[unit]))
    return date(year, month, min(anchor.day, calendar.monthrange(year, month)[1]))


def _shifted(anchor: date, months: int) -> tuple[int, int]:
    year, month = divmod(anchor.year * 12 + anchor.month - 1 + months, 12)
    return year, month + 1
