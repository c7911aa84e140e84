"""Persons whom only their roles betray: `the spokeswoman for the Agency, Shabia Mantoo`, `Ilan Cojocaru, a deputy`."""

from collections.abc import Iterator

from pipelines.entities.lexicon import Lexicon
from pipelines.entities.person_names import name_end, name_word, named_as_date
from pipelines.entities.role_phrases import WORDS, Marks, RolePhrases
from pipelines.entities.role_ties import past_comma
from pipelines.entities.words import Words

_LONGEST_NAME = 4
_STOPS = frozenset(",.;:()–—")


def unnamed(words: Words, marks: Marks, lexicon: Lexicon) -> tuple[WORDS, ...]:
    """Names of two words or more that stand where a role's holder stands, and that no rule has taken for a name."""
    return tuple(_Holders(words, marks, lexicon).found())


class _Holders:
    def __init__(self, words: Words, marks: Marks, lexicon: Lexicon) -> None:
        self._words, self._marks, self._lexicon = words, marks, lexicon
        self._named = marks.named() - marks.doubtful

    def found(self) -> Iterator[WORDS]:
        """The names, as word indices."""
        for phrase in RolePhrases(self._words, self._marks, self._lexicon):
            name = past_comma(self._words, phrase.end, self._lexicon)
            if end := self._name_at(name):
                yield name, end
            elif before := self._name_before(phrase.begin):
                yield before

    def _name_at(self, at: int) -> int:
        if at >= len(self._words) or at in self._named or self._words.opens_sentence(at):
            return 0
        end = name_end(self._words, at, self._lexicon)
        free = end - at > 1 and self._named.isdisjoint(range(at, end))
        return end if free and self._closed(end) else 0

    def _closed(self, at: int) -> bool:
        return at == len(self._words) or self._words.forms[at] in _STOPS or not self._words.capital(at)

    def _name_before(self, start: int) -> WORDS | None:
        """`X Y, the R`: two to four capitalised words."""
        comma = start - 1
        while comma > 0 and self._words.lowers[comma] in self._lexicon.people.between:
            comma -= 1
        if comma <= 1 or self._words.forms[comma] != ",":
            return None
        begin = comma
        while begin > 0 and begin - 1 not in self._named and name_word(self._words, begin - 1, self._lexicon):
            begin -= 1
        if begin > 0 and begin - 1 not in self._named and named_as_date(self._words, begin - 1, self._lexicon):
            begin -= 1
        whole = 1 < comma - begin <= _LONGEST_NAME and name_end(self._words, begin, self._lexicon, titled=True) == comma
        return (begin, comma) if whole else None
