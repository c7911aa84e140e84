"""What a language knows about figures: triggers, nouns and little words, each phrase under its first word."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property
from itertools import takewhile

from pipelines.figures.data import phrases, rows, sections
from pipelines.figures.tokens import Token, tokenize
from pipelines.packs import Pack, Section
from pipelines.record import Kind

FRAMES = {
    "past": "P",
    "active": "A",
    "participle": "R",
    "intransitive": "I",
    "state": "S",
    "event": "E",
    "of": "O",
    "toll": "L",
    "noun": "C",
    "lives": "V",
    "case": "E",
    "takes": "A",
    "holds": "R",
}
"""A trigger's frame and the letter under which the grammar knows it."""

CLASSES = {
    "be": "x",
    "have": "h",
    "modal": "m",
    "determiner": "d",
    "of": "o",
    "by": "b",
    "to": "t",
    "from": "f",
    "at": "a",
    "preposition": "p",
    "and": "c",
    "but": "k",
    "relative": "r",
    "subordinator": "s",
    "than": "T",
    "against": "G",
    "among": "M",
    "carry": "B",
    "both": "d",
    "verb": "v",
    "ing": "j",
    "adverb": "y",
    "adjective": "n",
    "pronoun": "u",
    "include": "i",
    "leave": "l",
    "negation": "g",
    "count": "N",
    "date": "D",
    "other": "n",
    "single": "d",
    "possessive": "d",
    "definite": "d",
    "to_definite": "t",
    "title": "W",
    "fraction": "d",
    "indefinite": "d",
    "norm": "m",
    "idle": "p",
    "undone": "v",
}
"""A little word's class and the letter under which the grammar knows it."""

_TAIL_REACH = 16
_TAIL_STOPS = frozenset(",;:")
_GAP = "…"
_SURE = 2
NOUN = "n"
NAME = "W"


@dataclass(frozen=True, slots=True)
class Entry:
    """One meaning of a phrase: its letter in the grammar, and the kind of a trigger or the unit of a noun.

    `tail` are words that must follow within the sentence, what is counted between (`pulled … from the rubble`).
    `capitals` says that it is written in capitals and means nothing else in small letters (`KIA`), `proper` that it
    begins with one (`deux Russes`, but not `deux avions russes`).
    """

    tag: str
    words: tuple[str, ...]
    kind: Kind | None = None
    unit: str | None = None
    plural: bool = False
    name: str = ""
    tail: tuple[str, ...] = ()
    capitals: bool = False
    proper: bool = False


@dataclass(frozen=True, slots=True)
class Family:
    """The phrases that begin with one word, longest first: the word `alone`, or all that may match before another.

    `after` has, for each second word of a longer phrase, the longer phrases that go on so and those of the word alone.
    """

    alone: tuple[Entry, ...]
    after: Mapping[str, tuple[Entry, ...]]


Phrasebook = Mapping[str, Family]


@dataclass(frozen=True)
class Lexicon:
    """A pack's words for figures; each book maps a first word to its phrases."""

    triggers: Phrasebook
    nouns: Phrasebook
    words: Phrasebook
    cues: Phrasebook
    sources: Phrasebook
    endings: tuple[tuple[str, str], ...]
    abbreviations: frozenset[str]

    @cached_property
    def known(self) -> frozenset[str]:
        """The first words of all triggers, nouns and little words."""
        return frozenset((*self.triggers, *self.nouns, *self.words))

    def starts(self, tokens: tuple[Token, ...]) -> bool:
        """Whether any token begins a trigger: the cheap test that spares most sentences all other work."""
        return any(longest(self.triggers, tokens, index) for index in range(len(tokens)))


def longest(book: Phrasebook, tokens: tuple[Token, ...], index: int) -> tuple[Entry, ...]:
    """Every meaning of the longest phrase of `book` that begins at `tokens[index]`; empty if none does."""
    family = book.get(tokens[index].lower)
    if family is None:
        return ()
    following = tokens[index + 1].lower if index + 1 < len(tokens) else ""
    found: list[Entry] = []
    for entry in family.after.get(following, family.alone):
        if found and (len(entry.words), bool(entry.tail)) < (len(found[0].words), bool(found[0].tail)):
            break
        if (entry.proper or entry.capitals) and not _is_cased(entry, tokens[index].text):
            continue
        if (len(entry.words) <= _SURE or _matches(entry.words, tokens, index)) and _has_tail(entry, tokens, index):
            found.append(entry)
    return tuple(found)


