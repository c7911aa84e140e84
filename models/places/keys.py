"""The form in which a place's name is looked up: what spelling variants have in common."""

import re
import unicodedata
from functools import lru_cache

LANGUAGES = {"en": 1, "fr": 2, "es": 4}
"""Bits of the column `name.languages`: in which a place bears a name."""
ANY = sum(LANGUAGES.values())
USUAL = 8
"""Another bit: the place is usually called so, and is not merely one of many that have been."""

_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"})
_MARKS = re.compile(r"[.'’‘`´ʻʼʿʾ“”\"]")
_GAPS = re.compile(r"[\s\-‐‑–_/,()]+")
_SAINTS = re.compile(r"\b(?:saint|sainte|st|ste)\b")


@lru_cache(maxsize=65536)
def key(name: str) -> str:
    """`name` without case, accents, apostrophes, stops and hyphens: `Cox’s Bazar` is `coxs bazar`, `U.S.` is `us`."""
    folded = unicodedata.normalize("NFKD", name).casefold().translate(_LETTERS)
    decomposed = unicodedata.normalize("NFKD", folded)
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return _SAINTS.sub("st", _GAPS.sub(" ", _MARKS.sub("", bare)).strip())


def is_latin(name: str) -> bool:
    """Whether every letter of `name` is of the Latin script."""
    return all("LATIN" in unicodedata.name(letter, "") for letter in name if letter.isalpha() and not letter.isascii())
