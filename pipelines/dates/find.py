"""Finds every date and period of a text."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from pipelines.dates.cores import Core, cores
from pipelines.dates.span import DatedSpan, Days
from pipelines.dates.wording import Operator, Wording, wording
from pipelines.packs import Pack
from pipelines.phrases import key

_DASH: Final = re.compile(r"\s?[–—-]\s?")
_LONGEST_CONNECTOR: Final = 16


def find(text: str, pack: Pack, *, anchor: date | None) -> tuple[DatedSpan, ...]:
    """Every date of `text` in order, none overlapping another; `anchor` is the report's own date, None if unknown.

    A weekday is the last one on or before the anchor, a month or a day without a year the last such on or before it.
    """
    words = wording(pack)
    singles = tuple(cores(text, pack))
    return tuple(_spans(text, singles, words, anchor))


def _spans(text: str, singles: tuple[Core, ...], words: Wording, anchor: date | None) -> Iterator[DatedSpan]:
    index, end = 0, 0
    while index < len(singles):
        pair = _pair(text, singles[index], singles[index + 1], words, anchor) if index + 1 < len(singles) else None
        span = pair or _single(text, singles[index], words, anchor)
        if span.start >= end:
            yield span
            end = span.end
        index += 2 if pair else 1


def _pair(text: str, first: Core, second: Core, words: Wording, anchor: date | None) -> DatedSpan | None:
    """One period from two dates; a start without a year is the last one before the end."""
    start = _opened(text, first, second, words)
    if start is None:
        return None
    _, last = second.meaning(anchor)
    begins, _ = first.meaning(last or anchor)
    if begins and last and begins > last:
        return None
    return DatedSpan(start, second.end, text[start : second.end], begins, last, "range")


def _opened(text: str, first: Core, second: Core, words: Wording) -> int | None:
    between = text[first.end : second.start]
    if len(between) > _LONGEST_CONNECTOR or _unlike(first, second):
        return None
    if _DASH.fullmatch(between):
        return first.start
    openers = words.connectors.get(key(between), frozenset())
    found = words.openers.before(text, first.start) if openers else None
    if found and key(found.meaning) in openers:
        return found.start
    return first.start if "" in openers else None


def _unlike(first: Core, second: Core) -> bool:
    return first.kind != second.kind and "day" in {first.kind, second.kind}


def _single(text: str, core: Core, words: Wording, anchor: date | None) -> DatedSpan:
    operator = words.operators.before(text, core.start)
    days = core.meaning(anchor)
    if operator is None or core.kind == "to_date" or (core.kind == "range" and operator.meaning == "as_of"):
        start = _start(text, core, words)
        return DatedSpan(start, core.end, text[start : core.end], *days, core.kind)
    return _operated(text, operator.start, core.end, days, operator.meaning, anchor)


def _start(text: str, core: Core, words: Wording) -> int:
    """A range of days begins at its opening word: `between 3 and 9 May`."""
    opener = words.openers.before(text, core.start) if core.kind == "range" else None
    return opener.start if opener else core.start


def _operated(text: str, start: int, end: int, days: Days, operator: Operator, anchor: date | None) -> DatedSpan:
    first, last = days
    written = text[start:end]
    if operator == "since":
        return DatedSpan(start, end, written, first, anchor, "to_date")
    if operator == "until":
        return DatedSpan(start, end, written, None, last, "range")
    return DatedSpan(start, end, written, last, last, "as_of")
