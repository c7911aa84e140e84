"""A figure as one passage gives it, before the document's entities and dates are known."""

from dataclasses import dataclass

from pipelines.figures.numbers import Number
from pipelines.record import Aggregation, Kind, Status


@dataclass(frozen=True, slots=True)
class Range:
    """A stretch `[start, end)` of a passage's text, in code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Draft:
    """A figure within one passage; all offsets are code points into the passage's text.

    `rule` names the grammar rule that linked number and trigger, `aggregation_rule` the one that set the aggregation.
    `score` is how sure the link is, 0 to 1, before calibration. `counted` is the noun phrase counted, `trigger` the
    words that gave the kind (None where it was carried over),
    `part_of` the index of a draft in the same passage. `source` is the cited party's own words; `pronoun` says that
    these are a pronoun, to be read from earlier sentences. `places` and `period` may say where and when.
    """

    start: int
    end: int
    kind: Kind
    number: Number
    unit: str
    counted: Range | None
    trigger: Range | None
    sentence: Range
    clause: Range
    rule: str
    score: float
    aggregation: Aggregation
    aggregation_rule: str
    status: Status
    part_of: int | None = None
    supersedes: float | None = None
    source: Range | None = None
    pronoun: bool = False
    places: tuple[Range, ...] = ()
    period: Range | None = None
