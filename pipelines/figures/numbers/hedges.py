"""Hedges around a number, and what they make of its bounds."""

from dataclasses import replace

from pipelines.figures.numbers.lexicon import Lexicon
from pipelines.figures.numbers.number import Number
from pipelines.record import Qualifier

_STRENGTH = (Qualifier.EXACT, Qualifier.ABOUT, Qualifier.AT_MOST, Qualifier.AT_LEAST)


def hedged(text: str, number: Number, lexicon: Lexicon) -> Number:
    """The number with the hedges before and after it taken in; the strongest of them sets the bounds."""
    if number.form == "none":
        return number
    start, before = _before(text, number, lexicon)
    end, after = _after(text, number, lexicon)
    if not before and not after:
        return number
    qualifier = max((number.qualifier, *before, *after), key=_strength)
    wider = replace(number, start=start, end=end)
    return wider if number.qualifier in {Qualifier.BETWEEN, Qualifier.VAGUE} else bounded(wider, qualifier)


def bounded(number: Number, qualifier: Qualifier) -> Number:
    """The number under a qualifier: `at_least` leaves the high end open, `at_most` the low one."""
    return replace(
        number,
        qualifier=qualifier,
        low=None if qualifier is Qualifier.AT_MOST else number.best,
        high=None if qualifier is Qualifier.AT_LEAST else number.best,
    )


def _strength(qualifier: Qualifier) -> int:
    return _STRENGTH.index(qualifier) if qualifier in _STRENGTH else len(_STRENGTH)


def _before(text: str, number: Number, lexicon: Lexicon) -> tuple[int, list[Qualifier]]:
    start, found = number.start, []
    while hedge := lexicon.hedges_before.before(text, start):
        if number.form == "article" and " " not in text[hedge.start : hedge.end]:
            break
        start = hedge.start
        found.append(hedge.meaning)
    return start, found


def _after(text: str, number: Number, lexicon: Lexicon) -> tuple[int, list[Qualifier]]:
    hedge = lexicon.hedges_after.after(text, number.end)
    if not hedge or number.form == "article" or text[hedge.end : hedge.end + 2].strip()[:1].isdigit():
        return number.end, []
    return hedge.end, [hedge.meaning]
