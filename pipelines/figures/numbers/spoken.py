"""Number words to their value: `two hundred and twelve`, `quatre-vingt-douze`, `treinta y un mil`."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pipelines.figures.numbers.lexicon import Lexicon, Word
from pipelines.phrases import key

_HUNDRED: Final = 100


@dataclass(frozen=True, slots=True)
class Spoken:
    """A number in words at `[start, end)`; `scale` is its last multiplier, 1 if it has none."""

    start: int
    end: int
    value: float
    scale: float
    about: bool
    article: bool


@dataclass(frozen=True, slots=True)
class _Part:
    word: Word
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Term:
    """A summand, and the largest number that may still be added after it."""

    value: float
    room: float


_Terms = tuple[_Term, ...]


def spoken(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[Spoken]:
    """The numbers of a run of number words: mostly one, two where the second cannot belong to the first."""
    parts: tuple[_Part, ...] = ()
    terms: _Terms = ()
    for match in lexicon.token.finditer(text, start, end):
        part = _Part(lexicon.words[key(match["word"])], match.start("word"), match.end("word"))
        grown = _grow(terms, part.word) if _may_follow(parts, part, joined=bool(match["joined"])) else ()
        if not grown:
            yield from _finish(text, parts, terms, lexicon)
            parts, grown = (), _grow((), part.word)
        parts, terms = ((*parts, part), grown) if grown else ((), ())
    yield from _finish(text, parts, terms, lexicon)


def _may_follow(parts: tuple[_Part, ...], part: _Part, *, joined: bool) -> bool:
    return not joined or (bool(parts) and parts[-1].word.may_join(part.word.value))


def _grow(terms: _Terms, word: Word) -> _Terms:
    """The terms with `word` taken in; empty if it cannot belong to them."""
    multiplied = _times(terms, word) if word.role in {"times", "alone"} else ()
    return multiplied or (_add(terms, word) if word.role != "times" else ())


def _add(terms: _Terms, word: Word) -> _Terms:
    fits = not terms or (word.role != "article" and terms[-1].room >= word.value > 0)
    return (*terms, _Term(word.value, word.room)) if fits else ()


def _times(terms: _Terms, word: Word) -> _Terms:
    """Multiplies the summands smaller than the word, all of them for a `dozen` and its like."""
    cut = len(terms)
    while cut and (terms[cut - 1].value < word.value or word.value < _HUNDRED):
        cut -= 1
    product = sum(term.value for term in terms[cut:]) * word.value
    fits = product > 0 and (not cut or terms[cut - 1].room >= product)
    return (*terms[:cut], _Term(product, word.room)) if fits else ()


def _finish(text: str, parts: tuple[_Part, ...], terms: _Terms, lexicon: Lexicon) -> Iterator[Spoken]:
    if not parts:
        return
    start, end = parts[0].start, parts[-1].end
    scales = [part.word.value for part in parts if part.word.role in {"times", "alone"}]
    yield Spoken(
        start=start,
        end=end,
        value=sum(term.value for term in terms),
        scale=scales[-1] if scales and parts[-1].word.role in {"times", "alone"} else 1,
        about=any(part.word.about for part in parts),
        article=key(text[start:end]) in lexicon.articles,
    )
