"""Numbers that count nobody: ages, years, times, durations, percentages, references, measures and their like."""

import re
from typing import Final

from pipelines.figures.numbers.lexicon import Lexicon
from pipelines.figures.numbers.number import Number, Trap
from pipelines.record import Qualifier

_GLUED_ONLY: Final = {"ordinal"}
_DIGITS_ONLY: Final = {"reference", "name", "phone", "coordinate", "vote", "score", "time"}
_YEARS: Final = range(1900, 2101)
_LIKELY_YEARS: Final = range(1950, 2041)
_LONGEST_COUNT: Final = 9
_OLDEST: Final = 115

_FOOTNOTE: Final = re.compile(r"[^\W\d_][.,;:]?[\"”’)]?[.,;]?\Z")
_APPOSED_AGE: Final = re.compile(r"[A-ZÀ-Þ][\w’'-]+,\s\Z")
_AFTER_AGE: Final = re.compile(r"\s?(?:,|\)|\.(?!\w)|;)")
_LABEL_BEFORE: Final = re.compile(
    r"(?:\A|(?<![,–-])(?<!\s[a-zà-ÿ])(?<!\s[a-zà-ÿ]{2})(?<!\s[a-zà-ÿ]{3})[^\S\n]*\n)\s*[(\[]?\Z"
)
_SENTENCE_END: Final = re.compile(r"[.!?][\"”’)]?\s{1,2}\Z")
_SUBDIVISION: Final = re.compile(r"[0-9]\(\Z")
_LABEL_AFTER: Final = re.compile(r"[.)\]](?:\s|\Z)(?!\d)")
_COMPOUND: Final = re.compile(r"[-‐‑][^\W\d_]")
_LATEST: Final = 2400
"""No time of day is written with a greater number (`2400 hours`)."""
_SHORT: Final = len("ha")
"""What is one is not followed by a unit as short as this: `uno ha` is no hectare."""
_LONG_PLURAL: Final = re.compile(r"\s[a-zà-ÿ]{6,}s(?!\w)")
"""Such a word is counted (`las 12 detenidas`), and none that follows a time of day."""
_DECADE: Final = re.compile(r"['’]?s(?!\w)")


def trap_of(text: str, number: Number, lexicon: Lexicon) -> Trap | None:
    """Why the number counts nobody, or None. Looks at the words around it, never past its paragraph."""
    if number.trap or number.form == "none":
        return number.trap or _after_none(text, number, lexicon)
    if number.form == "vague":
        return _after(text, number, lexicon)
    return (
        _before(text, number, lexicon)
        or _after(text, number, lexicon)
        or (_by_shape(text, number, lexicon) if number.form == "digits" else None)
        or _compound(text, number)
    )


def _after_none(text: str, number: Number, lexicon: Lexicon) -> Trap | None:
    """As after a number, but nobody measures what there is none of: `nadie ha` is no area in hectares."""
    found = _after(text, number, lexicon)
    return None if found == "measure" else found


def _after(text: str, number: Number, lexicon: Lexicon) -> Trap | None:
    """What follows says: a unit, a sign, a word that is counted in no event; `a night watchman` is no night."""
    found = lexicon.traps_after.after(text, number.number_end) or lexicon.traps_after.after(text, number.end)
    someone = lexicon.people.after(text, number.end)
    if not found or number.unit or (someone and someone.end > found.end):
        return None
    loose = found.start > number.number_end
    if (
        found.meaning == "measure"
        and number.best == 1
        and number.form != "digits"
        and found.end - found.start <= _SHORT
    ):
        return None
    if found.meaning in _GLUED_ONLY and loose:
        return None
    return found.meaning


def _before(text: str, number: Number, lexicon: Lexicon) -> Trap | None:
    for position in (number.number_start, number.start):
        found = lexicon.traps_before.before(text, position)
        behind_others = found is not None and found.meaning == "time" and position != number.number_start
        if found and not behind_others and not _excused(text, number, found.meaning, lexicon):
            return found.meaning
    return None


def _excused(text: str, number: Number, trap: Trap, lexicon: Lexicon) -> bool:
    if trap == "time" and number.best is not None and number.best > _LATEST:
        return True
    if number.form == "article" or (number.form != "digits" and trap in _DIGITS_ONLY - {"time"}):
        return True
    return trap == "time" and (_before_people(text, number, lexicon) or bool(_LONG_PLURAL.match(text, number.end)))


def _by_shape(text: str, number: Number, lexicon: Lexicon) -> Trap | None:
    written = text[number.number_start : number.number_end]
    if _glued(text, number):
        return "year" if _DECADE.match(text, number.end) else "name"
    if written.isdigit() and len(written) == len("2016") and int(written) in _YEARS:
        return _year(text, number, lexicon)
    if _SUBDIVISION.search(text, max(0, number.start - 2), number.start):
        return "reference"
    if _FOOTNOTE.search(text, max(0, number.start - 4), number.start) or _is_label(text, number, lexicon):
        return "label"
    if _is_apposed_age(text, number):
        return "age"
    return _by_size(written, number)


def _by_size(written: str, number: Number) -> Trap | None:
    """People are counted in whole numbers, and nobody writes a count of ten digits without a mark."""
    if number.best is not None and number.best % 1 and not number.unit:
        return "measure"
    return "reference" if written.isdigit() and len(written) > _LONGEST_COUNT else None


def _glued(text: str, number: Number) -> bool:
    return number.end == number.number_end and text[number.end : number.end + 1].isalpha()


def _is_label(text: str, number: Number, lexicon: Lexicon) -> bool:
    """A list's label opens a line, unless that line goes on with a sentence; a footnote's stands between sentences."""
    window = text[max(0, number.start - 8) : number.start]
    opens_text = number.start <= len(window) and not window.strip(" ([")
    if _SENTENCE_END.search(window) and lexicon.sentence_openers.after(text, number.end):
        return True
    return (opens_text or bool(_LABEL_BEFORE.search(window))) and bool(_LABEL_AFTER.match(text, number.end))


def _year(text: str, number: Number, lexicon: Lexicon) -> Trap | None:
    if lexicon.year_surely_before.before(text, number.number_start):
        return "year"
    if number.unit or number.qualifier is not Qualifier.EXACT or _before_people(text, number, lexicon):
        return None
    if lexicon.year_before.before(text, number.number_start):
        return "year"
    return "year" if number.best is not None and int(number.best) in _LIKELY_YEARS else None


def _before_people(text: str, number: Number, lexicon: Lexicon) -> bool:
    return lexicon.people.after(text, number.end) is not None


def _is_apposed_age(text: str, number: Number) -> bool:
    if number.best is None or not 0 < number.best <= _OLDEST or number.start != number.number_start:
        return False
    named = _APPOSED_AGE.search(text, max(0, number.start - 40), number.start)
    return bool(named and _AFTER_AGE.match(text, number.end))


def _compound(text: str, number: Number) -> Trap | None:
    return "name" if _COMPOUND.match(text, number.end) else None