def _is_cased(entry: Entry, text: str) -> bool:
    return text.isupper() if entry.capitals else text[0].isupper()


def _has_tail(entry: Entry, tokens: tuple[Token, ...], index: int) -> bool:
    if not entry.tail:
        return True
    first = index + len(entry.words) + 1
    reach = range(first, min(first + _TAIL_REACH, len(tokens)))
    inside = takewhile(lambda start: tokens[start].text not in _TAIL_STOPS, reach)
    return any(tokens[start].lower == entry.tail[0] and _matches(entry.tail, tokens, start) for start in inside)


def _matches(words: tuple[str, ...], tokens: tuple[Token, ...], index: int) -> bool:
    if index + len(words) > len(tokens):
        return False
    return all(tokens[index + offset].lower == word for offset, word in enumerate(words))


@cache
def lexicon(pack: Pack) -> Lexicon:
    """The pack's lexicon, read once."""
    words = sections(pack, "words.txt")
    return Lexicon(
        triggers=_book(pack, _triggers(pack)),
        nouns=_book(pack, _nouns(pack)),
        words=_book(pack, (pair for pair in _classed(words) if not pair[0].startswith("-"))),
        cues=_book(pack, _named(sections(pack, "cues.txt"))),
        sources=_book(pack, _named(sections(pack, "sources.txt"))),
        endings=tuple((text[1:], entry.tag) for text, entry in _classed(words) if text.startswith("-")),
        abbreviations=frozenset(pack.lines("figures/abbreviations.txt")),
    )


def _triggers(pack: Pack) -> Iterator[tuple[str, Entry]]:
    for section in sections(pack, "triggers.txt"):
        kind, frame, *unit = section.head
        entry = Entry(FRAMES[frame], (), kind=Kind(kind), unit=unit[0] if unit else None, name=frame)
        yield from ((text, entry) for text in _texts(section))


def _nouns(pack: Pack) -> Iterator[tuple[str, Entry]]:
    for unit, singular, plural in rows(pack, "nouns.tsv"):
        yield from ((text, Entry(NOUN, (), unit=unit, plural=False)) for text in phrases(singular))
        yield from ((text, Entry(NOUN, (), unit=unit, plural=True)) for text in phrases(plural))


def _classed(table: Iterable[Section]) -> Iterator[tuple[str, Entry]]:
    for section in table:
        name = section.head[0]
        entry = Entry(CLASSES.get(name, NOUN), (), name=name)
        yield from ((text, entry) for text in _texts(section))


def _named(table: Iterable[Section]) -> Iterator[tuple[str, Entry]]:
    for section in table:
        yield from ((text, Entry("", (), name=section.head[0])) for text in _texts(section))


def _texts(section: Section) -> Iterator[str]:
    return (text for item in section.items for text in phrases(item))


def _book(pack: Pack, pairs: Iterator[tuple[str, Entry]]) -> Phrasebook:
    found: dict[str, list[Entry]] = {}
    for text, entry in pairs:
        words, tail = (tuple(token.lower for token in tokenize(part, pack)) for part in _halves(text))
        capitals = _in_capitals(text)
        proper = text[0].isupper() and not capitals
        cased = replace(entry, words=words, tail=tail, capitals=capitals, proper=proper)
        found.setdefault(words[0], []).append(cased)
    return {first: _family(sorted(entries, key=_rank)) for first, entries in found.items()}


def _family(entries: list[Entry]) -> Family:
    alone = tuple(entry for entry in entries if len(entry.words) == 1)
    longer: dict[str, list[Entry]] = {}
    for entry in entries:
        if len(entry.words) > 1:
            longer.setdefault(entry.words[1], []).append(entry)
    return Family(alone, {second: (*some, *alone) for second, some in longer.items()})


def _in_capitals(text: str) -> bool:
    return len(text) > 1 and text.isupper() and text.isalpha()


def _halves(text: str) -> tuple[str, str]:
    before, _, after = text.partition(_GAP)
    return before, after


def _rank(entry: Entry) -> tuple[int, bool]:
    return -len(entry.words), not entry.tail
