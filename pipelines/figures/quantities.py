"""What a number counts: the noun phrase after it, and the unit that the noun or the number itself gives."""

from dataclasses import dataclass

from pipelines.figures.draft import Range
from pipelines.figures.lexicon import Entry, Lexicon, longest
from pipelines.figures.numbers import Number
from pipelines.figures.tokens import Token

_MOST_MODIFIERS = 4
_GROUP = "group"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number and its noun: `end` is where the phrase ends, `noun` the counted words if any are written.

    `partitive` says that it counts some of a set named before or after (`three of them`), `other` that it adds to
    one (`eight others`). `unit` is None where neither noun nor number tells; `first` counts as one (`a driver`).
    """

    number: Number
    end: int
    noun: Range | None = None
    unit: str | None = None
    partitive: bool = False
    other: bool = False
    article: bool = False


def quantity(tokens: tuple[Token, ...], number: Number, lexicon: Lexicon) -> Quantity | None:
    """The number with its noun; None for an article before something that is not counted."""
    index = _after(tokens, number.end)
    article = number.form == "article"
    of = _tag(tokens, index, lexicon) == "o"
    if of and not article:
        return _partitive(tokens, index + 1, number, lexicon)
    found = _noun(tokens, index, number, lexicon, known=article)
    return None if article and (found.noun is None or found.unit == _GROUP) else found


def _after(tokens: tuple[Token, ...], offset: int) -> int:
    return next((index for index, token in enumerate(tokens) if token.start >= offset), len(tokens))


def _tag(tokens: tuple[Token, ...], index: int, lexicon: Lexicon) -> str:
    if index >= len(tokens):
        return ""
    entries = longest(lexicon.words, tokens, index)
    return entries[0].tag if entries else ""


def _partitive(tokens: tuple[Token, ...], index: int, number: Number, lexicon: Lexicon) -> Quantity:
    tag = _tag(tokens, index, lexicon)
    if tag in {"u", "r"}:
        return Quantity(number, tokens[index].end, partitive=True)
    if tag in {"d", "o"} or (index < len(tokens) and tokens[index].text[0].isdigit()):
        return _of_the(tokens, index, number, lexicon)
    return _noun(tokens, index, number, lexicon)


def _of_the(tokens: tuple[Token, ...], index: int, number: Number, lexicon: Lexicon) -> Quantity:
    start = index
    while index < len(tokens) and (_tag(tokens, index, lexicon) == "d" or tokens[index].text[0].isdigit()):
        index += 1
    found = _noun(tokens, index, number, lexicon)
    end = found.end if found.noun else tokens[max(start, index - 1)].end if index > start else number.end
    return Quantity(number, end, found.noun, found.unit, partitive=True)


def _noun(tokens: tuple[Token, ...], index: int, number: Number, lexicon: Lexicon, *, known: bool = False) -> Quantity:
    first, other, end = index, False, number.end
    head: tuple[int, Entry] | None = None
    guess: int | None = None
    while index < len(tokens) and index - first < _MOST_MODIFIERS + 1:
        step = _step(tokens, index, lexicon)
        if step is None:
            break
        width, entry = step
        other = other or (entry is not None and entry.name == "other")
        if entry is not None and entry.unit:
            head = (index + width - 1, entry)
        elif head:
            break
        elif entry is None and guess is None and _plural(tokens[index]):
            guess = index
        index += width
    if head:
        return _made(tokens, first, head[0], number, lexicon, unit=number.unit or head[1].unit, other=other)
    if guess is not None and not known:
        return _made(tokens, first, guess, number, lexicon, unit=number.unit, other=other)
    others_end = tokens[first].end if other and first < len(tokens) else end
    return Quantity(number, others_end, unit=number.unit, other=other, article=known)


def _made(
    tokens: tuple[Token, ...], first: int, last: int, number: Number, lexicon: Lexicon, *, unit: str | None, other: bool
) -> Quantity:
    while first < last and any(entry.name == "other" for entry in longest(lexicon.words, tokens, first)):
        first += 1
    noun = Range(tokens[first].start, tokens[last].end)
    return Quantity(number, tokens[last].end, noun, unit, other=other, article=number.form == "article")


def _step(tokens: tuple[Token, ...], index: int, lexicon: Lexicon) -> tuple[int, Entry | None] | None:
    """How many tokens the next piece of a noun phrase takes and what it is; None where the phrase is over."""
    token = tokens[index]
    if not token.word:
        return None
    noun, word = longest(lexicon.nouns, tokens, index), longest(lexicon.words, tokens, index)
    trigger = longest(lexicon.triggers, tokens, index)
    if noun and not (trigger and len(trigger[0].words) >= len(noun[0].words)):
        return len(noun[0].words), noun[0]
    if trigger or (word and word[0].name not in {"adjective", "other"}):
        return None
    if word:
        return len(word[0].words), word[0]
    return None if _verbal(token, lexicon) else (1, None)


def _verbal(token: Token, lexicon: Lexicon) -> bool:
    return token.text[0].islower() and any(token.lower.endswith(ending) for ending, _ in lexicon.endings)


def _plural(token: Token) -> bool:
    return token.lower.endswith(("s", "x"))
