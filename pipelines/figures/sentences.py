"""Sentences of a passage, cut at full stops that are not abbreviations, initials or decimals, and at bullet lines."""

import re
from collections.abc import Iterator
from itertools import pairwise

from pipelines.figures.draft import Range

LONGEST = 1_500
"""The longest sentence, in code points: five times a long one of prose. It bounds the cost of any text."""

_STOP = re.compile(r"[.!?…]+[\"'”’»)\]⁰¹²³⁴⁵⁶⁷⁸⁹]*(?=\s+[^\s]|$)|\n\s*\n|\n(?=\s*[-•*–—▪]\s)")
_LAST_WORD = re.compile(r"\S+$")
_INITIAL = re.compile(r"^[\"'“«(]*(?:[^\W\d_]\.)+$")
_OPENING = "\"'“‘«([¿¡-–—•"


def sentences(text: str, abbreviations: frozenset[str]) -> tuple[Range, ...]:
    """Every sentence of `text`, without the space around it; together they hold every word of the text."""
    cuts = [0, *_short(text, [*_cuts(text, abbreviations), len(text)])]
    spans = (_trimmed(text, start, end) for start, end in pairwise(cuts))
    return tuple(span for span in spans if span.start < span.end)


def _cuts(text: str, abbreviations: frozenset[str]) -> Iterator[int]:
    for found in _STOP.finditer(text):
        if found[0][0] == "\n" or _ends(text, found, abbreviations):
            yield found.end()


def _short(text: str, cuts: list[int]) -> Iterator[int]:
    """The cuts, with others at spaces where a stretch without a full stop is too long to be one sentence."""
    start = 0
    for cut in cuts:
        while cut - start > LONGEST:
            space = text.rfind(" ", start + 1, start + LONGEST)
            start = space if space > start else start + LONGEST
            yield start
        yield cut
        start = cut


def _ends(text: str, stop: re.Match[str], abbreviations: frozenset[str]) -> bool:
    following = text[stop.end() :].lstrip()[:1]
    if following and not (following.isupper() or following.isdigit() or following in _OPENING):
        return False
    if stop[0] != ".":
        return True
    word = _LAST_WORD.search(text, max(0, stop.start() - 20), stop.start() + 1)
    return word is None or not (word[0].lstrip("(\"'“«") in abbreviations or _INITIAL.match(word[0]))


def _trimmed(text: str, start: int, end: int) -> Range:
    piece = text[start:end]
    left = start + len(piece) - len(piece.lstrip())
    return Range(left, max(left, start + len(piece.rstrip())))
