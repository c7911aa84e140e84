"""One pass over a text that finds each single number, before ranges, hedges and traps are looked at."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Final, cast

from pipelines.dates.written import written
from pipelines.figures.numbers import digits
from pipelines.figures.numbers.lexicon import Bounds, Lexicon, lexicon
from pipelines.figures.numbers.number import Form, Trap
from pipelines.figures.numbers.spoken import Spoken, spoken
from pipelines.packs import Pack
from pipelines.phrases import GAP, alternatives, key
from pipelines.record import Qualifier

_LARGEST: Final = 1e15
"""No report counts more of anything; beyond it, digits are a code, and floats are no longer exact."""


@dataclass(frozen=True, slots=True)
class Atom:
    """A single number at `[start, end)`; `scale` is its last multiplier, `inner` where the digits of a range begin,
    `unit` what a phrase itself measures (`half a tonne`)."""

    start: int
    end: int
    low: float | None
    best: float | None
    high: float | None
    qualifier: Qualifier
    form: Form
    scale: float = 1
    trap: Trap | None = None
    inner: int | None = None
    unit: str | None = None


def atoms(text: str, pack: Pack) -> Iterator[Atom]:
    """Every number of `text`, in order, none overlapping another; a date is one atom without a value."""
    position = 0
    for date in written(text, pack):
        yield from _scan(text, position, date.start, pack)
        yield _nothing(date.start, date.end, "date")
        position = date.end
    yield from _scan(text, position, len(text), pack)


def _scan(text: str, start: int, end: int, pack: Pack) -> Iterator[Atom]:
    known = lexicon(pack)
    position = start
    for match in _scanner(pack).finditer(text, start, end):
        for atom in _read(match, known):
            if atom.start >= position:
                whole = _within_reason(_halved(text, atom, known))
                position = whole.end
                yield whole


def _halved(text: str, atom: Atom, known: Lexicon) -> Atom:
    """The atom with a half that follows it: `two and a half million`, `a million and a half`."""
    half = known.halves.after(text, atom.end) if atom.best and atom.form in {"digits", "words", "article"} else None
    scale = known.scales.after(text, half.end) if half and atom.scale == 1 else None
    if half is None or atom.best is None or (atom.scale == 1 and not scale):
        return atom
    factor, end = (scale.meaning, scale.end) if scale else (atom.scale, half.end)
    value = (atom.best + 1 / 2) * factor if scale else atom.best + factor / 2
    form: Form = "words" if atom.form == "article" else atom.form
    return replace(atom, end=end, low=value, best=value, high=value, scale=factor, form=form)


def _within_reason(atom: Atom) -> Atom:
    return atom if (atom.best or 0) <= _LARGEST else _nothing(atom.start, atom.end, "reference")


def _nothing(start: int, end: int, trap: Trap) -> Atom:
    return Atom(start, end, None, None, None, Qualifier.EXACT, "digits", trap=trap)


@cache
def _scanner(pack: Pack) -> re.Pattern[str]:
    known = lexicon(pack)
    lookalikes = "|".join(f"(?P<{trap}>{shape})" for trap, shape in digits.LOOKALIKES.items())
    fixed = alternatives(known.written)
    number = rf"{digits.NUMBER}(?P<tail>{_tail(pack, known)})"
    return re.compile(
        r"(?:(?<![\w/@#])(?<![^\W\d_][-‐‑])|(?<=[^\W\d_]['’]))"
        rf"(?:(?=[0-9+])(?:{lookalikes}|{number})|(?P<skip>{alternatives(known.skips)})(?!\w)"
        rf"|(?P<phrase>{fixed})(?:(?<=['’])|(?!\w))|(?P<run>{known.run})|(?P<url>https?://\S+|www\.\S+))"
    )


def _tail(pack: Pack, known: Lexicon) -> str:
    suffix = "|".join(sorted(map(re.escape, known.suffixes), key=len, reverse=True))
    scale = alternatives(row[0] for row in pack.rows("numbers/words.tsv") if row[2] in {"times", "alone"})
    metres = alternatives(pack.lines("numbers/metres_before.txt"))
    return rf"(?:(?:{suffix})(?![^\W_])(?!(?<=m){GAP}{metres}(?!\w))|(?:(?:{GAP}|-){scale}(?!\w))*)"


def _read(match: re.Match[str], known: Lexicon) -> Iterator[Atom]:
    start, end = match.span()
    if match["digits"]:
        yield _digits(match, known)
    elif match["phrase"]:
        yield _phrase(start, end, known.phrases[key(match["phrase"])])
    elif match["run"]:
        yield from map(_word, spoken(match.string, start, end, known))
    elif not match["skip"] and not match["url"]:
        yield _nothing(start, end, cast(Trap, match.lastgroup))


def _phrase(start: int, end: int, bounds: Bounds) -> Atom:
    return Atom(start, end, bounds.low, bounds.best, bounds.high, bounds.qualifier, bounds.form, unit=bounds.unit)


def _word(number: Spoken) -> Atom:
    qualifier = Qualifier.ABOUT if number.about else Qualifier.EXACT
    form: Form = "article" if number.article else "words"
    value = number.value
    return Atom(number.start, number.end, value, value, value, qualifier, form, number.scale)


def _digits(match: re.Match[str], known: Lexicon) -> Atom:
    tail = match["tail"].strip(" -\n")
    scales = [known.suffixes[tail]] if tail in known.suffixes else _scales(tail, known)
    after = known.units_after.after(match.string, match.end()) or known.traps_after.after(match.string, match.end())
    number = digits.value(match["digits"], decimal=known.decimal, scaled=bool(scales or after))
    scale = 1.0
    for factor in scales:
        scale *= factor
    about = any(known.words[word].about for word in key(tail).split() if word in known.words)
    value = round(number * scale, 6)
    return Atom(
        match.start(), match.end(), value, value, value, Qualifier.ABOUT if about else Qualifier.EXACT, "digits", scale
    )


def _scales(tail: str, known: Lexicon) -> list[float]:
    return [known.scales.meanings[word] for word in key(tail).split()] if tail else []
