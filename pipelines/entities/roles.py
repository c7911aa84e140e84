"""What a text says that a person is: title, role, and the organisation of it.

    Mr. Abdul Karim, the [Director of Immigration] for the [Federal Investigative Agency]
    the [UNODC] [Country Representative], Mr. Cesar Guedes
    [IOM] [Director General] Amy Pope
    on behalf of the [Government of Pakistan], Mr. Abdul Karim

Roles are found around their nouns, then tied to the person who stands before (`X, the R`; `X is the R`) or after
(`the R, X`; `R X`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipelines.entities.lexicon import Lexicon
from pipelines.entities.person_names import name_end, name_word
from pipelines.entities.words import Words

WORDS = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Marks:
    """What is named in one passage, as word indices `[start, end)`; `titles` maps a person's start to the title's."""

    people: tuple[WORDS, ...]
    organizations: tuple[WORDS, ...]
    places: tuple[WORDS, ...]
    titles: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Office:
    """A person's role in one passage, all as word indices; a role of None is said by `on behalf of` alone."""

    person: WORDS
    role: WORDS | None
    organization: WORDS | None


def offices(words: Words, marks: Marks, lexicon: Lexicon) -> tuple[Office, ...]:
    """Every role that the passage gives to a person, in order."""
    if not marks.people:
        return ()
    reader = _Reader(words, marks, lexicon)
    return (*_affiliated(list(reader.roles()), list(reader.affiliations())), *reader.behalf())


def unnamed(words: Words, marks: Marks, lexicon: Lexicon) -> tuple[WORDS, ...]:
    """Persons whom nobody has marked, but who are said to hold a role: `the R of Y, X`; `X, the R`."""
    return tuple(_Reader(words, marks, lexicon).unnamed())


def _affiliated(roles: list[Office], members: list[Office]) -> Iterator[Office]:
    """Roles with the organisation that stands after the name (`Prosecutor X of the Y`), and bare memberships."""
    by_person = {member.person: member for member in members}
    for role in roles:
        member = None if role.organization else by_person.pop(role.person, None)
        yield Office(role.person, role.role, member.organization) if member else role
    held = {role.person for role in roles}
    yield from (member for person, member in by_person.items() if person not in held)


