"""Finds cue phrases of a lexicon's book in a sentence."""

from dataclasses import dataclass

from pipelines.figures.lexicon import Phrasebook, longest
from pipelines.figures.tokens import Token


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue's name, its words in lower case, and where it stands in the passage."""

    name: str
    words: str
    start: int
    end: int


def cues(book: Phrasebook, tokens: tuple[Token, ...]) -> tuple[Cue, ...]:
    """Every cue in the sentence in order; one phrase may give cues of several names, and cues may overlap."""
    return tuple(
        Cue(entry.name, " ".join(entry.words), token.start, tokens[index + len(entry.words) - 1].end)
        for index, token in enumerate(tokens)
        if token.lower in book
        for entry in longest(book, tokens, index)
    )
