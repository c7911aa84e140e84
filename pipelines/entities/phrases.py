"""A list of phrases from a data file, found in words without looking at each phrase."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from pipelines.entities.words import Words, read


class _Phrase(NamedTuple):
    """A phrase's words as written and in lower case; an abbreviated one ends with a full stop."""

    forms: tuple[str, ...]
    lowers: tuple[str, ...]
    abbreviated: bool


_Bucket = dict[str, tuple[_Phrase, ...]]
"""The phrases of one first word by their second, longest first; those of one word stand under the empty one too."""


class Phrases:
    """Phrases by their first two words; `end` says how far the longest one reaches.

    A phrase's capitals bind: `general` is found in any case, `General` only with its capital, `WHO` only as written.
    The full stop of an abbreviation may be missing: `Lt. Col.` is found as `Lt Col` too.
    """

    def __init__(self, items: Iterable[str], language: str) -> None:
        buckets: dict[str, list[_Phrase]] = defaultdict(list)
        for item in dict.fromkeys(items):
            forms = tuple(form for form in read(item, language).forms if form != ".")
            lowers = tuple(form.lower() for form in forms)
            buckets[lowers[0]].append(_Phrase(forms, lowers, item.endswith(".")))
        self._buckets = {first: _bucket(found) for first, found in buckets.items()}

    def __contains__(self, lower: str) -> bool:
        return lower in self._buckets

    def end(self, words: Words, at: int) -> int:
        """The index after the longest phrase that begins at word `at`, its full stop included; `at` if none does."""
        bucket = self._buckets.get(words.lowers[at])
        if bucket is None:
            return at
        phrases = bucket[""] if len(bucket) == 1 else bucket.get(_second(words, at)) or bucket[""]
        for phrase in phrases:
            end = _follow(phrase, words, at)
            if end:
                return end
        return at

    def starts(self, words: Words, at: int) -> bool:
        """Whether a phrase begins at word `at`."""
        return words.lowers[at] in self._buckets and self.end(words, at) > at

    def hits(self, words: Words) -> tuple[tuple[int, int], ...]:
        """Every phrase in the text as `(start, end)` word indices, longest first at each place, none overlapping."""
        found = words.kept.get(self)
        if found is None:
            found = words.kept[self] = tuple(self._hits(words))
        return found

    def _hits(self, words: Words) -> Iterator[tuple[int, int]]:
        past = 0
        firsts = words.places.keys() & self._buckets.keys()
        for at in sorted(at for first in firsts for at in words.places[first]):
            if at >= past and (end := self.end(words, at)) > at:
                past = end
                yield at, end


def _second(words: Words, at: int) -> str:
    """The word after word `at`, over its full stop; empty at the end."""
    after = at + 1
    if after < len(words.lowers) and words.lowers[after] == ".":
        after = _past_stop(words, after)
    return words.lowers[after] if after < len(words.lowers) else ""


def _bucket(found: Sequence[_Phrase]) -> _Bucket:
    ordered = sorted(found, key=lambda phrase: len(phrase.forms), reverse=True)
    alone = tuple(phrase for phrase in ordered if len(phrase.forms) == 1)
    seconds: dict[str, list[_Phrase]] = defaultdict(list)
    for phrase in ordered:
        if len(phrase.forms) > 1:
            seconds[phrase.lowers[1]].append(phrase)
    return {"": alone, **{second: (*longer, *alone) for second, longer in seconds.items()}}


def _follow(phrase: _Phrase, words: Words, at: int) -> int:
    """The index after a phrase whose first word word `at` is, its case aside; 0 if the phrase is not there."""
    if len(phrase.lowers) == 1 and not phrase.abbreviated:
        return at + 1 if _same(phrase.forms[0], words.forms[at]) else 0
    for position, lower in enumerate(phrase.lowers):
        if position:
            at = _past_stop(words, at)
        if at >= len(words.forms) or lower != words.lowers[at] or not _same(phrase.forms[position], words.forms[at]):
            return 0
        at += 1
    return _past_stop(words, at) if phrase.abbreviated else at


def _past_stop(words: Words, at: int) -> int:
    stopped = at < len(words.forms) and words.forms[at] == "." and words.starts[at] == words.ends[at - 1]
    return at + 1 if stopped else at


def _same(wanted: str, form: str) -> bool:
    """Whether a word, which differs in its capitals at most, has those that are wanted."""
    if wanted == form or wanted.islower():
        return True
    tail = wanted[1:]
    return tail == tail.lower() and (form[0] == wanted[0] or wanted == wanted.lower())
