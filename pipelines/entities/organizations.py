"""`tally_organizations`: a spaCy component that corrects and finds organisations.

    nlp = spacy.blank("en")
    nlp.add_pipe("tally_organizations")
    doc = nlp("The Office of the High Commissioner for Human Rights (OHCHR) wrote to the Federal Police.")
    [span.text for span in doc.ents]
    # ["Office of the High Commissioner for Human Rights", "OHCHR", "Federal Police"]
    doc._.tally_acronyms      # (Definition(short=Span(…), long=Span(…)),)

It takes `doc.ents` as any `ner` and `tally_people` left them, and works on none at all. Long official names are one
span each (label `ORG`, no leading article); well-known names and acronyms come from the pack; an acronym that the text
itself defines is an organisation if its long form is, and nothing if it is not (`internally displaced persons (IDP)`).
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from spacy.language import Language
from spacy.tokens import Doc, Span

from pipelines.entities.acronyms import Definition, definitions
from pipelines.entities.lexicon import Lexicon, lexicon
from pipelines.entities.namesakes import ship_names
from pipelines.entities.organization_names import WORDS, organization_names
from pipelines.entities.places_knowledge import knowledge
from pipelines.entities.places_lookup import candidates
from pipelines.entities.quoted_groups import quoted_groups
from pipelines.entities.spans import SURE, covered, free, indices, set_names, span_of, words_of
from pipelines.entities.words import Words
from pipelines.parsed import Span as Offsets

ORG = "ORG"
ACRONYMS = "tally_acronyms"
_COMPOUND = re.compile(r"-[a-z]{3,}$")
_FOREIGN = frozenset("()/[]")
_PLACES = frozenset({"GPE", "LOC", "FAC", "PLACE"})
Ents = Sequence[Span]
"""`doc.ents`, asked for once: spaCy looks at every token anew each time."""

if not Doc.has_extension(ACRONYMS):
    Doc.set_extension(ACRONYMS, default=())


class Organizations:
    """The component; `language` is ISO 639-1 and names the pack whose knowledge it uses."""

    def __init__(self, language: str) -> None:
        self._lexicon = lexicon(language)

    def __call__(self, doc: Doc) -> Doc:
        """The same doc, with its organisations corrected."""
        words, ents = words_of(doc, self._lexicon.language), doc.ents
        ruled = self._ruled(doc, words, ents)
        defined = _whole(definitions(words.text, [_offsets(span) for span in ruled]), ruled)
        doc._.set(ACRONYMS, defined)
        linked = list(_linked(words, _of_bodies(words, defined, ruled, self._lexicon), _heard(words, ruled, ents)))
        people = [span for span in _labelled(ents, "PERSON") if span.id_ == SURE]
        named = [span_of(doc, words, *found, ORG) for found in (*linked, *_again(words, linked, defined))]
        offices = portfolios(words, self._lexicon)
        others = [kept for span in ents if span.label_ != ORG and (kept := self._outside(doc, words, span, offices))]
        guessed = list(self._guessed(doc, words, ents, _unlinked(words, defined, linked), offices))
        if ents or named or ruled:
            set_names(doc, ents, free(people, named, ruled, guessed, others))
        return doc

    def _ruled(self, doc: Doc, words: Words, ents: Ents) -> list[Span]:
        places = covered(words, (span for span in ents if span.label_ in _PLACES))
        people = covered(words, (span for span in _labelled(ents, "PERSON") if span.id_ == SURE))
        known = list(self._lexicon.organizations.known.hits(words))
        found = [
            *(name for name in organization_names(words, places, self._lexicon) if not _is_row(name, dict(known))),
            *known,
            *_branches(words, self._lexicon),
            *quoted_groups(words, self._lexicon),
        ]
        return free(span_of(doc, words, *names, ORG) for names in found if people.isdisjoint(range(*names)))

    def _guessed(
        self, doc: Doc, words: Words, ents: Ents, barred: frozenset[str], offices: frozenset[int]
    ) -> Iterator[Span]:
        """The model's organisations, without articles, events, and acronyms that stand for something else."""
        ships = ship_names(words, knowledge(self._lexicon.language))
        for span in _labelled(ents, ORG):
            start, end = trimmed(words, *_past(words, indices(words, span), offices, self._lexicon), self._lexicon)
            if not ships.isdisjoint(range(start, end)) or {end - 1, end} <= offices:
                continue
            if start < end and words.forms[start] not in barred and plausible(words, start, end, self._lexicon):
                label = "GPE" if is_seat(words, start, end, self._lexicon) else ORG
                yield span_of(doc, words, start, end, label, sure=False)

    def _outside(self, doc: Doc, words: Words, span: Span, offices: frozenset[int]) -> Span | None:
        """Another label's span without the words of an office that it begins with; None if nothing is left."""
        if span.id_ == SURE or not offices:
            return span
        found = indices(words, span)
        start, end = _past(words, found, offices, self._lexicon)
        if start == found[0]:
            return span
        return span_of(doc, words, start, end, span.label_, sure=False) if start < end else None


