"""Names as they are compared: without case, accents or punctuation."""

import unicodedata

from service.query import WORD


def fold(text: str) -> str:
    """`Côte d'Ivoire` and `COTE D’IVOIRE` both fold to `cote d ivoire`."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(WORD.findall(plain.casefold()))


def beginnings(text: str) -> tuple[str, ...]:
    """The folded text from each of its words on: what a reader who types the second name first looks for."""
    words = fold(text).split()
    return tuple(" ".join(words[first:]) for first in range(len(words)))
