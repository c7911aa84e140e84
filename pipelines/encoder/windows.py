"""Cuts a text's words into windows of whole sentences, short enough for the encoder."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

PIECES = 160
"""Pieces a window aims at; the model was trained on windows of about 110 words."""
CONTEXT = 40
"""Most pieces of the sentence before that a window sees again."""
LONGEST = 400
"""Pieces after which even a sentence is cut; the encoder has 512 positions."""

_ENDS = frozenset(".!?…")

Sentence = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Window:
    """Words `[context, end)` are read, and tags taken for `[start, end)`; indices into the text's words."""

    context: int
    start: int
    end: int


def windows(words: Sequence[str], lengths: Sequence[int]) -> Iterator[Window]:
    """Windows that cover all words in order; `lengths` counts the pieces of each word.

    A window sees the sentence before it again, if that is short.
    """
    before: Sentence | None = None
    for group in _packed(_short_enough(words, lengths), lengths):
        start, end = group[0][0], group[-1][1]
        context = before[0] if before and sum(lengths[slice(*before)]) <= CONTEXT else start
        yield Window(context, start, end)
        before = group[-1]


def _packed(sentences: Iterable[Sentence], lengths: Sequence[int]) -> Iterator[list[Sentence]]:
    group: list[Sentence] = []
    for sentence in sentences:
        if group and sum(lengths[group[0][0] : sentence[1]]) > PIECES:
            yield group
            group = []
        group.append(sentence)
    if group:
        yield group


def sentences(words: Sequence[str]) -> Iterator[Sentence]:
    """Where sentences end, by their marks alone: the words `[start, end)` of each, all words in one."""
    start = 0
    for at, word in enumerate(words):
        following = words[at + 1] if at + 1 < len(words) else ""
        if not following or (word in _ENDS and not following[:1].islower()):
            yield start, at + 1
            start = at + 1


def _short_enough(words: Sequence[str], lengths: Sequence[int]) -> Iterator[Sentence]:
    for first, end in sentences(words):
        start, size = first, 0
        for at in range(first, end):
            if size + lengths[at] > LONGEST and size:
                yield start, at
                start, size = at, 0
            size += lengths[at]
        yield start, end
