"""What a text attaches to the number itself: a weight, a volume, a currency."""

from dataclasses import replace

from pipelines.figures.numbers.lexicon import Lexicon, Unit
from pipelines.figures.numbers.number import Number

_SHORTEST_AFTER_WORDS = 4


def measured(text: str, number: Number, lexicon: Lexicon) -> Number:
    """The number in the record's unit; money whose country is not said has the trap `money`."""
    if number.form == "none" or number.trap or number.unit:
        return number
    before = lexicon.units_before.before(text, number.start) if number.form == "digits" else None
    if before and before.meaning.money:
        return _in_unit(replace(number, start=before.start), before.meaning)
    after = lexicon.units_after.after(text, number.end)
    if not after or (number.form != "digits" and after.end - after.start < _SHORTEST_AFTER_WORDS):
        return number
    return _in_unit(replace(number, end=after.end), after.meaning)


def _in_unit(number: Number, unit: Unit) -> Number:
    return replace(
        number,
        unit=unit.name,
        trap=None if unit.name else "money",
        low=_times(number.low, unit.factor),
        best=_times(number.best, unit.factor),
        high=_times(number.high, unit.factor),
    )


def _times(value: float | None, factor: float) -> float | None:
    return None if value is None else round(value * factor, 6)
