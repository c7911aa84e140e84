"""Finds every number of a text."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from pipelines.figures.numbers.atoms import Atom, atoms
from pipelines.figures.numbers.hedges import bounded, hedged
from pipelines.figures.numbers.lexicon import Lexicon, lexicon
from pipelines.figures.numbers.number import Number, Trap
from pipelines.figures.numbers.ranges import joined
from pipelines.figures.numbers.traps import trap_of
from pipelines.figures.numbers.units import measured
from pipelines.packs import Pack
from pipelines.record import Qualifier

_LIST_GAP: Final = re.compile(r"\s?(?:[,;/–-]|\w{1,3}|,\s\w{1,3})\s?")
_AND: Final = re.compile(r"\s(?!\d)\w{1,3}\s")
_BACKWARD: Final[Mapping[Trap, re.Pattern[str]]] = {
    "rate": re.compile(r"[^.;:,\n]{1,40}"),
    "percent": _LIST_GAP,
    "age": _AND,
    "duration": _AND,
}
"""What may stand between a number and the next one for the next one's trap to be its own: `of 8 and 9 years`."""


def find(text: str, pack: Pack) -> tuple[Number, ...]:
    """Every number of `text` in order, none overlapping another; offsets are code points into `text`.

    Numbers that count nobody are among them, with `trap` set; a date is one such number, without a value.
    """
    known = lexicon(pack)
    ranged = joined(text, tuple(atoms(text, pack)), known)
    numbers = tuple(_number(text, atom, known) for atom in ranged)
    return tuple(_apart(_in_company(text, numbers, known)))


def _number(text: str, atom: Atom, known: Lexicon) -> Number:
    plain = _plain(text, atom)
    if plain.trap:
        return plain
    unhedged = plain if plain.qualifier is not Qualifier.ABOUT else bounded(plain, Qualifier.ABOUT)
    whole = hedged(text, measured(text, unhedged, known), known)
    return _trapped(whole, trap_of(text, whole, known))


def _trapped(number: Number, trap: Trap | None) -> Number:
    return number if trap == number.trap else replace(number, trap=trap)


def _plain(text: str, atom: Atom) -> Number:
    start = atom.start if atom.inner is None else atom.inner
    return Number(
        start=atom.start,
        end=atom.end,
        number_start=start,
        number_end=atom.end,
        low=atom.low,
        best=atom.best,
        high=atom.high,
        qualifier=atom.qualifier,
        raw=text[start : atom.end],
        trap=atom.trap,
        unit=atom.unit,
        form=atom.form,
    )


def _in_company(text: str, numbers: Sequence[Number], known: Lexicon) -> Iterator[Number]:
    """The numbers with the traps that they share with a neighbour: `articles 5, 7 and 12`, `3 deaths per 1,000`."""
    before: Number | None = None
    shared: Trap | None = None
    for number, following in zip(numbers, (*numbers[1:], None), strict=False):
        listed = shared if before and _LIST_GAP.fullmatch(text, before.number_end, number.number_start) else None
        trap = number.trap or _inherited(text, number, listed, known) or _from_next(text, number, following)
        shared = trap if trap and (trap == listed or _opens_list(text, number, trap, known)) else None
        before = _trapped(number, trap)
        yield before


def _opens_list(text: str, number: Number, trap: Trap, known: Lexicon) -> bool:
    return trap == "age" or known.traps_listed.before(text, number.number_start) is not None


def _inherited(text: str, number: Number, listed: Trap | None, known: Lexicon) -> Trap | None:
    counts = listed in {"age", "time"} and known.people.after(text, number.end)
    return None if counts or number.form not in {"digits", "words"} else listed


def _from_next(text: str, number: Number, following: Number | None) -> Trap | None:
    gap = _BACKWARD.get(following.trap) if following and following.trap else None
    if not following or gap is None or number.form != following.form:
        return None
    return following.trap if gap.fullmatch(text, number.number_end, following.number_start) else None


def _apart(numbers: Iterator[Number]) -> Iterator[Number]:
    """The numbers without an article that belongs to the next number, and without overlaps of their hedges."""
    last: Number | None = None
    for number in numbers:
        if last and not _introduces(last, number):
            yield last
        overlaps = last and last.form != "article" and number.start < last.end
        last = replace(number, start=last.end) if last and overlaps else number
    if last:
        yield last


def _introduces(article: Number, number: Number) -> bool:
    """Whether the article stands right before a number of things: `another 20`, `No. 5`; not `a 34-year-old`."""
    if article.form == "none":
        short = len(article.raw) <= len("No.")
        return short and number.form == "digits" and number.start <= article.end + len(". ")
    return article.form == "article" and number.start <= article.end + 1 and number.trap in {None, "percent", "money"}
