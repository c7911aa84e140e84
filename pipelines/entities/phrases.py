"""A list of phrases from a data file, found in words without looking at each phrase."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from pipelines.entities.words import Words, read

_Phrase = tuple[tuple[str, ...], bool]


class Phrases:
    """Phrases by their first word; `end` says how far the longest one reaches.

    A phrase's capitals bind: `general` is found in any case, `General` only with its capital, `WHO` only as written.
    The full stop of an abbreviation may be missing: `Lt. Col.` is found as `Lt Col` too.
    """

    def __init__(self, items: Iterable[str], language: str) -> None:
        buckets: dict[str, list[_Phrase]] = defaultdict(list)
        for item in dict.fromkeys(items):
            forms = tuple(form for form in read(item, language).forms if form != ".")
            buckets[forms[0].lower()].append((forms, item.endswith(".")))
        self._buckets = {first: tuple(sorted(found, key=_length, reverse=True)) for first, found in buckets.items()}

    def __contains__(self, lower: str) -> bool:
        return lower in self._buckets

    def end(self, words: Words, at: int) -> int:
        """The index after the longest phrase that begins at word `at`, its full stop included; `at` if none does."""
        for phrase in self._buckets.get(words.lowers[at], ()):
            end = _follow(phrase, words, at)
            if end:
                return end
        return at

    def starts(self, words: Words, at: int) -> bool:
        """Whether a phrase begins at word `at`."""
        return words.lowers[at] in self._buckets and self.end(words, at) > at

    def hits(self, words: Words) -> Iterator[tuple[int, int]]:
        """Every phrase in the text as `(start, end)` word indices, longest first at each place, none overlapping."""
        buckets, past = self._buckets, 0
        for at, lower in enumerate(words.lowers):
            if at >= past and lower in buckets and (end := self.end(words, at)) > at:
                past = end
                yield at, end


def _length(phrase: _Phrase) -> int:
    return len(phrase[0])


def _follow(phrase: _Phrase, words: Words, at: int) -> int:
    forms, abbreviated = phrase
    for position, form in enumerate(forms):
        if position:
            at = _past_stop(words, at)
        if at >= len(words) or not _same(form, words.forms[at], words.lowers[at]):
            return 0
        at += 1
    return _past_stop(words, at) if abbreviated else at


def _past_stop(words: Words, at: int) -> int:
    stopped = at < len(words) and words.forms[at] == "." and words.starts[at] == words.ends[at - 1]
    return at + 1 if stopped else at


def _same(wanted: str, form: str, lower: str) -> bool:
    if wanted == wanted.lower():
        return wanted == lower
    if wanted[1:] == wanted[1:].lower():
        return form[0] == wanted[0] and wanted.lower() == lower
    return wanted == form
