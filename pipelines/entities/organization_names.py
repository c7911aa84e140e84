"""How far an organisation's name reaches around its head noun.

    the [Federal Investigative] Agency            modifiers before the head
    the Office [of the High Commissioner for Human Rights]   a complement after it, with `of`, `for`, `on`, `and`
    el Ministerio [de Salud Pública y Bienestar Social]

A name needs more than a head: `the Agency` names nobody.
"""

import re
from collections.abc import Iterator

from pipelines.entities.lexicon import Lexicon
from pipelines.entities.places_knowledge import knowledge
from pipelines.entities.places_lookup import candidates, is_name
from pipelines.entities.words import Words
from pipelines.record import Precision

WORDS = tuple[int, int]


def organization_names(words: Words, places: frozenset[int], lexicon: Lexicon) -> Iterator[WORDS]:
    """Every name built around a head noun, as word indices; `places` are the words known to name places."""
    grammar = _Grammar(words, places, lexicon)
    offices = {at for start, end in lexicon.people.role.hits(words) if end - start > 1 for at in range(start, end)}
    past = 0
    for at, end in lexicon.organizations.head.hits(words):
        if at >= past and (found := grammar.name(at, end, past)):
            if offices.issuperset(range(at, end)) and not (lexicon.organizations.head_last and found[0] < at):
                continue
            past = found[1]
            yield found


