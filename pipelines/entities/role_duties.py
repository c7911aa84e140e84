"""What a role is in charge of, in words that name no organisation.

head of [the trauma unit]
Minister for [Relief, Disaster Preparedness and Refugees]
Director, [Refugee Affairs]
"""

from collections.abc import Collection

from pipelines.entities.lexicon import Lexicon
from pipelines.entities.words import Words


class Duties:
    """The duties in one passage; `named` are the words inside names, `people` where a name or its title begins."""

    def __init__(self, words: Words, named: Collection[int], people: Collection[int], lexicon: Lexicon) -> None:
        self._words, self._named, self._people = words, named, people
        self._know, self._inside, self._lexicon = lexicon.people, lexicon.organizations, lexicon

    def past_links(self, at: int) -> int:
        """The index after the prepositions and articles at word `at`."""
        while at < len(self._words) and self._words.lowers[at] in self._know.links:
            at += 1
        return at

    def common(self, at: int) -> int:
        """`the trauma unit`: the end of a few lower-case words, if something that closes them follows."""
        end = at
        while end < min(at + _LONGEST_COMMON, len(self._words)) and (
            self._common_word(end, at) or (end > at and self._words.lowers[end] in POSSESSIVES)
        ):
            end += 1
        closed = end == len(self._words) or end in self._people or self._closes(end)
        return end if closed else at

    def _common_word(self, at: int, start: int) -> bool:
        plain = self._words.lowers[at] not in self._lexicon.function_words
        common = (
            plain
            and at not in self._named
            and self._words.forms[at].replace("-", "").isalpha()
            and not self._words.capital(at)
        )
        return common and (at == start or self._words.joined(at))

    def _closes(self, at: int) -> bool:
        return self._words.forms[at] in {",", ".", ")", ";"} or self._words.lowers[at] in self._know.links

    def noun_phrase(self, at: int) -> int:
        """`Finance and Economic Planning`: the end of what an office is for; `at` if nothing there can be."""
        end = at
        while end < len(self._words) and end not in self._named and self._words.joined(end):
            paired = end > at and self._words.lowers[end] in self._inside.conjunctions
            next_ = self.past_links(end + 1) if paired else end
            if not self._noun(next_):
                break
            end = next_ + 1
        return self._listed(end) if end > at else end

    def _listed(self, end: int) -> int:
        """`Relief[, Disaster Preparedness and Refugees]`: on to a list's end, if a conjunction ends it."""
        if end >= len(self._words) or self._words.forms[end] != "," or not self._portfolio(self.past_links(end + 1)):
            return end
        at = end + 1
        while at < len(self._words) and (self._portfolio(at) or self._words.lowers[at] in self._know.links | {","}):
            at += 1
        joins = at < len(self._words) and self._words.lowers[at] in self._inside.conjunctions
        last = self.past_links(at + 1)
        return self.noun_phrase(last) if joins and self._portfolio(last) else end

    def _portfolio(self, at: int) -> bool:
        return self.is_portfolio(at) and self._words.capital(at)

    def is_portfolio(self, at: int) -> bool:
        """Whether word `at` is what one may be in charge of, capital or not: `minister for migration`."""
        return at < len(self._words) and at not in self._named and self._words.lowers[at] in self._know.portfolios

    def _noun(self, at: int) -> bool:
        if at >= len(self._words) or at in self._named:
            return False
        lower = self._words.lowers[at]
        if any(lower in kind for kind in (self._inside.complements, self._inside.adjectives)):
            return True
        if lower in self._know.portfolios and (self._words.capital(at) or not self._inside.head_last):
            return lower not in self._lexicon.demonyms
        capital = self._words.capital(at) and lower not in self._lexicon.function_words
        return capital and not self._know.title.starts(self._words, at)


_LONGEST_COMMON = 5
POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