class _Reader:
    """The rules over one passage."""

    def __init__(self, words: Words, marks: Marks, lexicon: Lexicon) -> None:
        self._words, self._know, self._lexicon = words, lexicon.people, lexicon
        self._people_from = {
            at: (start, end) for start, end in marks.people for at in (start, marks.titles.get(start, start))
        }
        self._titles = {
            person: (marks.titles[person[0]], person[0]) for person in marks.people if person[0] in marks.titles
        }
        self._people_to = {end: (start, end) for start, end in marks.people}
        self._organizations_from = dict(marks.organizations)
        self._organizations_to = {end: start for start, end in marks.organizations}
        self._places_from = dict(marks.places)
        named = (*marks.people, *marks.organizations, *marks.places)
        self._named = frozenset(at for start, end in named for at in range(start, end))

    def roles(self) -> Iterator[Office]:
        """Offices from role nouns."""
        past, follower = 0, False
        for at, end in self._know.role.hits(self._words):
            if at < past or at in self._named:
                continue
            start, past, organization = self._extent(at, end)
            person, follower = self._person(start, past, organization, follower=follower)
            if person and not (organization is None and (start, past) == self._titles.get(person)):
                yield Office(person, (start, self._role_end(past, start, organization)), organization)

    def unnamed(self) -> Iterator[WORDS]:
        """Names of two words or more that stand where a role's holder stands, and that nobody has marked."""
        for at, noun_end in self._know.role.hits(self._words):
            if at not in self._named:
                start, end, organization = self._extent(at, noun_end)
                name = self._past_comma(end)
                if name > end and (past := self._unmarked(name)):
                    yield name, past
                elif before := self._name_before(min(start, organization[0]) if organization else start):
                    yield before

    def _unmarked(self, at: int) -> int:
        if at >= len(self._words) or at in self._named:
            return 0
        end = name_end(self._words, at, self._lexicon)
        free = self._named.isdisjoint(range(at, end)) and not self._words.opens_sentence(at)
        return end if end - at > 1 and free and self._ends(end) else 0

    def _ends(self, at: int) -> bool:
        return at == len(self._words) or self._words.forms[at] in _STOPS or not self._words.capital(at)

    def _name_before(self, start: int) -> WORDS | None:
        """`X Y, the R`: two or three capitalised words that begin a sentence or follow a small word."""
        comma = start - 1
        while comma > 0 and self._words.lowers[comma] in self._know.between:
            comma -= 1
        if comma <= 1 or self._words.forms[comma] != ",":
            return None
        begin = comma
        while begin > 0 and begin - 1 not in self._named and name_word(self._words, begin - 1, self._lexicon):
            begin -= 1
        whole = name_end(self._words, begin, self._lexicon) == comma and 1 < comma - begin <= _LONGEST_NAME
        return (begin, comma) if whole else None

    def behalf(self) -> Iterator[Office]:
        """Offices from `on behalf of`."""
        for _, end in self._know.behalf.hits(self._words):
            at = self._past_articles(end)
            if at in self._organizations_from:
                organization = (at, self._organizations_from[at])
                if person := self._after(organization[1]):
                    yield Office(person, None, organization)

    def affiliations(self) -> Iterator[Office]:
        """Persons before `of` and an organisation: `Judge X of the High Court`."""
        for past, person in self._people_to.items():
            link = past + 1 if past < len(self._words) and self._words.forms[past] == "," else past
            if link < len(self._words) and self._words.lowers[link] in self._know.affiliations:
                at = self._past_articles(link + 1)
                if at in self._organizations_from:
                    yield Office(person, None, (at, self._organizations_from[at]))

    def _extent(self, at: int, end: int) -> tuple[int, int, WORDS | None]:
        """The role's start, its end with the complement, and its organisation if one is named beside it."""
        start = self._modified(at)
        end = self._doubled(end)
        organization = self._before(start)
        while after := self._complement(end):
            end, found = after
            if found:
                return start, end, found
        return start, end, organization

    def _role_end(self, end: int, start: int, organization: WORDS | None) -> int:
        if organization is None or organization[0] < start:
            return end
        at = organization[0]
        while at > start and self._words.lowers[at - 1] in self._linking():
            at -= 1
        return at

    def _modified(self, start: int) -> int:
        while start > 0 and self._words.joined(start) and start - 1 not in self._named and self._modifies(start - 1):
            start -= 1
        return start

    def _modifies(self, at: int) -> bool:
        lower = self._words.lowers[at]
        if lower in self._know.modifier:
            return True
        plain = lower not in self._lexicon.function_words and not self._words.opens_sentence(at)
        plain = plain and lower not in self._lexicon.demonyms
        return self._words.capital(at) and plain and not self._know.title.starts(self._words, at)

    def _doubled(self, end: int) -> int:
        """`Founder and Director`, `Director General`: role nouns that follow at once or by a conjunction."""
        while end < len(self._words) and end not in self._named and self._words.joined(end):
            lower = self._words.lowers[end]
            next_ = end + 1 if lower in self._lexicon.organizations.conjunctions else end
            if next_ >= len(self._words) or (reached := self._role_at(next_)) == next_:
                break
            end = reached
        return end

    def _role_at(self, at: int) -> int:
        start = at
        while at < len(self._words) and at not in self._named and self._words.lowers[at] in self._know.modifier:
            at += 1
        if at >= len(self._words) or at in self._named:
            return start
        end = self._know.role.end(self._words, at)
        return end if end > at else start

    def _before(self, start: int) -> WORDS | None:
        """The organisation right before the role, its possessive between them or not."""
        at = start - 1 if start > 0 and self._words.lowers[start - 1] in {"'s", "’s", "'", "’"} else start
        return (self._organizations_to[at], at) if at in self._organizations_to else None

    def _complement(self, at: int) -> tuple[int, WORDS | None] | None:
        """What a preposition adds to the role, and whether that is an organisation; None if nothing more belongs."""
        if at >= len(self._words) or self._words.lowers[at] not in self._linking() or not self._words.joined(at):
            return None
        at = self._past_articles(at + 1)
        if at in self._organizations_from:
            return self._organizations_from[at], (at, self._organizations_from[at])
        if at in self._places_from:
            return self._places_from[at], None
        end = self._noun_phrase(at)
        return (end, None) if end > at else self._common(at)

    def _common(self, at: int) -> tuple[int, None] | None:
        """`the trauma unit`: up to four lower-case words, if something that closes them follows."""
        end = at
        while end < min(at + _LONGEST_COMMON, len(self._words)) and self._common_word(end, at):
            end += 1
        closed = end == len(self._words) or end in self._people_from or self._closes(end)
        return (end, None) if end > at and closed else None

    def _common_word(self, at: int, start: int) -> bool:
        plain = self._words.lowers[at] not in self._lexicon.function_words
        return plain and self._words.forms[at].isalpha() and (at == start or self._words.joined(at))

    def _closes(self, at: int) -> bool:
        return self._words.forms[at] in {",", ".", ")", ";"} or self._words.lowers[at] in self._know.links

    def _noun_phrase(self, at: int) -> int:
        end = at
        while end < len(self._words) and end not in self._named and self._words.joined(end):
            lower = self._words.lowers[end]
            paired = lower in self._lexicon.organizations.conjunctions and end > at
            next_ = self._past_articles(end + 1) if paired else end
            if not self._noun(next_):
                break
            end = next_ + 1
        return end

    def _noun(self, at: int) -> bool:
        if at >= len(self._words) or at in self._named:
            return False
        lower = self._words.lowers[at]
        content = lower in self._lexicon.organizations.complements or lower in self._lexicon.organizations.adjectives
        capital = self._words.capital(at) and lower not in self._lexicon.function_words
        return content or (capital and not self._know.title.starts(self._words, at))

    def _linking(self) -> frozenset[str]:
        return self._know.links

    def _past_articles(self, at: int) -> int:
        while at < len(self._words) and self._words.lowers[at] in self._linking():
            at += 1
        return at

    def _person(self, start: int, end: int, organization: WORDS | None, *, follower: bool) -> tuple[WORDS | None, bool]:
        """The person who holds the role, and whether the role stood before the name."""
        before = self._holder(min(start, organization[0]) if organization else start)
        after = self._after(end)
        if before and not (follower and after):
            return before, False
        return after, after is not None

    def _after(self, end: int) -> WORDS | None:
        """`the R, X`, `R X`, `R (X)`."""
        return self._people_from.get(self._past_comma(end))

    def _past_comma(self, at: int) -> int:
        while at < len(self._words) and self._words.lowers[at] in self._lexicon.demonyms:
            at += 1
        return at + 1 if at < len(self._words) and self._words.forms[at] in {",", ":"} else at

    def _neutral(self, at: int) -> bool:
        form = self._words.forms[at]
        return form.isdigit() or form in _QUOTES or self._words.lowers[at] in self._lexicon.demonyms

    def _holder(self, start: int) -> WORDS | None:
        """`X, the R`, `X (the R)`, `X is the R`, `X, who was R`."""
        at, bound = start, False
        while at > 0 and start - at <= _LONGEST_TIE:
            if at in self._people_to:
                return self._people_to[at] if bound else None
            form, lower = self._words.forms[at - 1], self._words.lowers[at - 1]
            if form in {",", "("} or lower in self._know.ties:
                bound = True
            elif not (lower in self._linking() or lower in self._know.between or self._neutral(at - 1)):
                return None
            at -= 1
        return None


_QUOTES = frozenset('"“”«»')
_LONGEST_TIE = 6
_LONGEST_COMMON = 4
_LONGEST_NAME = 4
_STOPS = frozenset(",.;:()–—")
