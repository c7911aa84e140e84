"""How far a role's words reach around its noun, and which organisation is named beside it.

the [former Director of Immigration] for the (Federal Border Agency)
(IOM)'s [Country Director] in Pakistan
the (Border Agency) … its [spokesman]
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pipelines.entities.lexicon import Lexicon
from pipelines.entities.role_duties import POSSESSIVES, Duties
from pipelines.entities.words import Words

WORDS = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Marks:
    """What is named in one passage, as word indices `[start, end)`; `titles` maps a person's start to the title's.

    `doubtful` are words that a model alone takes for organisations or places.
    """

    people: tuple[WORDS, ...]
    organizations: tuple[WORDS, ...]
    places: tuple[WORDS, ...]
    titles: Mapping[int, int]
    doubtful: frozenset[int] = field(default=frozenset())

    def named(self) -> frozenset[int]:
        """The words inside any name."""
        spans = (*self.people, *self.organizations, *self.places)
        return frozenset(at for start, end in spans for at in range(start, end))


@dataclass(frozen=True, slots=True)
class RolePhrase:
    """A role `[start, role_end)`; with its organisation and what else hangs on it, the phrase reaches to `end`."""

    start: int
    role_end: int
    end: int
    organization: WORDS | None
    begin: int
    """Where the phrase begins with the organisation before the role."""


class RolePhrases:
    """The role phrases of one passage."""

    def __init__(self, words: Words, marks: Marks, lexicon: Lexicon) -> None:
        self._words, self._know, self._lexicon = words, lexicon.people, lexicon
        self._inside = lexicon.organizations
        self._organizations, self._places = dict(marks.organizations), dict(marks.places)
        self._organization_ends = {end: start for start, end in marks.organizations}
        self._place_ends = {end: start for start, end in marks.places}
        self._people = {at for start, _ in marks.people for at in (start, marks.titles.get(start, start))}
        self._named, self._marks = marks.named(), marks
        self._duties = Duties(words, self._named, self._people, lexicon)

    def __iter__(self) -> Iterator[RolePhrase]:
        past = 0
        ranks = dict(self._ranks())
        for at, end in sorted((*self._know.role.hits(self._words), *ranks.items())):
            if at >= past and at not in self._named:
                phrase = self._phrase(at, at + 1 if self._cuts(end) else end)
                if at not in ranks or phrase.organization or phrase.start < at:
                    past = phrase.end
                    yield phrase

    def _ranks(self) -> Iterator[WORDS]:
        """Ranks that stand without a name: `a corporal in the Border Guard`."""
        for at, end in self._know.rank.hits(self._words):
            if end >= len(self._words) or end in self._people:
                continue
            bare = self._words.lowers[end] in self._know.links or self._words.forms[end] in _MARKS
            if bare and self._words.forms[at].islower() and self._know.role.end(self._words, at) == at:
                yield at, end

    def past_links(self, at: int) -> int:
        """The index after the prepositions and articles at word `at`."""
        return self._duties.past_links(at)

    def _cuts(self, end: int) -> bool:
        """Whether a role would end inside an organisation's name: `comandante de la Fuerza` in `Fuerza Pública`."""
        return self._organizations.get(end - 1, end) > end

    def _joined_name(self, at: int) -> WORDS | None:
        """The organisation after the prepositions at word `at`; an article may be part of its name: `de Los Lobos`."""
        past = self.past_links(at)
        links = (*range(at + 1, past + 1), self._past_kind(past))
        return next((name for start in links if (name := self.organization_at(start))), None)

    def _past_kind(self, at: int) -> int:
        """`portavoz del [sindicato] Jupol`, `leader of the [rebel group] M23`: over what kind of thing it is."""
        for end in range(at, min(at + _LONGEST_KIND, len(self._words))):
            named = end in self._organizations or end in self._places
            if (
                named
                or not self._words.forms[end].islower()
                or (end > at and self._words.lowers[end] in self._know.links)
            ):
                return end
        return at

    def organization_at(self, at: int) -> WORDS | None:
        """The organisation that begins at word `at`."""
        return (at, self._organizations[at]) if at in self._organizations else None

    def organization_before(self, at: int) -> WORDS | None:
        """The organisation that ends before word `at`."""
        return (self._organization_ends[at], at) if at in self._organization_ends else None

    def _phrase(self, at: int, end: int) -> RolePhrase:
        start, end = self._modified(at), self._qualified(self._graded(self._doubled(end)))
        said = end
        while (reached := self._content(end)) > end:
            place = self._place(end) == reached
            if not (place and (said > end or self._words.lowers[end] not in self._inside.prepositions)):
                said = reached
            end = reached
        if organization := self._joined(end):
            return RolePhrase(start, said, self.past_aside(organization[1]), organization, start)
        before = self._before(start)
        return RolePhrase(start, said, end, before or self._owner(start), before[0] if before else start)

    def _graded(self, end: int) -> int:
        """`haute-commissaire adjointe`: over a modifier, where they stand behind their nouns, and `a.i.` anywhere."""
        if end < len(self._words) and (past := self._know.tail.end(self._words, end)) > end:
            return past
        if self._inside.head_last or end >= len(self._words) or not self._words.joined(end):
            return end
        return end + 1 if self._words.lowers[end] in self._know.modifier else self._described(end)

    def _described(self, end: int) -> int:
        """`le médecin militaire X`: over an adjective between the role and its holder."""
        adjective = self._words.forms[end].islower() and self._is_noun(end) and end + 1 in self._people
        known = self._words.lowers[end] in self._lexicon.demonyms or self._words.lowers[end] in self._know.links
        return end + 1 if adjective and not known and not self._know.title.starts(self._words, end) else end

    def _qualified(self, end: int) -> int:
        """`ministre française de la Justice`: over a nationality that a complement follows."""
        qualified = end < len(self._words) and self._words.lowers[end] in self._lexicon.demonyms
        return end + 1 if qualified and self._content(end + 1) > end + 1 else end

    def _joined(self, at: int) -> WORDS | None:
        """The organisation that a preposition joins at word `at`, or that stands there between commas or brackets."""
        if at >= len(self._words):
            return None
        if self._words.lowers[at] in self._know.links:
            return self._joined_name(at)
        beside = self.organization_at(at + 1) if self._words.forms[at] == "," else None
        return beside if beside and self._is_closed(beside[1]) else None

    def _is_closed(self, at: int) -> bool:
        """Whether a mark, or a place and then a mark, ends what stands beside a role: `Head of Office, IOM Malta)`."""
        past = self._places.get(at, at)
        return self._words.forms[past : past + 1] in _CLOSED or self._words.opens_line(past)

    def past_aside(self, at: int) -> int:
        """The index after `(ACRONYM)` and `in Place`, which keep a role from the name that follows."""
        if at + 2 < len(self._words) and self._words.forms[at] == "(" and self._words.forms[at + 2] == ")":
            at += 3
        at = self._office_of(at)
        return self._place(at) or self._until(at) or self._charge(at)

    def _office_of(self, at: int) -> int:
        """`Interpol['s bureau] in Sofia`, `the UNHCR [office] in Kabul`: over which part of an organisation it is."""
        owned = at < len(self._words) and self._words.lowers[at] in POSSESSIVES
        return max(self._duties.common(at + 1 if owned else at), at)

    def _until(self, at: int) -> int:
        """`until 2022`, `jusqu'en 2022`: the comma after the year that ends an office; 0 if none."""
        for end in range(at + 1, min(at + _LONGEST_KIND, len(self._words) - 1)):
            if self._words.forms[end].isdigit() and self._words.forms[end + 1] == ",":
                return end + 1
        return 0

    def _charge(self, at: int) -> int:
        """`for Regional Integration,` behind an organisation: the comma after what the office is for."""
        charged = at < len(self._words) and self._words.lowers[at] in self._know.links and self._words.joined(at)
        end = self._duties.noun_phrase(self.past_links(at)) if charged else at
        return end if end < len(self._words) and self._words.forms[end] == "," else at

    def before_aside(self, at: int) -> int:
        """The index before `(ACRONYM)`, if that ends at word `at`."""
        brackets = at > _ASIDE and self._words.forms[at - _ASIDE] == "(" and self._words.forms[at - 1] == ")"
        return at - _ASIDE if brackets else at

    def _place(self, at: int) -> int:
        """The end of a place that a preposition joins at word `at`; 0 if none."""
        links = at < len(self._words) and self._words.lowers[at] in self._know.links
        return self._places.get(self.past_links(at), 0) if links else 0

    def _content(self, at: int) -> int:
        """The end of a place or of common words that a preposition joins at word `at`; `at` if there is neither."""
        if at < len(self._words) and self._words.forms[at] == ",":
            return self._portfolio(at)
        if at >= len(self._words) or self._words.lowers[at] not in self._know.links or not self._words.joined(at):
            return at
        begin = self.past_links(at)
        if self._joined_name(at):
            return at
        held = self._words.lowers[at] in self._know.of or (begin == at + 1 and self._duties.is_portfolio(begin))
        common = self._duties.common(begin) if held else begin
        duty = self._duties.noun_phrase(begin) if self._words.lowers[at] in self._inside.prepositions else begin
        place = self._places.get(begin) or (self._places.get(self._past_kind(begin)) if held else None)
        end = self._site(place) if place else max(duty, common)
        return end if end > begin else at

    def _portfolio(self, comma: int) -> int:
        """`Director, Refugee Affairs,`: over what a role is in charge of between two marks; `comma` if nothing is."""
        titled = self._words.capital(comma - 1) and self._words.capital(min(comma + 1, len(self._words) - 1))
        if not titled or not self._duties.is_portfolio(comma + 1):
            return comma
        end = self._duties.noun_phrase(comma + 1)
        return end if end == len(self._words) or self._words.forms[end] in _MARKS else comma

    def _site(self, place: int) -> int:
        """`the Negombo police station, X`: over what a place's name describes, if the holder or a comma follows."""
        end = self._duties.common(place)
        described = end > place and self._words.lowers[place] not in self._know.speech | self._know.ties
        return end if described and (end in self._people or self._words.forms[end : end + 1] == [","]) else place

    def _modified(self, start: int) -> int:
        while start > 0 and self._words.joined(start) and start - 1 not in self._named and self._modifies(start - 1):
            start -= 1
        return start

    def _modifies(self, at: int) -> bool:
        lower = self._words.lowers[at]
        if lower in self._know.modifier or self._anchored(at):
            return True
        common = lower in self._lexicon.function_words or lower in self._lexicon.demonyms
        plain = self._words.capital(at) and not common and not self._words.opens_sentence(at)
        return plain and not self._know.title.starts(self._words, at)

    def _anchored(self, at: int) -> bool:
        """`the [camp] commandant, X`, `Y's [emergency] manager`: a common noun behind an article or an organisation."""
        if not self._inside.head_last or at < 1 or not self._is_noun(at):
            return False
        before = self._words.lowers[at - 1]
        return before in POSSESSIVES or before in self._inside.articles or before in self._know.possessives

    def _is_noun(self, at: int) -> bool:
        know, lower = self._know, self._words.lowers[at]
        others = (self._lexicon.function_words, know.between, know.ties, know.speech, self._inside.generic)
        return (
            self._words.forms[at].isalpha()
            and not self._words.capital(at)
            and not any(lower in kind for kind in others)
        )

    def _doubled(self, end: int) -> int:
        """`Founder and Director`, `Director General`: role nouns that follow at once or by a conjunction."""
        while end < len(self._words) and end not in self._named and self._words.joined(end):
            next_ = end + 1 if self._words.lowers[end] in self._inside.conjunctions else end
            if next_ >= len(self._words) or next_ in self._people or (reached := self._role_at(next_)) == next_:
                break
            end = reached
        return end

    def _role_at(self, at: int) -> int:
        start = at
        while at < len(self._words) and at not in self._named and self._words.lowers[at] in self._know.modifier:
            at += 1
        if at >= len(self._words) or at in self._named:
            return start
        return max(self._know.role.end(self._words, at), start) if self._know.role.starts(self._words, at) else start

    def _before(self, start: int) -> WORDS | None:
        """The organisation right before the role, its possessive, acronym or a place between them or not."""
        at = start - 1 if start > 0 and self._words.lowers[start - 1] in POSSESSIVES else start
        at = self.before_aside(at) if at == start else at
        return self.organization_before(self._place_ends.get(at, at))

    def _owner(self, start: int) -> WORDS | None:
        """The organisation that `its` speaks of: the first of the last sentence with one; None if a person follows."""
        if start == 0 or self._words.lowers[start - 1] not in self._know.possessives:
            return None
        organizations = [span for span in self._marks.organizations if span[1] < start]
        people = [span for span in self._marks.people if span[1] < start - _HOLDER]
        last = organizations[-1] if organizations else None
        if last is None or (people and people[-1] > last):
            return None
        begin = max((at for at in range(last[0]) if self._words.forms[at] in _ENDS), default=-1)
        return next(span for span in organizations if span[0] > begin)


_CLOSED = ([","], [")"], ["."], [";"])
_MARKS = frozenset(",;.)")
_ASIDE = 3
_ENDS = frozenset(".;!?")
_LONGEST_KIND = 3
_HOLDER = 2
"""The words between a role and its own holder in `X, its R`: a comma and the possessive."""
