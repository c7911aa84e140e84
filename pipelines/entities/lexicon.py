"""What a language pack knows about naming people and organisations, ready to be looked up."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from pipelines.entities.phrases import Phrases
from pipelines.entities.words import Words
from pipelines.packs import Pack, pack, packs


@dataclass(frozen=True, slots=True)
class People:
    """Data files of `people/`, by file name; `given` holds the given names of every pack, in lower case.

    `titles` maps a title, in lower case and without full stops, to its gender: `m`, `f` or empty.
    """

    title: Phrases
    rank: Phrases
    """Titles of soldiers and police officers, in any case."""
    grade: Phrases
    genders: Mapping[str, str]
    role: Phrases
    """Nouns for offices, also with what may join their front: `exministro`."""
    modifier: Phrases
    alias: Phrases
    behalf: Phrases
    leads: Phrases
    tail: Phrases
    seat: Phrases
    appoints: frozenset[str]
    given: frozenset[str]
    feminine: frozenset[str]
    surnames: frozenset[str]
    particles: frozenset[str]
    suffixes: frozenset[str]
    never: frozenset[str]
    place_cues: frozenset[str]
    links: frozenset[str]
    affiliations: frozenset[str]
    portfolios: frozenset[str]
    speech: frozenset[str]
    possessives: frozenset[str]
    of: frozenset[str]
    named_things: frozenset[str]
    ties: frozenset[str]
    between: frozenset[str]


@dataclass(frozen=True, slots=True)
class Organizations:
    """Data files of `organizations/`, by file name.

    `links` gives for each head the further words that may join its complement: `Mission … to`. `known` finds forms of
    well-known organisations, `keys` maps each form to a key that is the same in every language. `head_last` tells
    `Federal Police` from `Police fédérale`.
    """

    head: Phrases
    links: Mapping[str, frozenset[str]]
    generic: frozenset[str]
    lowercase: frozenset[str]
    adjectives: frozenset[str]
    complements: frozenset[str]
    prepositions: frozenset[str]
    conjunctions: frozenset[str]
    articles: frozenset[str]
    events: frozenset[str]
    never: Phrases
    group: Phrases
    known: Phrases
    federated: Phrases
    head_last: bool
    keys: Mapping[str, str]


@dataclass(frozen=True)
class Lexicon:
    """One language's knowledge.

    `function_words` are no part of a name whatever their case; `openers` are none where a sentence begins.
    """

    language: str
    people: People
    organizations: Organizations
    function_words: frozenset[str]
    openers: frozenset[str]
    demonyms: frozenset[str]
    dates: frozenset[str]
    """The names of months and weekdays."""

    @cached_property
    def common(self) -> frozenset[str]:
        """Words that may stand in names but make none by themselves."""
        return self.people.never | self.openers | self.organizations.generic | self.people.portfolios

    def bare(self, words: Words, at: int) -> bool:
        """Whether word `at` is written with a capital without being a name."""
        lower = words.lowers[at]
        return lower in self.function_words or (lower in self.openers and words.opens_sentence(at))


@cache
def lexicon(language: str) -> Lexicon:
    """The knowledge of the pack for `language` (ISO 639-1); an empty one if no pack reads it."""
    found = pack(language)
    return Lexicon(
        language=language,
        people=_people(found, language),
        organizations=_organizations(found, language),
        function_words=_words(found, "people/function_words.txt"),
        openers=_words(found, "people/openers.txt"),
        demonyms=frozenset(row[0].lower() for row in _rows(found, "places/demonyms.tsv")),
        dates=frozenset(row[0].lower() for file in _DATES for row in _rows(found, file)),
    )


_DATES = ("dates/months.tsv", "dates/weekdays.tsv")


def _people(found: Pack | None, language: str) -> People:
    titles = _rows(found, "people/titles.tsv")
    return People(
        title=Phrases((row[0] for row in titles), language),
        genders={_plain(row[0]): row[2] if len(row) > _GENDER else "" for row in titles},
        rank=Phrases((row[0].lower() for row in titles if row[1] in _RANKS), language),
        grade=_phrases(found, "people/grades.txt", language),
        role=Phrases(_prefixed(found, "people/roles.txt"), language),
        modifier=_phrases(found, "people/modifiers.txt", language),
        alias=_phrases(found, "people/aliases.txt", language),
        behalf=_phrases(found, "people/behalf.txt", language),
        leads=_phrases(found, "people/leads.txt", language),
        tail=_phrases(found, "people/tails.txt", language),
        seat=_phrases(found, "people/seats.txt", language),
        appoints=_words(found, "people/appoints.txt"),
        given=frozenset().union(*(_words(other, "people/given_names.txt") for other in packs())),
        feminine=frozenset().union(*(_words(other, "people/feminine_names.txt") for other in packs())),
        surnames=_words(found, "people/surnames.txt"),
        particles=_words(found, "people/particles.txt"),
        suffixes=_words(found, "people/suffixes.txt"),
        never=_words(found, "people/never.txt"),
        place_cues=_words(found, "people/place_cues.txt"),
        links=_words(found, "people/links.txt"),
        possessives=_words(found, "people/possessives.txt"),
        of=_words(found, "people/of.txt"),
        named_things=_words(found, "people/named_things.txt"),
        speech=_words(found, "people/speech.txt"),
        portfolios=_words(found, "people/portfolios.txt"),
        affiliations=_words(found, "people/affiliations.txt"),
        ties=_words(found, "people/ties.txt"),
        between=_words(found, "people/between.txt"),
    )


_GENDER = 2
_RANKS = frozenset({"military", "police"})


def _prefixed(found: Pack | None, name: str) -> Iterator[str]:
    items = tuple(_lines(found, name))
    yield from items
    for prefix in _lines(found, "people/prefixes.txt"):
        yield from (prefix + item for item in items)


def _organizations(found: Pack | None, language: str) -> Organizations:
    heads, known = _rows(found, "organizations/heads.tsv"), _rows(found, "organizations/known.tsv")
    return Organizations(
        head=Phrases((row[0] for row in heads), language),
        links={_plain(row[0]): frozenset(row[1].split(",")) for row in heads if len(row) > 1},
        lowercase=_words(found, "organizations/lowercase.txt"),
        generic=_words(found, "organizations/generic.txt"),
        adjectives=_words(found, "organizations/adjectives.txt"),
        complements=_words(found, "organizations/complements.txt"),
        prepositions=_words(found, "organizations/prepositions.txt"),
        conjunctions=_words(found, "organizations/conjunctions.txt"),
        articles=_words(found, "organizations/articles.txt"),
        events=_words(found, "organizations/events.txt"),
        never=_phrases(found, "organizations/never.txt", language),
        group=_phrases(found, "organizations/groups.txt", language),
        known=Phrases((form for row in known for form in row[1:]), language),
        federated=_phrases(found, "organizations/federated.txt", language),
        head_last="last" in _words(found, "organizations/head_order.txt"),
        keys={form.casefold(): row[0] for row in known for form in row[1:]},
    )


def _plain(item: str) -> str:
    return item.replace(".", "").lower()


def _rows(found: Pack | None, name: str) -> tuple[tuple[str, ...], ...]:
    return found.rows(name) if found else ()


def _phrases(found: Pack | None, name: str, language: str) -> Phrases:
    return Phrases(_lines(found, name), language)


def _words(found: Pack | None, name: str) -> frozenset[str]:
    return frozenset(item.lower() for item in _lines(found, name))


def _lines(found: Pack | None, name: str) -> Iterable[str]:
    return found.lines(name) if found else ()