@Language.factory("tally_organizations", assigns=["doc.ents"])
def make(nlp: Language, name: str) -> Organizations:  # noqa: ARG001
    """A component for the pipeline's own language."""
    return Organizations(nlp.lang or "")


def _is_row(name: WORDS, known: Mapping[int, int]) -> bool:
    """Whether a name is several known ones in a row, as in a letterhead: `General Assembly Security Council`."""
    start, end = name
    reached = known.get(start, end)
    while reached < end and reached in known:
        reached = known[reached]
    return reached == end and known.get(start, end) < end


def trimmed(words: Words, start: int, end: int, lexicon: Lexicon) -> WORDS:
    """A guessed name without the articles, titles and marks around it."""
    while start < end and words.lowers[end - 1] in lexicon.function_words:
        end -= 1
    while start < end and (lexicon.bare(words, start) or not words.forms[start][0].isalnum()):
        start += 1
    while start < end and not words.forms[end - 1][0].isalnum():
        end -= 1
    return (start + 2, end) if _described(words, start, end, lexicon) else (start, end)


def _described(words: Words, start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether a guess begins with what kind of thing it is: `Czech charity People in Need`."""
    if end - start <= 2 or words.lowers[start] not in lexicon.demonyms or words.capital(start + 1):  # noqa: PLR2004
        return False
    return words.lowers[start + 1] not in lexicon.function_words and words.capital(start + 2)


def plausible(words: Words, start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether a guessed name may be an organisation's: capitalised, no event, not on the pack's list of others."""
    know, inside = lexicon.organizations, range(start, end)
    capital = any(words.capital(at) for at in inside)
    if any(words.forms[at] in _FOREIGN for at in inside) or _COMPOUND.search(words.forms[end - 1]):
        return False
    if words.numbered(end) or "\t" in words.text[words.starts[start] : words.ends[end - 1]]:
        return False
    if end - start == 1 and (len(words.forms[start]) == 1 or _is_people(words.lowers[start], lexicon)):
        return False
    headed = any(know.head.starts(words, at) for at in inside)
    if not headed and all(words.lowers[at] in lexicon.common for at in inside):
        return False
    office = lexicon.people.title.starts(words, start) or (
        not headed and any(lexicon.people.role.starts(words, at) for at in inside)
    )
    return capital and not office and not _is_event(words, start, end, lexicon) and know.never.end(words, start) != end


def is_seat(words: Words, start: int, end: int, lexicon: Lexicon) -> bool:
    """`préfet du Mayo-Tsanaga`: whether a guess is the place over which an office is held."""
    at = start
    while at > 0 and words.lowers[at - 1] in lexicon.people.links:
        at -= 1
    held = at < start and any(past == at for _, past in lexicon.people.seat.hits(words))
    return held and not any(lexicon.organizations.head.starts(words, inside) for inside in range(start, end))


def _is_people(lower: str, lexicon: Lexicon) -> bool:
    """Whether a word is a nationality, or its plural."""
    return lower in lexicon.demonyms or lower.removesuffix("s") in lexicon.demonyms


def portfolios(words: Words, lexicon: Lexicon) -> frozenset[int]:
    """The words of offices: `[Chief of Mission]`, and what they are in charge of: `Minister of [Public Security]`."""
    know, conjunctions = lexicon.people, lexicon.organizations.conjunctions
    kinds = (know.links, know.portfolios, conjunctions, lexicon.demonyms)
    found: set[int] = set()
    for start, end in know.role.hits(words):
        at = end
        while at < len(words) and (words.forms[at] == "," or (words.joined(at) and _any(kinds, words.lowers[at]))):
            at += 1
        found.update(range(start if end - start > 1 else end, at))
    return frozenset(found)


def _any(kinds: tuple[frozenset[str], ...], lower: str) -> bool:
    return any(lower in kind for kind in kinds)


def _past(words: Words, found: WORDS, offices: frozenset[int], lexicon: Lexicon) -> WORDS:
    """A guess without the words of an office that it begins with: `Mozambique` of `Immigration for Mozambique`."""
    start, end = found
    if start not in offices:
        return found
    past = next((at for at in range(start, end) if at not in offices), end)
    linked = past == end or words.lowers[past - 1] in lexicon.people.links
    headed = any(lexicon.organizations.head.starts(words, at) for at in range(start, end))
    return (past, end) if linked or (past > start and not headed) else found


def _offsets(span: Span) -> Offsets:
    return Offsets(span.start_char, span.end_char)


def _whole(defined: tuple[Definition, ...], ruled: list[Span]) -> tuple[Definition, ...]:
    """Definitions whose long form is the whole name that a rule found, where the search stopped short of it."""
    starts = {span.end_char: span.start_char for span in ruled}
    return tuple(
        Definition(
            found.short, Offsets(min(found.long.start, starts.get(found.long.end, found.long.start)), found.long.end)
        )
        for found in defined
    )


def _labelled(ents: Ents, label: str) -> Iterator[Span]:
    return (span for span in ents if span.label_ == label)


def _is_event(words: Words, start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether a name's head is an event's or a document's: `Joint Comprehensive Plan of Action`."""
    heads = (at for at in range(start, end) if at + 1 == end or words.lowers[at + 1] in lexicon.function_words)
    return words.lowers[next(heads)] in lexicon.organizations.events


def _is_headed(words: Words, end: int, lexicon: Lexicon) -> bool:
    """`World Summit on Migration Authority`: whether a head noun ends a name, where heads stand last."""
    return lexicon.organizations.head_last and lexicon.organizations.head.end(words, end - 1) == end


def _heard(words: Words, ruled: Ents, ents: Ents) -> frozenset[int]:
    """The words that a rule or a model takes for organisations."""
    return covered(words, [*ruled, *_labelled(ents, ORG)])


def _of_bodies(
    words: Words, defined: Iterable[Definition], ruled: Ents, lexicon: Lexicon
) -> Iterator[tuple[WORDS, WORDS]]:
    """The long and short form of each definition, but for events and documents that no rule vouches for."""
    names = {indices(words, span) for span in ruled}
    for definition in defined:
        long = _range(words, definition.long.start, definition.long.end)
        if long in names or _is_headed(words, long[1], lexicon) or not _is_event(words, *long, lexicon):
            yield long, _range(words, definition.short.start, definition.short.end)


def _linked(words: Words, forms: Iterable[tuple[WORDS, WORDS]], known: frozenset[int]) -> Iterator[WORDS]:
    """Both sides of each definition whose long or short form holds a word known to name an organisation."""
    for long, short in forms:
        named = words.capital(long[0]) and not known.isdisjoint(range(*short))
        if named or not known.isdisjoint(range(*long)):
            yield from (long, short)


def _again(words: Words, linked: list[WORDS], defined: tuple[Definition, ...]) -> Iterator[WORDS]:
    """The acronyms of a passage wherever it has them again: the DRC is no country once it is the Refugee Council."""
    shorts = {words.text[found.short.start : found.short.end] for found in defined}
    forms = shorts & {words.forms[start] for start, end in linked if end - start == 1}
    return ((at, at + 1) for at, form in enumerate(words.forms) if form in forms)


def _branches(words: Words, lexicon: Lexicon) -> Iterator[WORDS]:
    """National branches: `Caritas Congo`."""
    for start, end in lexicon.organizations.federated.hits(words):
        past = end
        while past < len(words) and words.joined(past) and words.capital(past) and past - end < _LONGEST_COUNTRY:
            past += 1
        if past > end and candidates(words.text[words.starts[end] : words.ends[past - 1]], lexicon.language):
            yield start, past


_LONGEST_COUNTRY = 3


def _unlinked(words: Words, defined: tuple[Definition, ...], linked: list[WORDS]) -> frozenset[str]:
    kept = {words.forms[start] for start, _ in linked}
    forms = (words.text[found.short.start : found.short.end] for found in defined)
    return frozenset(form for form in forms if form not in kept)


def _range(words: Words, start: int, end: int) -> WORDS:
    first = words.at_offset(start)
    return first, max(words.at_offset(end - 1) + 1, first + 1)
