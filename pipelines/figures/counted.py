"""What is counted: a number with its noun, and the sentence in which both stand."""

from collections.abc import Mapping
from dataclasses import dataclass

from pipelines.figures.draft import Range
from pipelines.figures.lexicon import Entry, Lexicon, longest
from pipelines.figures.numbers import Number
from pipelines.figures.tokens import Token


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number and its noun: `end` is where the phrase ends, `noun` the counted words if any are written.

    `partitive` says that it counts some of a set named before or after (`three of them`); `article` that it is
    one thing without a number of its own (`a driver`), `known` one told of before (`the driver`).
    `unit` is None where neither noun nor number tells.
    """

    number: Number
    end: int
    noun: Range | None = None
    unit: str | None = None
    partitive: bool = False
    article: bool = False
    known: bool = False


@dataclass(frozen=True)
class Sentence:
    """What is needed to read a noun phrase: the words, and the numbers by the index of their first word."""

    tokens: tuple[Token, ...]
    numbers: Mapping[int, Number]
    lexicon: Lexicon

    def after(self, offset: int) -> int:
        """The index of the first word that starts at or after `offset`."""
        return next((index for index, token in enumerate(self.tokens) if token.start >= offset), len(self.tokens))

    def word(self, index: int) -> Entry | None:
        """The little word that begins at `index`, if any."""
        entries = longest(self.lexicon.words, self.tokens, index) if index < len(self.tokens) else ()
        return entries[0] if entries else None

    def tag(self, index: int) -> str:
        """The letter of the little word at `index`; empty if it is none."""
        entry = self.word(index)
        return entry.tag if entry else ""
