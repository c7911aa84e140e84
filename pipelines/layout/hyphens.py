"""Words divided at the end of a line: put together as the document itself spells them."""

import re
from collections.abc import Iterable, Sequence
from enum import Enum, auto
from itertools import pairwise, zip_longest

from pipelines.layout.geometry import HYPHENS, Line

_LETTERS = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_AS_HYPHEN = dict.fromkeys(map(ord, HYPHENS), "-")
_HYPHENS_IN_WORDS = "-\u2010\u2011\u2013"


class Join(Enum):
    """How the words on both sides of a line's end go together."""

    SPACE = auto()
    NOTHING = auto()
    """The mark at the line's end is part of the spelling; nothing comes after it."""
    DROP = auto()
    """The mark was put there by the typesetter and is left out."""


class Spelling:
    """The words of a document, and how its divided words are to be read.

    Typesetters divide words by syllables; word processors only break at a hyphen that is part of the word. A word seen
    whole elsewhere was divided; a word seen with its hyphen, or whose two parts are words of the document, keeps it;
    where nothing is known, the document's other divided words decide.
    """

    def __init__(self, lines: Iterable[Line]) -> None:
        lines = list(lines)
        self._seen = frozenset(
            word for line in lines for word in _LETTERS.findall(_without_divided(line.text).casefold())
        )
        self._parts = frozenset(part for word in self._seen for part in word.split("-"))
        self._drops_unknown = self._divides_by_syllable(lines)

    def join(self, before: str, after: str) -> Join:
        """How `before`, the last word of a line, goes together with `after`, the first of the next."""
        if before[-1] in HYPHENS:
            known = self._known(before[:-1], after)
            return Join.DROP if (self._drops_unknown if known is None else known) else Join.NOTHING
        if before[-1] in _HYPHENS_IN_WORDS and len(before) > 1 and before[-2].isalnum() and after[0].isalnum():
            return Join.NOTHING
        return Join.SPACE

    def text(self, lines: Sequence[Line]) -> str:
        """What the lines say, their divided words put together."""
        parts = list[str]()
        for line, following in zip_longest(lines, lines[1:]):
            join = self.join(line.words[-1].text, following.words[0].text) if following else Join.NOTHING
            text = line.text[:-1] if join is Join.DROP else line.text
            parts.append(text + " " if join is Join.SPACE else text)
        return "".join(parts).translate(_AS_HYPHEN)

    def _known(self, before: str, after: str) -> bool | None:
        """Whether the hyphen is the typesetter's; None if the document does not tell."""
        first, second = _last_letters(before).casefold(), _first_letters(after).casefold()
        if not first or not second or after[0].isupper():
            return False
        if first + second in self._seen:
            return True
        if f"{first}-{second}" in self._seen or (first in self._parts and second in self._parts):
            return False
        return None

    def _divides_by_syllable(self, lines: list[Line]) -> bool:
        told = [
            self._known(line.words[-1].text[:-1], following.words[0].text)
            for line, following in pairwise(lines)
            if line.words[-1].text[-1] in HYPHENS
        ]
        return told.count(True) >= told.count(False)


def _without_divided(text: str) -> str:
    """The line without the divided word at its end, which is no word."""
    return text.rsplit(" ", 1)[0] if text[-1:] in HYPHENS else text


def _last_letters(text: str) -> str:
    found = _LETTERS.findall(text)
    return found[-1] if found and text.endswith(found[-1]) else ""


def _first_letters(text: str) -> str:
    match = _LETTERS.match(text)
    return match[0] if match else ""
