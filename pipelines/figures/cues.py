"""Finds cue phrases of a lexicon's book in a sentence."""

from dataclasses import dataclass

from pipelines.figures.lexicon import Phrasebook, longest
from pipelines.figures.tokens import Token

NEUTRAL = "neutral"


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue's name, its words in lower case, and where it stands in the passage."""

    name: str
    words: str
    start: int
    end: int


def cues(book: Phrasebook, tokens: tuple[Token, ...]) -> tuple[Cue, ...]:
    """Every cue in the sentence in order; cues may overlap, but a `neutral` phrase takes the cues within it away."""
    found = _all(book, tokens)
    neutral = [cue for cue in found if cue.name == NEUTRAL]
    return tuple(cue for cue in found if not any(each.start <= cue.start < each.end for each in neutral))


def _all(book: Phrasebook, tokens: tuple[Token, ...]) -> tuple[Cue, ...]:
    return tuple(
        Cue(entry.name, " ".join(entry.words), token.start, tokens[index + len(entry.words) - 1].end)
        for index, token in enumerate(tokens)
        if token.lower in book
        for entry in longest(book, tokens, index)
    )
