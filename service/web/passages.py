"""A passage cut at the words that were searched for."""

from collections.abc import Iterator
from typing import NamedTuple

from service.index.hits import Snippet

_SENTENCE_ENDS = ".!?…。؟:;\"'”»)"


class Piece(NamedTuple):
    """A stretch of text, `marked` if it was searched for."""

    text: str
    marked: bool


class Passage(NamedTuple):
    """The pieces of a snippet; `before` and `after` say whether it seems to be cut within a sentence."""

    pieces: tuple[Piece, ...]
    before: bool
    after: bool


def passage(snippet: Snippet) -> Passage:
    """The snippet as it is shown."""
    text = snippet.text.strip()
    return Passage(pieces(snippet), before=text[:1].islower(), after=bool(text) and text[-1] not in _SENTENCE_ENDS)


def pieces(snippet: Snippet) -> tuple[Piece, ...]:
    """The whole passage, in order; joined, the pieces are its text."""
    return tuple(piece for piece in _cut(snippet) if piece.text)


def _cut(snippet: Snippet) -> Iterator[Piece]:
    done = 0
    for start, end in sorted(snippet.marks):
        first, last = max(start - snippet.start, done), end - snippet.start
        yield Piece(snippet.text[done:first], marked=False)
        yield Piece(snippet.text[first:last], marked=True)
        done = max(done, last)
    yield Piece(snippet.text[done:], marked=False)
