"""A language's number words, hedges and traps, compiled once from the pack's `numbers/` folder."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal, cast

from pipelines.figures.numbers.number import Form, Trap
from pipelines.packs import Pack
from pipelines.phrases import GAP, PhraseTable, alternatives, key, table
from pipelines.record import Qualifier

Role = Literal["add", "times", "alone", "article"]
_ANY: Final = "*"
_OPEN: Final = "-"


@dataclass(frozen=True, slots=True)
class Word:
    """A number word: `room` is the largest number that may follow it inside one number, `joins` what "and" may add."""

    value: float
    role: Role
    room: float
    joins: frozenset[float] | None
    about: bool

    def may_join(self, value: float) -> bool:
        """Whether "and" may stand between this word and a following `value`."""
        return self.joins is None or value in self.joins


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a phrase is worth, in `unit` if it names one (`half a tonne`); None where the policy leaves a bound open."""

    low: float | None
    best: float | None
    high: float | None
    qualifier: Qualifier
    form: Form
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of the record and the factor into it; `name` is None for money of no known country."""

    name: str | None
    factor: float = 1
    money: bool = False


@dataclass(frozen=True, slots=True)
class Opening:
    """What opens a range before its connector, empty for nothing; `moves` where a verb of change undoes the range."""

    opener: str
    moves: bool


@dataclass(frozen=True)
class Lexicon:
    """Everything that a language's pack says about numbers; `phrases` are by `key`, `written` the same with hyphens."""

    words: Mapping[str, Word]
    articles: frozenset[str]
    phrases: Mapping[str, Bounds]
    written: tuple[str, ...]
    scales: PhraseTable[float]
    suffixes: Mapping[str, float]
    halves: PhraseTable[bool]
    hedges_before: PhraseTable[Qualifier]
    hedges_after: PhraseTable[Qualifier]
    units_before: PhraseTable[Unit]
    units_after: PhraseTable[Unit]
    traps_before: PhraseTable[Trap]
    traps_listed: PhraseTable[Trap]
    traps_after: PhraseTable[Trap]
    year_before: PhraseTable[bool]
    year_surely_before: PhraseTable[bool]
    people: PhraseTable[bool]
    connectors: Mapping[str, tuple[Opening, ...]]
    openers: PhraseTable[str]
    changes: re.Pattern[str]
    decimal: str
    run: str
    token: re.Pattern[str]
    skips: tuple[str, ...]
    sentence_openers: PhraseTable[bool]


@cache
def lexicon(pack: Pack) -> Lexicon:
    """The pack's lexicon. Raises `ValueError` for a row that cannot be read."""
    words = {key(row[0]): _word(row) for row in pack.rows("numbers/words.tsv")}
    spoken = alternatives(row[0] for row in pack.rows("numbers/words.tsv"))
    joiner = alternatives(pack.lines("numbers/joiners.txt"))
    between = rf"(?:[-‐‑]\n?|{GAP})"
    modifier = alternatives(pack.lines("numbers/modifiers.txt"))
    articles = frozenset(pack.lines("numbers/articles.txt"))
    stems = alternatives(pack.lines("numbers/changes.txt"))
    return Lexicon(
        words=words,
        articles=articles,
        phrases={key(phrase): bounds for phrase, bounds in _phrases(pack, articles)},
        written=tuple(phrase for phrase, _ in _phrases(pack, articles)),
        scales=table(_scales(pack)),
        suffixes={suffix: float(value) for suffix, value in pack.rows("numbers/suffixes.tsv")},
        halves=_flags(pack, "numbers/halves.txt"),
        hedges_before=table(
            (row[2], Qualifier(row[0])) for row in pack.rows("numbers/hedges.tsv") if row[1] == "before"
        ),
        hedges_after=table((row[2], Qualifier(row[0])) for row in pack.rows("numbers/hedges.tsv") if row[1] == "after"),
        units_before=table(_money(pack, "before")),
        units_after=table((*_money(pack, "after"), *_measured(pack))),
        traps_before=table(_traps(pack, "before", "list")),
        traps_listed=table(_traps(pack, "list")),
        traps_after=table(_traps(pack, "after")),
        year_before=_flags(pack, "dates/year_before.txt"),
        year_surely_before=_flags(pack, "dates/year_surely_before.txt"),
        people=_flags(pack, "numbers/people.txt"),
        connectors=_connectors(pack),
        openers=table((row[0], row[0]) for row in pack.rows("numbers/ranges.tsv") if row[0] != _OPEN),
        changes=re.compile(rf"(?<!\w){stems}\w{{0,5}}(?!\w)"),
        decimal=pack.settings.numbers.decimal,
        run=rf"{spoken}(?!\w)(?:{between}(?:(?:{joiner}|{modifier}){between})?{spoken}(?!\w))*",
        token=re.compile(rf"(?:(?P<joined>{joiner}){between})?(?P<word>{spoken})(?!\w)"),
        skips=(*pack.lines("numbers/skip.txt"), *_long_hedges(pack, articles)),
        sentence_openers=_flags(pack, "numbers/openers.txt"),
    )


