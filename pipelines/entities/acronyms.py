"""Acronyms and the names they stand for, where a text defines them.

The search is that of Schwartz and Hearst (2003), "A simple algorithm for identifying abbreviation definitions in
biomedical text": the letters of the short form are sought from the right in the words before its parenthesis. It is
run in both orders, `World Health Organization (WHO)` and `WHO (World Health Organization)`.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from pipelines.parsed import Span

_SHORT = r"[^\W\d_][\w&./‑’'-]{1,14}"
_INSIDE = re.compile(rf"\(\s*[\"“”'«]?\s*({_SHORT})\s*[\"“”'»]?\s*(?:[;,][^()]{{0,40}})?\)")
_BEFORE = re.compile(rf"\b({_SHORT}+)\s*+\(\s*[\"“«]?\s*([^()\d]{{5,160}}?)\s*[\"”»]?\s*\)")
_OR = re.compile(r",\s(?:[^\W\d_]{1,3}\s)?([A-ZÀ-Þ]{3,10})(?=[,.;)])")
_WORD = re.compile(r"[^\W_](?:[\w'’.&-]*[^\W_])?")
_STOP = re.compile(r"[.;:!?]\s|[()\[\]\"“”«»]|\n\s*\n")
_POSSESSIVES = frozenset({"'s", "’s"})
_LEAST_CAPITALS = 2


@dataclass(frozen=True, slots=True)
class Definition:
    """Where a text says what an acronym stands for; both spans are code points into the text."""

    short: Span
    long: Span


def definitions(text: str, names: Iterable[Span] = ()) -> tuple[Definition, ...]:
    """Every definition of an acronym in a text, in order.

    `names` are spans of organisations known already: an acronym in parentheses right after one stands for it whatever
    its letters (`Haut-Commissariat pour les réfugiés (UNHCR)`).
    """
    if "(" not in text and "," not in text:
        return ()
    found = list(_after_a_comma(text))
    if "(" in text:
        known = {name.end: name for name in names}
        found += [*_after_the_name(text, known), *_before_the_name(text)]
        found += _after_a_known_name(text, known, {definition.short.start for definition in found})
    return tuple(sorted(found, key=lambda definition: definition.short.start))


def _after_the_name(text: str, known: Mapping[int, Span]) -> Iterator[Definition]:
    for match in _INSIDE.finditer(text):
        short = Span(*match.span(1))
        name = known.get(_said(text, match.start()))
        if _is_short(match.group(1)) and (long := _long_before(text, match.group(1), match.start(), name)):
            yield Definition(short, long)


def _said(text: str, end: int) -> int:
    """Where the words before `end` end, their possessive left out: `the [European Broadcasting Union]'s (EBU)`."""
    said = len(text[:end].rstrip())
    return said - 2 if text[max(said - 2, 0) : said] in _POSSESSIVES else said


def _after_a_comma(text: str) -> Iterator[Definition]:
    """`the Maritime Enforcement Agency, or MEA,`: all letters must be initials, for nothing else tells."""
    for match in _OR.finditer(text):
        letters = [_plain(letter) for letter in match.group(1)]
        start = _by_initials(letters, text, _floor(text, match.group(1), match.start()), match.start())
        if start is not None and text[start].isupper():
            yield Definition(Span(*match.span(1)), Span(start, match.start()))


def _after_a_known_name(text: str, known: Mapping[int, Span], done: Collection[int]) -> Iterator[Definition]:
    for match in _INSIDE.finditer(text):
        name = known.get(_said(text, match.start()))
        if name and match.start(1) not in done and _is_short(match.group(1)) and match.group(1).isupper():
            yield Definition(Span(*match.span(1)), name)


def _before_the_name(text: str) -> Iterator[Definition]:
    for match in _BEFORE.finditer(text):
        short, (start, end) = match.group(1), match.span(2)
        if _is_short(short) and (begin := _matched(short, text, start, end)) is not None:
            begin = _article_kept_out(text, start, begin)
            if not _WORD.search(text, start, begin):
                yield Definition(Span(*match.span(1)), Span(begin, end))


def _article_kept_out(text: str, start: int, begin: int) -> int:
    """The start of the whole long form, if only its article (up to four letters) was left unmatched."""
    return begin if text[start:begin].strip() == "" else start if begin - start > _ARTICLE else begin


_ARTICLE = 5


def _is_short(form: str) -> bool:
    numbered = "/" in form and any(letter.isdigit() for letter in form)
    return sum(letter.isupper() for letter in form) >= _LEAST_CAPITALS and not numbered


def _long_before(text: str, short: str, end: int, known: Span | None) -> Span | None:
    """The shortest stretch before `end` whose words have the short form for initials, else the known name there.

    Without either, the shortest one that starts a word and holds the short form's letters in order.
    """
    floor, letters = _floor(text, short, end), _letters(short)
    end = _said(text, end)
    start = _by_initials(letters, text, floor, end)
    if start is None:
        start = known.start if known and short.isupper() else _by_letters(letters, text, floor, end)
    if start is None:
        return None
    if text[start + 1 : start + 2] in {"'", "’"}:
        start += 2
    long = text[start:end].rstrip()
    return Span(start, start + len(long)) if len(long) > len(short) and short not in long.split() else None


def _floor(text: str, short: str, end: int) -> int:
    letters = sum(letter.isalnum() for letter in short)
    allowed = min(letters + 5, letters * 2) + _SMALL_WORDS
    bounds = [found.end() for found in _STOP.finditer(text, max(0, end - _REACH), end)]
    floor = bounds[-1] if bounds else max(0, end - _REACH)
    starts = [found.start() for found in _WORD.finditer(text, floor, end)]
    return starts[-allowed] if len(starts) > allowed else floor


_REACH, _SMALL_WORDS, _SMALLEST = 200, 4, 4


def _matched(short: str, text: str, floor: int, end: int) -> int | None:
    """Where the long form starts in `text[floor:end]`; None if the letters are not all there in order."""
    letters = _letters(short)
    start = _by_initials(letters, text, floor, end)
    return start if start is not None else _by_letters(letters, text, floor, end)


def _letters(short: str) -> list[str]:
    return [_plain(letter) for letter in short if letter.isalnum()]


def _by_initials(letters: Sequence[str], text: str, floor: int, end: int) -> int | None:
    """Where the words start whose initials the letters are; small words, and one long one, may lie between them."""
    left, start, spare = list(letters), None, 1
    for word in reversed(list(_WORD.finditer(text, floor, end))):
        if left and _plain(word.group()[0]) == left[-1]:
            left.pop()
            start = word.start()
        elif not left or not word.group().islower() or start is None:
            break
        elif len(word.group()) > _SMALLEST:
            spare -= 1
            if spare < 0:
                break
    return None if left else start


def _by_letters(letters: Sequence[str], text: str, floor: int, end: int) -> int | None:
    at = end
    for position in range(len(letters) - 1, -1, -1):
        at -= 1
        while at >= floor and not _fits(text, at, letters[position], first=position == 0):
            at -= 1
        if at < floor:
            return None
    return at


@cache
def _plain(letter: str) -> str:
    return unicodedata.normalize("NFKD", letter)[0].lower()


def _fits(text: str, at: int, letter: str, *, first: bool) -> bool:
    return _plain(text[at]) == letter and (not first or at == 0 or not text[at - 1].isalnum())
