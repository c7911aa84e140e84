"""Who is cited for what a sentence says: `according to X`, `X said`, `said X`, `X put the toll at`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipelines.figures.chunks import COUNTED, QUANTITIES, Clauses
from pipelines.figures.cues import Cue, cues
from pipelines.figures.draft import Range
from pipelines.figures.lexicon import NAME, Lexicon
from pipelines.figures.tokens import Token

_PHRASE = "nWdoCOLp"
_LINKS = "poc"
_AUXILIARIES = re.compile(r"(?<!d)[hmyg]+\Z")
_NOT_VERBS = QUANTITIES | {NAME}
_VERBS = frozenset({"says", "counts"})
_NOUNS = frozenset("nWC")
_ASIDE = re.compile(r",(?:[^,;:QP]{1,9}|r[^,;:]{1,24}),\Z")
_RELATIVE = re.compile(r"(?<=[nWCQ])r(?=[^,;:r]*[vhxmPAI])[^,;:r]{1,24}\Z")
_WHEN = re.compile(r"(?:[yp]*d?[yn]?D)?y*")


@dataclass(frozen=True, slots=True)
class Cited:
    """The cited party's words; `pronoun` says that they are a pronoun."""

    words: Range
    pronoun: bool


def cited(clauses: Clauses, tokens: tuple[Token, ...], lexicon: Lexicon, names: tuple[Range, ...]) -> tuple[Cited, ...]:
    """Everyone whom the sentence cites, in order; `names` are the people and organisations named in the passage."""
    found = cues(lexicon.sources, tokens)
    return tuple(_all(clauses, found, names))


def _all(clauses: Clauses, found: tuple[Cue, ...], names: tuple[Range, ...]) -> Iterator[Cited]:
    nouns = tuple(cue for cue in found if cue.name == "noun")
    pronouns = frozenset(cue.start for cue in found if cue.name == "pronoun")
    for cue in found:
        after = _index(clauses, cue.end)
        if cue.name == "before":
            words = _after(clauses, after)
        elif cue.name in _VERBS and _is_verb(clauses, cue):
            verb = _index(clauses, cue.start + 1) - 1
            behind = _inverted(clauses, verb, after)
            told = behind is not None and _closes(clauses, behind) and _someone(clauses, behind, nouns, names)
            words = behind if told else _subject(clauses, verb, pronouns) or behind
        else:
            continue
        if words and (cue.name != "counts" or words.start in pronouns or _someone(clauses, words, nouns, names)):
            yield Cited(_whole(words, names), words.start in pronouns)


def _index(clauses: Clauses, offset: int) -> int:
    """The first chunk that starts at the offset or after it."""
    starts = (index for index, chunk in enumerate(clauses.chunks) if chunk.start >= offset)
    return next(starts, len(clauses.chunks))


def _whole(words: Range, names: tuple[Range, ...]) -> Range:
    """The words with the whole of the name that they break off in (`Committee to Protect Journalists`)."""
    cut = [name for name in names if name.start < words.end and words.start < name.end]
    return Range(min([words.start, *(name.start for name in cut)]), max([words.end, *(name.end for name in cut)]))


def _someone(clauses: Clauses, words: Range, nouns: tuple[Cue, ...], names: tuple[Range, ...]) -> bool:
    """Whether the words name a party: by an entity, by a noun such as `ministry`, or by a capital letter."""
    if any(chunk.tag == NAME and words.start <= chunk.start < words.end for chunk in clauses.chunks):
        return True
    inside = (*((cue.start, cue.end) for cue in nouns), *((name.start, name.end) for name in names))
    return any(words.start <= start and end <= words.end + 1 for start, end in inside)


def _after(clauses: Clauses, first: int) -> Range | None:
    tags, last = clauses.tags, first
    last += tags[first : first + 1] == COUNTED
    while last < len(tags) and (tags[last] in _PHRASE + "c" or _in_name(tags, last)):
        last += 1
    last = first + len(tags[first:last].rstrip(_LINKS))
    return Range(clauses.chunks[first].start, clauses.chunks[last - 1].end) if last > first else None


def _subject(clauses: Clauses, verb: int, pronouns: frozenset[int]) -> Range | None:
    tags = _AUXILIARIES.sub("", clauses.tags[:verb])
    if tags and clauses.chunks[len(tags) - 1].start in pronouns:
        return Range(clauses.chunks[len(tags) - 1].start, clauses.chunks[len(tags) - 1].end)
    aside = _ASIDE.search(tags) or _RELATIVE.search(tags)
    last = (aside.start() if aside else len(tags)) - 1
    first = last
    while first >= 0 and (tags[first] in _PHRASE or _in_name(tags, first)):
        first -= 1
    first -= first >= 0 and clauses.chunks[first].unnumbered
    if first == last or tags[first + 1] == "p":
        return None
    named = aside is not None and NAME in aside[0]
    return Range(clauses.chunks[first + 1].start, clauses.chunks[len(tags) - 2 if named else last].end)


def _is_verb(clauses: Clauses, cue: Cue) -> bool:
    """Whether the cue stands for itself: not part of a number (`an estimated 20`), nor of a name (`Jonglei States`)."""
    return any(chunk.start <= cue.start < chunk.end and chunk.tag not in _NOT_VERBS for chunk in clauses.chunks)


def _in_name(tags: str, index: int) -> bool:
    """Whether the words go on: a stop in a name (`Dr. Omar Said`), a possessive's mark, a noun like a verb."""
    before, after = tags[index - 1 : index], tags[index + 1 : index + 2]
    return (tags[index] == "." and before in _NOUNS and after in _NOUNS) or (tags[index] in "vy" and before == "d")


def _closes(clauses: Clauses, words: Range) -> bool:
    """Whether the sentence ends with the words, so that they are no subject of what is said."""
    return clauses.tags[_index(clauses, words.end) :][:1] in {"", ".", ";"}


def _inverted(clauses: Clauses, verb: int, after: int) -> Range | None:
    before = _AUXILIARIES.sub("", clauses.tags[:verb])[-1:] or ","
    when = _WHEN.match(clauses.tags, after)
    return _after(clauses, when.end() if when else after) if before in ",.:" else None
