"""A language's words for periods told from the report's own date, compiled once from the pack's `dates/` folder."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal, cast

from pipelines.dates.calendar import YEAR
from pipelines.packs import Pack
from pipelines.phrases import GAP, PhraseTable, alternatives, key, table

Operator = Literal["since", "until", "as_of"]
_OPEN: Final = "-"
_MONTH_NAMES: Final = 12


@dataclass(frozen=True, slots=True)
class Relative:
    """A unit of time so many units from now; `to_date` where it ends now."""

    unit: str
    offset: int
    to_date: bool


@dataclass(frozen=True, slots=True)
class CountedBack:
    """A pattern with the groups `n` and `unit`: the units up to now, or the day that many units ago."""

    pattern: re.Pattern[str]
    ago: bool


@dataclass(frozen=True)
class Wording:
    """`scan` finds what may be a period by its named groups; the other fields say what it means."""

    scan: re.Pattern[str]
    relative: Mapping[str, Relative]
    counted: tuple[CountedBack, ...]
    units: Mapping[str, str]
    counts: Mapping[str, float]
    parts: Mapping[str, tuple[int, int]]
    part_years: Mapping[str, int]
    shifts: PhraseTable[str]
    ambiguous: frozenset[str]
    month_before: PhraseTable[bool]
    year_before: PhraseTable[bool]
    operators: PhraseTable[Operator]
    openers: PhraseTable[str]
    connectors: Mapping[str, frozenset[str]]


@cache
def wording(pack: Pack) -> Wording:
    """The pack's words for periods."""
    counted = _counted(pack)
    return Wording(
        scan=_scan(pack, counted),
        relative={
            key(phrase): Relative(unit, int(offset), how == "to_date")
            for phrase, unit, offset, how in pack.rows("dates/relative.tsv")
        },
        counted=counted,
        units={key(word): unit for word, unit in pack.rows("dates/units.tsv")},
        counts={key(row[0]): float(row[1]) for row in pack.rows("numbers/words.tsv")},
        parts={key(phrase): (int(first), int(last)) for phrase, first, last in pack.rows("dates/parts.tsv")},
        part_years={key(phrase): int(offset) for phrase, offset in pack.rows("dates/part_years.tsv")},
        shifts=table((word, shift) for word, shift in pack.rows("dates/weekday_shifts.tsv")),
        ambiguous=frozenset(pack.lines("dates/ambiguous_months.txt")),
        month_before=table((word, True) for word in pack.lines("dates/month_before.txt")),
        year_before=table((word, True) for word in pack.lines("dates/year_surely_before.txt")),
        operators=table((phrase, cast(Operator, name)) for phrase, name in pack.rows("dates/operators.tsv")),
        openers=table((row[0], row[0]) for row in pack.rows("dates/pairs.tsv") if row[0] != _OPEN),
        connectors=_connectors(pack),
    )


def _scan(pack: Pack, counted: tuple[CountedBack, ...]) -> re.Pattern[str]:
    months = alternatives(name for name, _ in pack.rows("dates/months.tsv")[:_MONTH_NAMES])
    weekdays = alternatives(name for name, _ in pack.rows("dates/weekdays.tsv"))
    relative = alternatives(row[0] for row in pack.rows("dates/relative.tsv"))
    parts = alternatives(row[0] for row in pack.rows("dates/parts.tsv"))
    years = alternatives(row[0] for row in pack.rows("dates/part_years.tsv"))
    joiners = alternatives(pack.lines("dates/part_joiners.txt"))
    part = rf"(?P<part>{parts})(?:(?:{GAP}{joiners})?{GAP}?(?:(?P<part_year>{YEAR})|(?P<part_near>{years}))(?!\w))"
    spans = "|".join(re.sub(r"\?P<\w+>", "?:", form.pattern.pattern) for form in counted)
    return re.compile(
        rf"(?<![\w/.])(?<![^\W\d]-)(?:(?P<relative>{relative})(?!\w)|(?P<counted>{spans})|{part}"
        rf"|(?P<weekday>{weekdays})(?!\w)|(?P<month>{months})(?!\w)|(?P<year>{YEAR})(?![\w/]|[.,][0-9]))"
    )


def _counted(pack: Pack) -> tuple[CountedBack, ...]:
    numbers = alternatives(row[0] for row in pack.rows("numbers/words.tsv") if row[2] in {"add", "article"})
    units = alternatives(word for word, _ in pack.rows("dates/units.tsv"))
    slots = {"n": rf"(?P<n>[0-9]{{1,3}}|{numbers})", "unit": rf"(?P<unit>{units})(?!\w)"}
    return tuple(
        CountedBack(re.compile(f"(?i:{template.replace(' ', GAP).format(**slots)})"), how == "ago")
        for template, how in pack.rows("dates/spans.tsv")
    )


def _connectors(pack: Pack) -> Mapping[str, frozenset[str]]:
    rows = pack.rows("dates/pairs.tsv")
    return {
        key(connector): frozenset(
            "" if opener == _OPEN else key(opener) for opener, other in rows if other == connector
        )
        for _, connector in rows
    }