def _word(row: tuple[str, ...]) -> Word:
    _, value, role, room, joins, *about = row
    joined = None if joins == _ANY else frozenset(float(item) for item in joins.split(",") if item != _OPEN)
    return Word(float(value), cast(Role, role), float(room), joined, bool(about))


def _scales(pack: Pack) -> Iterator[tuple[str, float]]:
    for row in pack.rows("numbers/words.tsv"):
        if row[2] in {"times", "alone"}:
            yield row[0], float(row[1])


def _phrases(pack: Pack, articles: frozenset[str]) -> Iterator[tuple[str, Bounds]]:
    for phrase, value, qualifier, *unit in pack.rows("numbers/fixed.tsv"):
        number = float(value)
        form: Form = "article" if phrase in articles else "words"
        yield phrase, Bounds(number, number, number, Qualifier(qualifier), form, next(iter(unit), None))
    for phrase, low, best, high, _ in pack.rows("numbers/vague.tsv"):
        yield phrase, Bounds(_bound(low), _bound(best), _bound(high), Qualifier.VAGUE, "vague")
    for phrase in pack.lines("numbers/none.txt"):
        yield phrase, Bounds(0, 0, 0, Qualifier.EXACT, "none")


def _bound(column: str) -> float | None:
    return None if column == _OPEN else float(column)


def _long_hedges(pack: Pack, articles: frozenset[str]) -> Iterator[str]:
    """Hedges with a word in them that would else be read as a number: `no more than`, `as many as`."""
    for _, side, phrase in pack.rows("numbers/hedges.tsv"):
        first, *others = phrase.split()
        if side == "before" and others and first not in articles:
            yield phrase


def _money(pack: Pack, side: str) -> tuple[tuple[str, Unit], ...]:
    rows = (row for row in pack.rows("numbers/currencies.tsv") if row[0] == side)
    return tuple((word, Unit(None if code == _OPEN else code, money=True)) for _, word, code in rows)


def _measured(pack: Pack) -> tuple[tuple[str, Unit], ...]:
    return tuple((word, Unit(name, float(factor))) for word, name, factor in pack.rows("numbers/units.tsv"))


def _traps(pack: Pack, *sides: str) -> Iterator[tuple[str, Trap]]:
    for trap, side, phrase in pack.rows("numbers/traps.tsv"):
        if side in sides:
            yield phrase, cast(Trap, trap)


def _flags(pack: Pack, name: str) -> PhraseTable[bool]:
    return table((phrase, True) for phrase in pack.lines(name))


def _connectors(pack: Pack) -> Mapping[str, tuple[Opening, ...]]:
    rows = pack.rows("numbers/ranges.tsv")
    return {
        key(connector): tuple(
            Opening("" if opener == _OPEN else key(opener), moves == "moves")
            for opener, other, moves in rows
            if other == connector
        )
        for _, connector, _ in rows
    }
