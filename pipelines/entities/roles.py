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
from pipelines.entities.role_phrases import POSSESSIVES, WORDS, Marks, RolePhrase, RolePhrases
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
    return (*_affiliated(list(reader.roles()), list(reader.affiliations())), *reader.behalf(), *reader.leaders())


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
        self._titles = {span: (marks.titles[span[0]], span[0]) for span in marks.people if span[0] in marks.titles}
        self._starts = {at: span for span in marks.people for at in (span[0], self._titles.get(span, span)[0])}
        self._ends = {end: (start, end) for start, end in marks.people}

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
            before, after = self._before(phrase.begin), self._after(phrase.end)
            person = after if follower and after else before or after
            follower = person is not None and person == after
            holders.append(person)
        for at, (one, other) in enumerate(pairwise(phrases)):
            if self._paired(one, other):
                holders[at] = holders[at] or (None if self._before(other.begin) else holders[at + 1])
                holders[at + 1] = holders[at + 1] or holders[at]
        return holders

    def _paired(self, one: RolePhrase, other: RolePhrase) -> bool:
        """Whether a conjunction, with articles at most, stands between two offices."""
        between = self._words.lowers[one.end : other.begin]
        conjunctions, articles = self._lexicon.organizations.conjunctions, self._lexicon.organizations.articles
        small = conjunctions | articles | {","}
        return not conjunctions.isdisjoint(between) and all(lower in small for lower in between)

    def behalf(self) -> Iterator[Office]:
        """Offices from `on behalf of`."""
        for at, end in self._know.behalf.hits(self._words):
            organization = self._phrases.organization_at(self._phrases.past_links(end))
            if organization:
                person = self._after(self._phrases.past_aside(organization[1])) or self._speaker(at)
                if person:
                    yield Office(person, None, organization)

    def _speaker(self, at: int) -> WORDS | None:
        """`X, speaking for`, `X spoke on behalf of`: the person before, if only a verb or a comma lies between."""
        know = self._know
        for start in range(at, max(at - _LONGEST_TIE, -1), -1):
            if start in self._ends:
                return self._ends[start]
            lower = self._words.lowers[start - 1] if start else "."
            if not (lower == "," or any(lower in kind for kind in (know.ties, know.between, know.speech))):
                return None
        return None

    def affiliations(self) -> Iterator[Office]:
        """Persons before `of` and an organisation: `Judge X of the High Court`."""
        for past, person in self._ends.items():
            link = past + 1 if past < len(self._words) and self._words.forms[past] == "," else past
            if link < len(self._words) and self._words.lowers[link] in self._know.affiliations:
                organization = self._phrases.organization_at(self._phrases.past_links(link + 1))
                if organization:
                    yield Office(person, None, organization)

    def leaders(self) -> Iterator[Office]:
        """Offices from verbs: `X, who heads the Border Guard`."""
        for at, end in self._know.leads.hits(self._words):
            organization = self._phrases.organization_at(self._phrases.past_links(end))
            if organization and (person := self._ends.get(at - 1 if self._words.forms[at - 1] == "," else at)):
                yield Office(person, (end - 1, end), organization)

    def _is_title(self, phrase: RolePhrase, person: WORDS) -> bool:
        return phrase.organization is None and (phrase.start, phrase.end) == self._titles.get(person)

    def _after(self, end: int) -> WORDS | None:
        """`the R, X`, `R X`, and over a second role: `the R, Senator X`."""
        at = past_comma(self._words, end, self._lexicon)
        if at in self._starts or at >= len(self._words):
            return self._starts.get(at)
        return self._starts.get(self._know.role.end(self._words, at))

    def _before(self, start: int) -> WORDS | None:
        """`X, the R`, `X (the R)`, `X is the R`, `X, who was R`."""
        at, bound = start, False
        while at > 0 and start - at <= _LONGEST_TIE:
            if at in self._ends:
                return self._ends[at] if bound else None
            form, lower = self._words.forms[at - 1], self._words.lowers[at - 1]
            if form in {",", "("} or lower in self._know.ties:
                bound = True
            elif lower in POSSESSIVES and at > 1 and self._words.forms[at - 2].islower():
                at -= 1
            elif not (lower in self._know.links or lower in self._know.between or self._neutral(at - 1)):
                return None
            at -= 1
        return None

    def _neutral(self, at: int) -> bool:
        form = self._words.forms[at]
        return form.isdigit() or form in _QUOTES or self._words.lowers[at] in self._lexicon.demonyms


def past_comma(words: Words, at: int, lexicon: Lexicon) -> int:
    """The index after a nationality, a comma or a colon, and an article between a role and its holder."""
    kinds = (lexicon.demonyms, lexicon.organizations.adjectives)
    while at < len(words) and any(words.lowers[at] in kind for kind in kinds):
        at += 1
    if at >= len(words) or words.forms[at] not in {",", ":"}:
        return at
    return at + 2 if at + 1 < len(words) and words.lowers[at + 1] in lexicon.organizations.articles else at + 1


_QUOTES = frozenset('"“”«»')
_LONGEST_TIE = 6
