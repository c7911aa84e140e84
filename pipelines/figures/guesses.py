"""What a trained head guesses of each number word, beside the rules: links where they have none, and a veto.

`doc._.tally_kinds` of the component `tally_ner` holds the guesses. A rule that speaks keeps its say about the kind; the
head fills what no rule reaches, and takes away what it is certain counts nothing. The bounds were chosen on reports
that neither the rules nor the head had seen.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from pipelines.figures.chunks import TRIGGERS, Clauses
from pipelines.figures.draft import Range
from pipelines.figures.grammar import Candidate
from pipelines.record import Kind

RULE = "model"
SURE, ALONE, CERTAIN = 0.7, 0.92, 0.98
"""The least probability of a kind that makes a link beside a trigger of the kind, and without one; and of nothing at
all, that takes a link away.
"""
SCORE = 0.6
"""Below the rules' own, so that theirs is taken where both speak."""


class Guess(Protocol):
    """What is guessed of the word at `[start, end)`: its kind, None for nothing, and how probable that is."""

    @property
    def start(self) -> int: ...  # noqa: D102
    @property
    def end(self) -> int: ...  # noqa: D102
    @property
    def kind(self) -> Kind | None: ...  # noqa: D102
    @property
    def probability(self) -> float: ...  # noqa: D102


@dataclass(frozen=True)
class Guesses:
    """The guesses for one passage, in its order."""

    all: tuple[Guess, ...]

    def speaks(self, sentence: Range) -> bool:
        """Whether a number of the sentence is so surely of some kind that it needs no trigger."""
        return any(guess.kind and guess.probability >= ALONE for guess in self._within(sentence))

    def candidates(self, clauses: Clauses) -> Iterator[Candidate]:
        """A link for each quantity of a sure kind: to the nearest trigger of that kind, else to the number itself."""
        for index in range(len(clauses.chunks)):
            guess = self._of(clauses, index)
            trigger = _trigger(clauses, index, guess.kind) if guess and guess.kind else None
            if guess and guess.kind and guess.probability >= (ALONE if trigger is None else SURE):
                yield Candidate(index, index if trigger is None else trigger, guess.kind, RULE, SCORE)

    def denies(self, clauses: Clauses, candidate: Candidate) -> bool:
        """Whether the number certainly counts nothing that befell anyone."""
        guess = self._of(clauses, candidate.quantity)
        if guess is None or _plain(clauses, candidate):
            return False
        return guess.kind is None and guess.probability >= CERTAIN

    def _of(self, clauses: Clauses, index: int) -> Guess | None:
        quantity = clauses.chunks[index].quantity
        if quantity is None:
            return None
        return next(self._within(Range(quantity.number.number_start, quantity.number.number_end)), None)

    def _within(self, span: Range) -> Iterator[Guess]:
        first = bisect_left(self.all, span.start, key=lambda guess: guess.start)
        for guess in self.all[first:]:
            if guess.start >= span.end:
                return
            yield guess


def _plain(clauses: Clauses, candidate: Candidate) -> bool:
    """Whether none or one stands beside its trigger (`no victims`, `un mort`): the head knows too few of these."""
    quantity = clauses.chunks[candidate.quantity].quantity
    few = quantity is not None and quantity.number.form in {"none", "article"}
    return few and abs(candidate.trigger - candidate.quantity) == 1


def _trigger(clauses: Clauses, index: int, kind: Kind) -> int | None:
    of_kind = (at for at, chunk in enumerate(clauses.chunks) if chunk.tag in TRIGGERS and kind in chunk.kinds)
    return min(of_kind, key=lambda at: abs(at - index), default=None)


NONE = Guesses(())
"""No guesses at all: the rules alone."""
