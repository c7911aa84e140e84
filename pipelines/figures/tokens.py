"""Words and marks of a sentence, with their place in it."""

import re
from functools import cache
from typing import NamedTuple

from pipelines.packs import Pack

_WORD = r"[^\W\d_]+(?:[-‐‑][^\W\d_]+)*"
_REST = r"\d+(?:[^\W_]|[.,]\d)*|\.{3}|[^\w\s]|_"
_APOSTROPHES = str.maketrans({"’": "'", "‑": "-", "‐": "-"})


class Token(NamedTuple):
    """One word, number or mark; `start` and `end` are code points into the text that was split."""

    text: str
    lower: str
    start: int
    end: int

    @property
    def word(self) -> bool:
        """Whether it begins with a letter."""
        return self.text[0].isalpha()


def tokenize(text: str, pack: Pack, start: int = 0, end: int | None = None) -> tuple[Token, ...]:
    """The tokens of `text[start:end]`; hyphened words are one token, each clitic of `figures/clitics.txt` its own."""
    matches = _pattern(pack).finditer(text, start, len(text) if end is None else end)
    return tuple(Token(found[0], _lower(found[0]), found.start(), found.end()) for found in matches)


@cache
def _pattern(pack: Pack) -> re.Pattern[str]:
    clitics = pack.lines("figures/clitics.txt")
    leading = (rf"\b{_loose(text)}(?=[^\W\d_]|$)" for text in clitics if text.endswith("'"))
    trailing = (rf"{_loose(text)}\b" for text in clitics if text.startswith("'"))
    return re.compile("|".join((*leading, *trailing, _WORD, _REST)), re.IGNORECASE)


def _loose(clitic: str) -> str:
    return re.escape(clitic).replace("'", "['’]")


def _lower(text: str) -> str:
    lower = text.lower()
    return lower if lower.isascii() else lower.translate(_APOSTROPHES)