class _Grammar:
    """The rules over one text."""

    def __init__(self, words: Words, places: frozenset[int], lexicon: Lexicon) -> None:
        self._words, self._places = words, places
        self._know, self._people, self._lexicon = lexicon.organizations, lexicon.people, lexicon

    def name(self, head: int, after: int, floor: int) -> WORDS | None:
        """The name around the head `[head, after)` that begins at `floor` or later; None if there is none."""
        start, end = self._before(head, floor), self._after(head, after)
        if self._is_duty(start) or (start < head and end == after and self._is_area(start, end)):
            return None
        if end < len(self._words) and self._words.joined(end) and self._words.lowers[end] in self._know.events:
            return None
        return (start, end) if self._names_one(start, head, after, end) else None

    def _is_area(self, start: int, end: int) -> bool:
        """`Artibonite Department`: whether a head that is also a kind of place makes a place's name."""
        kind = self._know.head_last and self._words.lowers[end - 1] in knowledge(self._lexicon.language).kinds
        found = candidates(self._text(start, end), self._lexicon.language) if kind else ()
        return bool(found) and found[0].place.precision in {Precision.ADMIN1, Precision.ADMIN2}

    def _text(self, start: int, end: int) -> str:
        return self._words.text[self._words.starts[start] : self._words.ends[end - 1]]

    def _is_duty(self, start: int) -> bool:
        """`Director of Immigration Services for the Agency`: what the director directs is no organisation."""
        if not self._know.head_last or start <= 1 or self._words.lowers[start - 1] not in self._people.of:
            return False
        return any(self._people.role.end(self._words, at) == start - 1 for at in range(max(0, start - 3), start - 1))

    def _names_one(self, start: int, head: int, after: int, end: int) -> bool:
        if not any(self._words.capital(at) for at in range(start, end)):
            official = self._words.lowers[head] in self._know.lowercase
            return official and end > after and self._words.lowers[end - 1] in self._know.complements
        lone = all(self._words.lowers[at] in self._know.generic for at in range(start, head))
        return end > after or not lone or self._proper(head, after)

    def _proper(self, head: int, after: int) -> bool:
        """Whether a head of several words is a name as it stands: `Policía Nacional`, but not `policía nacional`."""
        linking = self._know.prepositions | self._know.articles
        proper = (self._words.capital(at) or self._words.lowers[at] in linking for at in range(head, after))
        return after - head > 1 and all(proper)

    def _before(self, head: int, floor: int) -> int:
        start = head
        while start > floor and self._words.joined(start):
            if self._modifies(start - 1):
                start -= 1
            elif self._pairs(start - 1, floor) or self._owned(start - 1, floor):
                start -= 2
            else:
                break
        return start

    def _modifies(self, at: int) -> bool:
        if _ORDINAL.fullmatch(self._words.forms[at]):
            return True
        if not self._words.capital(at) or self._lexicon.bare(self._words, at):
            return False
        return not self._people.role.starts(self._words, at)

    def _owned(self, at: int, floor: int) -> bool:
        """`Prosecutor's` before `Office`, `People's` before `Court`: an owner that is part of the name."""
        if at <= floor or self._words.lowers[at] not in {"'s", "’s", "'", "’"} or not self._words.joined(at):
            return False
        office = self._people.role.starts(self._words, at - 1) or self._people.title.starts(self._words, at - 1)
        common = self._words.lowers[at - 1] in self._know.complements
        return (office or common) and self._words.capital(at - 1)

    def _pairs(self, at: int, floor: int) -> bool:
        """`Food and` before `Agriculture Organization`: a capitalised word that is no name of its own."""
        joins = at > floor and self._words.lowers[at] in self._know.conjunctions and self._words.joined(at)
        return joins and self._modifies(at - 1) and not self._alone(at - 1)

    def _after(self, head: int, end: int) -> int:
        links = self._know.links.get(" ".join(self._words.lowers[head:end]), frozenset())
        complement = False
        while end < len(self._words):
            if self._words.joined(end) and self._continues(end, complement=complement):
                end += 1
            elif reached := self._linked(end, links, complement=complement):
                end, complement = reached, True
            else:
                break
        return end if complement or not self._know.head_last else self._last_head(head, end)

    def _last_head(self, head: int, end: int) -> int:
        """`Police Service`, but only `Armed Forces` of `Armed Forces South Sector`: up to the last head noun."""
        return max(past for at in range(head, end) if (past := self._know.head.end(self._words, at)) > at)

    def _continues(self, at: int, *, complement: bool) -> bool:
        lower = self._words.lowers[at]
        if lower.isdigit() and not self._know.head_last and (not complement or self._closed(at + 1)):
            return True
        if self._opens_name(at):
            return False
        if lower in self._know.adjectives or (complement and lower in self._know.complements):
            return True
        event = lower in self._know.events and not complement
        if not self._words.capital(at) or lower in self._lexicon.function_words or event:
            return False
        if complement and self._begins_person(at):
            return False
        return complement or not self._people.role.starts(self._words, at)

    def _closed(self, at: int) -> bool:
        """`Batallón de Infantería 45,`: whether a mark ends a name before word `at`."""
        return at < len(self._words) and self._words.forms[at] in _MARKS

    def _opens_name(self, at: int) -> bool:
        """Whether another name begins a line at word `at`, as in an address."""
        if not self._words.opens_line(at):
            return False
        heads = not self._know.head_last and self._know.head.starts(self._words, at)
        return (heads and self._words.capital(at)) or self._know.known.starts(self._words, at) or self._place(at)

    def _begins_person(self, at: int) -> bool:
        """`Human Rights Leila Farouk`: a given name and a surname behind a common word or an office."""
        before = self._words.lowers[at - 1]
        common = any(before in kind for kind in (self._know.complements, self._people.portfolios, self._people.role))
        given = common and self._words.lowers[at] in self._people.given
        return given and at + 1 < len(self._words) and self._words.joined(at + 1) and self._words.capital(at + 1)

    def _linked(self, at: int, links: frozenset[str], *, complement: bool) -> int:
        """The index after a linking word, any articles and the first word that they bring in; 0 if nothing links."""
        lower = self._words.lowers[at]
        if complement and lower in self._know.conjunctions and self._words.joined(at):
            return self._coordinated(at + 1)
        if complement and lower == "," and self._listed(at + 1):
            return at + 2
        if self._words.joined(at) and (lower in self._know.prepositions or lower in links):
            return self._brought(at + 1)
        return 0

    def _brought(self, at: int) -> int:
        while at < len(self._words) and self._words.joined(at) and self._words.lowers[at] in self._connecting():
            at += 1
        if at >= len(self._words) or self._words.lowers[at] in self._lexicon.dates or self._describes(at):
            return 0
        return at + 1 if self._content(at) else 0

    def _describes(self, at: int) -> bool:
        """`the Iranian` before `nuclear programme`: a nationality whose noun is in small letters."""
        if not self._know.head_last or self._words.lowers[at] not in self._lexicon.demonyms:
            return False
        return at + 1 < len(self._words) and self._words.joined(at + 1) and not self._words.capital(at + 1)

    def _connecting(self) -> frozenset[str]:
        return self._know.articles | self._know.prepositions

    def _content(self, at: int) -> bool:
        if at >= len(self._words) or not self._words.joined(at):
            return False
        lower = self._words.lowers[at]
        return lower in self._know.complements or (
            self._words.capital(at) and lower not in self._lexicon.function_words
        )

    def _coordinated(self, at: int) -> int:
        """After `and`: another part of the complement, not another organisation, person or place."""
        begin = at
        if self._is_double(at - 2, at + 1):
            return at + 1
        if self._place(at - 2):
            return 0
        while at < len(self._words) and self._words.lowers[at] in self._connecting():
            at += 1
        other = at > begin and self._heads(at)
        return at + 1 if self._content(at) and not (other or self._alone(at)) else 0

    def _is_double(self, start: int, end: int) -> bool:
        """`Bosnia and Herzegovina`: whether a place's own name has the conjunction."""
        return is_name(self._text(start, min(end, len(self._words))), self._lexicon.language)

    def _heads(self, at: int) -> bool:
        """`and the Border Police`: whether the words from word `at` on are another organisation's name."""
        if not self._know.head_last:
            return False
        while at < len(self._words) and self._words.joined(at) and self._words.capital(at):
            if self._know.head.starts(self._words, at):
                return True
            at += 1
        return False

    def _listed(self, at: int) -> bool:
        """`, Food and Rural Affairs`: after a comma, a part of a list that ends with `and`."""
        if not self._content(at) or self._alone(at) or self._place(at - 2):
            return False
        for next_ in range(at + 1, min(at + _LONGEST_LIST, len(self._words))):
            if self._words.lowers[next_] in self._know.conjunctions:
                return self._content(next_ + 1) and not self._alone(next_ + 1)
            if not (self._words.capital(next_) or self._words.forms[next_] == ","):
                return False
        return False

    def _alone(self, at: int) -> bool:
        """Whether word `at` begins a name of its own."""
        form = self._words.forms[at]
        shouted = len(form) > 1 and form.isupper()
        lists = (self._know.head, self._people.title, self._people.role, self._know.known)
        named = self._words.lowers[at] in self._people.given or any(names.starts(self._words, at) for names in lists)
        return shouted or named or self._place(at)

    def _place(self, at: int) -> bool:
        return at in self._places and self._words.lowers[at] not in self._people.portfolios


_LONGEST_LIST = 8
_MARKS = frozenset(",.;:)")
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th|er|re|e|ème|º|ª|\.ª|\.º)")
