"""Two numbers that are the ends of one: `between 20 and 25`, `20 to 25`, `20–25`, `two or three`, `2 to 3 million`."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from pipelines.figures.numbers.atoms import Atom
from pipelines.figures.numbers.lexicon import Lexicon, Opening
from pipelines.phrases import REACH, key
from pipelines.record import Qualifier

_DASH: Final = re.compile(r"\s?[-‐‑–—−]\s?")
_CLAUSE_END: Final = re.compile(r"[.;:!?\n]")
_LONGEST_CONNECTOR: Final = 16
_THOUSAND: Final = 1000
_YEARS: Final = range(1900, 2101)


def joined(text: str, singles: Sequence[Atom], lexicon: Lexicon) -> Iterator[Atom]:
    """The atoms, each pair that forms a range or a sum made one; an opening word (`between`) belongs to the range."""
    index = 0
    while index < len(singles):
        pair = _range(text, singles[index], singles[index + 1], lexicon) if index + 1 < len(singles) else ()
        yield from pair or (singles[index],)
        index += 2 if pair else 1


def _range(text: str, first: Atom, second: Atom, lexicon: Lexicon) -> tuple[Atom, ...]:
    between = text[first.end : second.start]
    if len(between) > _LONGEST_CONNECTOR or not (_countable(first) and _countable(second)):
        return ()
    if between.isspace():
        return _summed(first, second)
    if _DASH.fullmatch(between):
        return _dashed(text, first, second)
    start = _opened(text, first, lexicon.connectors.get(key(between), ()), lexicon)
    return _merged(first, second, start) if start is not None and between[:1].isspace() else ()


def _summed(first: Atom, second: Atom) -> tuple[Atom, ...]:
    """Digits after a spelled scale are added to it: `21 mil 500`."""
    fits = first.form == second.form == "digits" and first.scale == _THOUSAND and second.scale == 1
    if not fits or first.best is None or second.best is None or not 0 < second.best < _THOUSAND:
        return ()
    value = first.best + second.best
    return (replace(first, end=second.end, low=value, best=value, high=value),)


def _countable(atom: Atom) -> bool:
    return atom.trap is None and atom.best is not None and atom.form in {"digits", "words", "article"}


def _dashed(text: str, first: Atom, second: Atom) -> tuple[Atom, ...]:
    if _year(text, first) and text[first.end].isspace() and second.form != "digits":
        return ()
    if _year(text, first) and (_year(text, second) or second.end - second.start == len("16")):
        return replace(first, trap="year"), replace(second, trap="year")
    merged = _merged(first, second, first.start)
    return merged or (replace(first, trap="score"), replace(second, trap="score"))


def _year(text: str, atom: Atom) -> bool:
    written = text[atom.start : atom.end]
    return len(written) == len("2016") and written.isdigit() and int(written) in _YEARS


def _opened(text: str, first: Atom, openings: tuple[Opening, ...], lexicon: Lexicon) -> int | None:
    """Where the range begins; None if no opening fits, or if the number went from one to the other."""
    found = lexicon.openers.before(text, first.start) if openings else None
    for opening in openings:
        if not opening.opener or (found and key(found.meaning) == opening.opener):
            start = found.start if found and opening.opener else first.start
            if not (opening.moves and _changes(text, found.start if found else first.start, lexicon)):
                return start
    return None


def _changes(text: str, position: int, lexicon: Lexicon) -> bool:
    clause = _CLAUSE_END.split(text[max(0, position - REACH) : position])[-1]
    return bool(lexicon.changes.search(clause))


def _merged(first: Atom, second: Atom, start: int) -> tuple[Atom, ...]:
    if first.best is None or second.best is None:
        return ()
    low = first.best * second.scale if first.scale == 1 and first.best * second.scale < second.best else first.best
    if not low < second.best:
        return ()
    form = second.form if first.form == "article" else first.form
    ends = replace(second, start=start, low=low, best=low, high=second.best, qualifier=Qualifier.BETWEEN, form=form)
    return (replace(ends, inner=first.start),)
