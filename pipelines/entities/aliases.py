"""Other names that a text gives a person: `X, alias "Y"`, `X, also known as Y`, `X dit Y`."""

from collections.abc import Iterator, Mapping

from pipelines.entities.lexicon import Lexicon
from pipelines.entities.person_names import name_end
from pipelines.entities.words import Words

WORDS = tuple[int, int]
_OPEN = frozenset("\"“«‘'„")
_CLOSE = frozenset("\"”»’'“")
_LONGEST = 6
_NEAR = 3


def aliases(words: Words, ends: Mapping[int, int], lexicon: Lexicon) -> Iterator[tuple[WORDS, WORDS]]:
    """Each person and the other name given, as word indices; `ends` maps the end of a person's name to its start."""
    for at, end in lexicon.people.alias.hits(words):
        person = next((past for past in range(at, max(at - _NEAR, 0), -1) if past in ends), None)
        if person is not None and _only_marks(words, person, at) and (other := _other(words, end, lexicon)):
            yield (ends[person], person), other


def _only_marks(words: Words, start: int, end: int) -> bool:
    return all(not words.forms[at][0].isalnum() or words.lowers[at] == "is" for at in range(start, end))


def _other(words: Words, at: int, lexicon: Lexicon) -> WORDS | None:
    """The alias itself: a quotation, or a capitalised name after an article or a mark at most."""
    while at < len(words) and words.forms[at] in {",", ":"}:
        at += 1
    if at < len(words) and words.forms[at] in _OPEN:
        return _quotation(words, at + 1)
    end = at
    while end < len(words) and words.lowers[end] in lexicon.people.particles and end - at < _NEAR:
        end += 1
    past = name_end(words, end, lexicon) if end < len(words) else end
    return (at, past) if past > end else None


def _quotation(words: Words, start: int) -> WORDS | None:
    for end in range(start + 1, min(start + _LONGEST, len(words))):
        if words.forms[end] in _CLOSE:
            return start, end
    return None
