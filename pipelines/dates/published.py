"""The report's own date, read from its dateline or its first page."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from typing import Final, Literal

from pipelines.dates.reckoning import day_of
from pipelines.dates.written import Written, written
from pipelines.packs import Pack, packs
from pipelines.phrases import PhraseTable, alternatives, table
from pipelines.record import Block

Origin = Literal["dateline", "first page"]

_HEAD: Final = 4_000
"""How much of the first page is looked at, in code points."""
_ALONE_WITHIN: Final = 1_500
_MOST_DATELINES: Final = 2
_AFTER_DATELINE: Final = re.compile(r"\)?\s{0,2}(?:\([^)\n]{1,40}\)\s?)?(?:[-‐–—]{1,2}|:)\s")
_SYMBOL: Final = r"[A-Z][\w.]{0,9}(?:/[\w.()-]{1,12}){1,6}[^\S\n]+"
_AFTER_ALONE: Final = re.compile(r"\.?[^\S\n]*(?:\n|\Z|[|•·])")


def published(text: str, blocks: Sequence[Block]) -> tuple[date, str] | None:
    """The date and where it was found (`dateline`, `first page`); None if the text does not say it.

    A page on which several lines open with dates is a chronology, and has no dateline.

    Only a date with its day, month and year counts. In this order: a date that opens a paragraph and is followed
    by a dash (`GENEVA, 3 March 2024 –`), a date after a label (`Date:`, `Distr.: General`), a line that is a date.
    """
    head = text[: min(_first_page_end(text, blocks), _HEAD)]
    for origin, finder in (("dateline", _datelines), ("first page", _labelled), ("first page", _alone)):
        found = next((day for pack in packs() for day in finder(head, pack)), None)
        if found:
            return found, origin
    return None


def _first_page_end(text: str, blocks: Sequence[Block]) -> int:
    if not blocks:
        return len(text)
    first = min(block.page for block in blocks)
    return max(block.end for block in blocks if block.page == first)


def _datelines(head: str, pack: Pack) -> tuple[date, ...]:
    days = tuple(
        day
        for found, day in _whole(head, pack)
        if _opens_line(head, found, pack) and _AFTER_DATELINE.match(head, found.end)
    )
    return days if len(set(days)) <= _MOST_DATELINES else ()


def _labelled(head: str, pack: Pack) -> Iterator[date]:
    return (day for found, day in _whole(head, pack) if _labels(pack).before(head, found.start))


def _alone(head: str, pack: Pack) -> Iterator[date]:
    for found, day in _whole(head[:_ALONE_WITHIN], pack):
        if _opens_line(head, found, pack) and _AFTER_ALONE.match(head, found.end):
            yield day


def _whole(head: str, pack: Pack) -> Iterator[tuple[Written, date]]:
    for found in written(head, pack):
        if found.year and found.day and found.day == found.last_day:
            day = day_of(found.year, found.month, found.day)
            if day:
                yield found, day


def _opens_line(head: str, found: Written, pack: Pack) -> bool:
    line = head.rfind("\n", 0, found.start) + 1
    return bool(_place(pack).fullmatch(head, line, found.start))


@cache
def _place(pack: Pack) -> re.Pattern[str]:
    """What may stand before the date on its line: nothing, a document's symbol (`TD/B/36`), or a place and an agency.

    Those have a comma or capitals.
    """
    small = alternatives(pack.lines("dates/dateline_words.txt"))
    word = rf"(?:[A-ZÀ-Þ][\w'’./-]*|\([^)\n]{{1,40}}\)|{small}(?!\w))"
    last = r"(?:[A-ZÀ-Þ][\w'’./-]*[,–—-]|[A-ZÀ-Þ]{3,},?|\([^)\n]{1,40}\),?)"
    place = rf"(?:{word},?[^\S\n]+){{0,7}}{last}[^\S\n]+(?:{small}[^\S\n]+)?"
    return re.compile(rf"\s*(?:{_SYMBOL}|{place})?\(?")


@cache
def _labels(pack: Pack) -> PhraseTable[bool]:
    return table((label, True) for label in pack.lines("dates/published_labels.txt"))
