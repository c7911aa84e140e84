"""A date or a period as a text writes it."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

DateKind = Literal["day", "month", "year", "range", "as_of", "to_date"]
Days = tuple[date | None, date | None]
"""First and last day, both included; None where open or unknown."""


@dataclass(frozen=True, slots=True)
class DatedSpan:
    """The days from `first` to `last`, both included, that `text[start:end]` means; None where open or unknown.

    `as_of` is a reading at a moment (`as of 3 May`), `to_date` a period that runs up to the report's own date
    (`so far this year`, `since January`), `range` any other period that is neither a day, a month nor a year.
    """

    start: int
    end: int
    text: str
    first: date | None
    last: date | None
    kind: DateKind
