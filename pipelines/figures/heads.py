"""What a table's column head, row head or caption says of the numbers that it stands over or beside."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from pipelines.figures.draft import Range
from pipelines.figures.lexicon import Entry, lexicon, longest
from pipelines.figures.numbers.lexicon import lexicon as number_lexicon
from pipelines.figures.tokens import Token, tokenize
from pipelines.packs import Pack
from pipelines.phrases import alternatives, key
from pipelines.record import Kind

_NOUN_FRAME: Final = "C"
_NOT_COUNTED: Final = frozenset({"uncounted", "group"})
_IN_BRACKETS: Final = re.compile(r"\(([^()]{1,24})\)")


@dataclass(frozen=True, slots=True)
class Head:
    """What one head says; `kind` is None where it names none, or several.

    `named` says that it names any kind at all, `noun` is the noun counted, as written, `factor`
    scales the numbers (`in thousands`), `counts` says that it is a head for plain counts (`Number`, `Women`),
    `total` for totals, `refuses` for numbers that are no counts (`Per cent`, `Age`).
    """

    kind: Kind | None = None
    named: bool = False
    unit: str | None = None
    noun: str | None = None
    factor: float = 1
    counts: bool = False
    total: bool = False
    refuses: bool = False


NOTHING: Final = Head()


def read(text: str, pack: Pack) -> Head:
    """What the head's text says, in the words of the language's pack."""
    words = _words(pack)
    tokens = tokenize(text, pack)
    kinds = _kinds(tuple(_triggers(tokens, pack)))
    noun = next((each for each in _nouns(tokens, pack) if each[0].unit not in _NOT_COUNTED), None)
    plain = key(text).strip(" :.")
    return Head(
        kind=next(iter(kinds)) if len(kinds) == 1 else None,
        named=bool(kinds),
        unit=_measured(text, pack) or (noun[0].unit if noun else None),
        noun=text[noun[1].start : noun[1].end] if noun else None,
        factor=_factor(text, pack),
        counts=plain in words.counts,
        total=bool(words.totals.match(plain)),
        refuses=bool(words.refusals.search(text)),
    )


@dataclass(frozen=True, slots=True)
class _Words:
    counts: frozenset[str]
    totals: re.Pattern[str]
    refusals: re.Pattern[str]
    scales: re.Pattern[str]


@cache
def _words(pack: Pack) -> _Words:
    scales = alternatives(row[0] for row in pack.rows("numbers/table_scales.tsv"))
    refusals = alternatives(pack.lines("numbers/not_counts.txt"))
    return _Words(
        counts=frozenset(map(key, pack.lines("numbers/count_heads.txt"))),
        totals=re.compile(rf"{alternatives(pack.lines('numbers/totals.txt'))}(?:\W|\Z)"),
        refusals=re.compile(rf"(?<!\w){refusals}(?!\w)"),
        scales=re.compile(rf"\((?P<scale>{scales})\)|\A(?P<alone>{scales})\Z"),
    )


def _triggers(tokens: tuple[Token, ...], pack: Pack) -> Iterator[Entry]:
    index = 0
    while index < len(tokens):
        entries = longest(lexicon(pack).triggers, tokens, index)
        yield from entries[:1]
        index += len(entries[0].words) if entries else 1


def _kinds(entries: tuple[Entry, ...]) -> frozenset[Kind]:
    """The kinds named; a noun for the people counted (`refugees`) only where no event is named."""
    events = frozenset(entry.kind for entry in entries if entry.kind and entry.tag != _NOUN_FRAME)
    return events or frozenset(entry.kind for entry in entries if entry.kind)


def _nouns(tokens: tuple[Token, ...], pack: Pack) -> Iterator[tuple[Entry, Range]]:
    for index in range(len(tokens)):
        for entry in longest(lexicon(pack).nouns, tokens, index)[:1]:
            yield entry, Range(tokens[index].start, tokens[index + len(entry.words) - 1].end)


def _measured(text: str, pack: Pack) -> str | None:
    bracketed = _IN_BRACKETS.search(text)
    unit = number_lexicon(pack).units_after.meanings.get(key(bracketed[1])) if bracketed else None
    return unit.name if unit else None


def _factor(text: str, pack: Pack) -> float:
    found = _words(pack).scales.search(text)
    written = key(found["scale"] or found["alone"]) if found else ""
    factors = {key(phrase): float(factor) for phrase, factor in pack.rows("numbers/table_scales.tsv")}
    return factors.get(written, 1)
