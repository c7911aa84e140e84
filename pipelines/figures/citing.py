"""Who is cited for what a sentence says: `according to X`, `X said`, `said X`, `X put the toll at`."""

from collections.abc import Iterator
from dataclasses import dataclass

from pipelines.figures.chunks import QUANTITIES, Clauses
from pipelines.figures.cues import Cue, cues
from pipelines.figures.draft import Range
from pipelines.figures.lexicon import NAME, Lexicon
from pipelines.figures.tokens import Token

_PHRASE = "nWdoCOp"
_AUXILIARY = "hmy"
_NOT_VERBS = QUANTITIES | {NAME}


@dataclass(frozen=True, slots=True)
class Cited:
    """The cited party's words and the reach of the citation; `pronoun` says that the words are a pronoun."""

    words: Range
    reach: Range
    pronoun: bool


def cited(clauses: Clauses, tokens: tuple[Token, ...], lexicon: Lexicon, names: tuple[Range, ...]) -> tuple[Cited, ...]:
    """Everyone whom the sentence cites, in order; `names` are the people and organisations named in the passage."""
    found = cues(lexicon.sources, tokens)
    return tuple(_all(clauses, found, names))


def _all(clauses: Clauses, found: tuple[Cue, ...], names: tuple[Range, ...]) -> Iterator[Cited]:
    nouns = tuple(cue for cue in found if cue.name == "noun")
    pronouns = frozenset(cue.start for cue in found if cue.name == "pronoun")
    for cue in found:
        if cue.name == "before":
            words = _after(clauses, cue.end)
        elif cue.name == "verb" and _is_verb(clauses, cue):
            words = _subject(clauses, cue.start, pronouns) or _inverted(clauses, cue)
        else:
            continue
        if words and (cue.name == "before" or words.start in pronouns or _someone(clauses, words, nouns, names)):
            yield Cited(words, clauses.sentence, words.start in pronouns)


def _someone(clauses: Clauses, words: Range, nouns: tuple[Cue, ...], names: tuple[Range, ...]) -> bool:
    """Whether the words name a party: by an entity, by a noun such as `ministry`, or by a capital letter."""
    if any(chunk.tag == NAME and words.start <= chunk.start < words.end for chunk in clauses.chunks):
        return True
    inside = (*((cue.start, cue.end) for cue in nouns), *((name.start, name.end) for name in names))
    return any(words.start <= start and end <= words.end + 1 for start, end in inside)


def _after(clauses: Clauses, offset: int) -> Range | None:
    first = next((index for index, chunk in enumerate(clauses.chunks) if chunk.start >= offset), None)
    if first is None:
        return None
    last = first
    while last < len(clauses.chunks) and (clauses.chunks[last].tag in _PHRASE + "c" or _in_name(clauses.tags, last)):
        last += 1
    return Range(clauses.chunks[first].start, clauses.chunks[last - 1].end) if last > first else None


def _subject(clauses: Clauses, offset: int, pronouns: frozenset[int]) -> Range | None:
    last = next((index for index, chunk in enumerate(clauses.chunks) if chunk.end > offset), len(clauses.chunks)) - 1
    while last >= 0 and clauses.chunks[last].tag in _AUXILIARY:
        last -= 1
    if last >= 0 and clauses.chunks[last].start in pronouns:
        return Range(clauses.chunks[last].start, clauses.chunks[last].end)
    first = last
    while first >= 0 and (clauses.chunks[first].tag in _PHRASE or _in_name(clauses.tags, first)):
        first -= 1
    if first == last or clauses.chunks[first + 1].tag == "p":
        return None
    return Range(clauses.chunks[first + 1].start, clauses.chunks[last].end)


def _is_verb(clauses: Clauses, cue: Cue) -> bool:
    """Whether the cue stands for itself: not part of a number (`an estimated 20`), nor of a name (`Jonglei States`)."""
    return any(chunk.start <= cue.start < chunk.end and chunk.tag not in _NOT_VERBS for chunk in clauses.chunks)


def _in_name(tags: str, index: int) -> bool:
    """Whether a full stop stands inside a name: `Dr. Omar Said`."""
    return tags[index] == "." and tags[index - 1 : index] == NAME and tags[index + 1 : index + 2] == NAME


def _inverted(clauses: Clauses, cue: Cue) -> Range | None:
    index = next((index for index, chunk in enumerate(clauses.chunks) if chunk.start >= cue.end), None)
    earlier = (chunk.tag for chunk in reversed(clauses.chunks) if chunk.end <= cue.start)
    before = next((tag for tag in earlier if tag not in _AUXILIARY), ",")
    return _after(clauses, cue.end) if index is not None and before in ",.:" else None
