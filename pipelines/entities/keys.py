"""When two spellings are one name: keys without case, accents, hyphens, articles and full stops."""

import re
import unicodedata
from functools import cache, lru_cache

from pipelines.entities.lexicon import lexicon
from pipelines.packs import packs
from pipelines.record import Label

_POSSESSIVE = re.compile(r"['’]s?\b")
_MARKS = re.compile(r"[^\w\s&]")


@lru_cache(maxsize=50_000)
def folded(text: str) -> str:
    """Lower case, without accents: `Türkiye` and `Turkiye` fold to one."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def tokens(text: str) -> tuple[str, ...]:
    """The folded words of a name, hyphens and marks dropped: `Jean-Luc M. d'Arc` gives jean, luc, m, d, arc."""
    return tuple(_MARKS.sub(" ", folded(text)).split())


def key(label: Label, text: str) -> str:
    """What is equal for two spellings of one name; two names may share it only by chance."""
    if is_acronym(text):
        return text.replace(".", "").casefold()
    words = tokens(_POSSESSIVE.sub("", text) if label is Label.ORG else text)
    kept = [word for word in words if word not in _small_words()] if label is Label.ORG else list(words)
    return " ".join(kept or words).replace(" & ", " ")


@cache
def _small_words() -> frozenset[str]:
    """Articles, prepositions, conjunctions: `Ministry of the Interior` is `Ministry of Interior`."""
    know = [lexicon(found.code).organizations for found in packs()]
    words = (word for each in know for word in each.articles | each.prepositions | each.conjunctions)
    return frozenset(token for word in words for token in tokens(word))


def is_acronym(text: str) -> bool:
    """Whether a name is written as an acronym is: one word with at least two capitals and few small letters."""
    capitals = sum(letter.isupper() for letter in text)
    return " " not in text and capitals >= _LEAST and 2 * capitals >= sum(letter.isalpha() for letter in text)


_LEAST = 2
