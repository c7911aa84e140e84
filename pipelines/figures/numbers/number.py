"""A number as a text writes it, with its bounds and its hedge."""

from dataclasses import dataclass
from typing import Literal

from pipelines.record import Qualifier

Form = Literal["digits", "words", "article", "none", "vague"]
Trap = Literal[
    "age",
    "coordinate",
    "date",
    "duration",
    "fraction",
    "label",
    "measure",
    "money",
    "name",
    "ordinal",
    "percent",
    "phone",
    "rate",
    "reference",
    "score",
    "time",
    "vote",
    "year",
]


@dataclass(frozen=True, slots=True)
class Number:
    """One number, `[start, end)` with its hedge words, `[number_start, number_end)` without; code points.

    `low`, `best`, `high` are equal for an exact number; None is an open end. `raw` is the number as written,
    the hedge left out. `trap` says why this counts nobody (an age, a year, ...), or is None. `unit` is what the
    text attaches to the number itself: `kg`, `t`, `l`, or an ISO 4217 code; None if nothing is attached.
    `form` is "article" for `a`, `an` and the like, which count only where the caller's grammar says so.
    """

    start: int
    end: int
    number_start: int
    number_end: int
    low: float | None
    best: float | None
    high: float | None
    qualifier: Qualifier
    raw: str
    trap: Trap | None
    unit: str | None
    form: Form
