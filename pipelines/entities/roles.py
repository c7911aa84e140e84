"""What a text says that a person is: title, role, and the organisation of it.

    Mr. Abdul Karim, the [Director of Immigration] for the [Federal Investigative Agency]
    the [UNODC] [Country Representative], Mr. Cesar Guedes
    [IOM] [Director General] Amy Pope
    on behalf of the [Government of Pakistan], Mr. Abdul Karim

Each role phrase is tied to the person who stands before it (`X, the R`; `X is the R`) or after it (`the R, X`; `R X`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipelines.entities.lexicon import Lexicon
from pipelines.entities.role_phrases import WORDS, Marks, RolePhrase, RolePhrases
from pipelines.entities.role_ties import Ties
from pipelines.entities.words import Words


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
    members, speakers = [*reader.affiliations(), *reader.listed()], list(reader.behalf())
    officers = [speaker for speaker in speakers if reader.over_a_role(speaker)]
    spoken = (speaker for speaker in speakers if speaker not in officers)
    return (*_affiliated(list(reader.roles()), [*members, *officers]), *spoken, *reader.leaders())


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
        self._phrases = RolePhrases(words, marks, lexicon)
        self._ties = Ties(words, marks, lexicon)

    def roles(self) -> Iterator[Office]:
        """Offices from role nouns."""
        phrases = tuple(self._phrases)
        holders = self._holders(phrases)
        for phrase, person in zip(phrases, holders, strict=True):
            if person and not self._is_title(phrase, person):
                yield Office(person, (phrase.start, phrase.role_end), phrase.organization)

    def _holders(self, phrases: Sequence[RolePhrase]) -> list[WORDS | None]:
        """Who holds each office; both of `the envoy to Haiti and head of the Office, X` are X's."""
        holders: list[WORDS | None] = []
        follower = False
        for phrase in phrases:
            before, after = self._ties.before(phrase.begin), self._ties.after(phrase.end)
            follows = follower or self._ties.beside(phrase.end) or (after and self._in_a_list(phrase, after))
            person = self._ties.given_to(phrase.begin, phrase.end) or (after if follows and after else before or after)
            follower = person is not None and person == after
            holders.append(person)
        for at, (one, other) in enumerate(pairwise(phrases)):
            if self._paired(one, other):
                holders[at] = holders[at] or (None if self._ties.before(other.begin) else holders[at + 1])
                holders[at + 1] = holders[at + 1] or holders[at]
        return holders

    def _in_a_list(self, phrase: RolePhrase, after: WORDS) -> bool:
        """`Mr. A, the Speaker, B, and Mr. C`: whether a role with its article is followed by a name in a list."""
        articles, conjunctions = self._lexicon.organizations.articles, self._lexicon.organizations.conjunctions
        past = after[1] + 1 if self._words.forms[after[1] : after[1] + 1] == [","] else after[1]
        listed = past < len(self._words) and self._words.lowers[past] in conjunctions
        return listed and phrase.begin > 0 and self._words.lowers[phrase.begin - 1] in articles

    def _paired(self, one: RolePhrase, other: RolePhrase) -> bool:
        """Whether a conjunction, with articles at most, stands between two offices."""
        between = self._words.lowers[one.end : other.begin]
        conjunctions, articles = self._lexicon.organizations.conjunctions, self._lexicon.organizations.articles
        small = conjunctions | articles | self._know.between | {","}
        return not conjunctions.isdisjoint(between) and all(lower in small for lower in between)

    def behalf(self) -> Iterator[Office]:
        """Offices from `on behalf of`."""
        for at, end in self._know.behalf.hits(self._words):
            organization = self._phrases.organization_at(self._phrases.past_links(end))
            if organization:
                person = self._ties.after(self._phrases.past_aside(organization[1])) or self._speaker(at)
                if person:
                    yield Office(person, None, organization)

    def _speaker(self, at: int) -> WORDS | None:
        """`X, speaking for`, `X spoke on behalf of`: the person before, if only a verb or a comma lies between."""
        know = self._know
        for start in range(at, max(at - _LONGEST_TIE, -1), -1):
            if start in self._ties.ends:
                return self._ties.ends[start]
            lower = self._words.lowers[start - 1] if start else "."
            if not (lower == "," or any(lower in kind for kind in (know.ties, know.between, know.speech))):
                return None
        return None

    def over_a_role(self, speaker: Office) -> bool:
        """`Speaking for IOM, regional director X`: whether a role and no article stands before the person."""
        comma = speaker.organization[1] if speaker.organization else len(self._words)
        begin = self._ties.titles.get(speaker.person, speaker.person)[0]
        return any(comma + 1 == phrase.start and phrase.end <= begin for phrase in self._phrases)

    def affiliations(self) -> Iterator[Office]:
        """Persons before `of` and an organisation (`Judge X of the High Court`), and ranks behind theirs."""
        for past, person in self._ties.ends.items():
            link = self._past_age(past)
            if link < len(self._words) and self._words.lowers[link] in self._know.affiliations:
                organization = self._phrases.organization_at(self._phrases.past_links(link + 1))
                if organization:
                    yield Office(person, None, organization)
        for person, (begin, _) in self._ties.titles.items():
            if self._words.joined(begin) and (organization := self._phrases.organization_before(begin)):
                yield Office(person, None, organization)

    def _past_age(self, at: int) -> int:
        """The index after the comma, and the age in commas, that stand behind a name: `X, 22, of the Brigade`."""
        forms = self._words.forms
        if forms[at : at + 1] != [","]:
            return at
        return (
            at + 3 if forms[at + 1 : at + 2] and forms[at + 1].isdigit() and forms[at + 2 : at + 3] == [","] else at + 1
        )

    def listed(self) -> Iterator[Office]:
        """Persons in a list of participants (`X, the Agency; Y`) and those whose organisation is in brackets."""
        for past, person in self._ties.ends.items():
            opening = self._words.forms[past] if past < len(self._words) else ""
            organization = self._phrases.organization_at(past + 1)
            if organization and self._is_entry(person, opening, organization[1]):
                yield Office(person, None, organization)

    def _is_entry(self, person: WORDS, opening: str, end: int) -> bool:
        closing = self._words.forms[end] if end < len(self._words) else "."
        begin = self._ties.titles.get(person, person)[0]
        follows = begin > 0 and self._words.forms[begin - 1] in {";", ":"}
        return opening + closing in {"()", ",;"} or (follows and opening + closing == ",.")

    def leaders(self) -> Iterator[Office]:
        """Offices from verbs: `X, who heads the Border Guard`, `la Comisión, que preside X`."""
        for at, end in self._know.leads.hits(self._words):
            before, after = at - 1 if self._words.forms[at - 1] == "," else at, self._phrases.past_links(end)
            person, organization = self._ties.ends.get(before), self._phrases.organization_at(after)
            if not (person or organization):
                person = self._ties.starts.get(after)
                organization = self._phrases.organization_before(self._phrases.before_aside(before))
            if person and organization:
                yield Office(person, (end - 1, end), organization)

    def _is_title(self, phrase: RolePhrase, person: WORDS) -> bool:
        begin, end = self._ties.titles.get(person, (phrase.end, phrase.start))
        ranked = phrase.begin < phrase.start and self._know.rank.end(self._words, phrase.start) == phrase.end
        return (phrase.organization is None or ranked) and begin <= phrase.start and phrase.end <= end


_LONGEST_TIE = 6
