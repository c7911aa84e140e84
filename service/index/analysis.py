"""How words are compared: as written, and by their stem in each language that has a pack.

Every engine indexes these words and is asked for them, so that all find the same pages; highlights are found with the
same analyzers, so that what is marked is what matched.
"""

from functools import cache, lru_cache

import tantivy

from pipelines.packs import packs

WORD_PATTERN = r"[\p{L}\p{N}]{1,255}"
"""A word, as tantivy's regular expressions write `service.query.WORD`."""

PLAIN = "plain"

SNOWBALL = {
    "ar": "arabic",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "fi": "finnish",
    "fr": "french",
    "hu": "hungarian",
    "it": "italian",
    "nl": "dutch",
    "no": "norwegian",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sv": "swedish",
    "ta": "tamil",
    "tr": "turkish",
}
"""Snowball's algorithms by ISO 639-1 code, as tantivy names them."""


@cache
def languages() -> tuple[str, ...]:
    """The languages with a stemmed field: those that have a pack and a Snowball algorithm."""
    return tuple(pack.code for pack in packs() if pack.code in SNOWBALL)


def fields() -> tuple[str, ...]:
    """The names of the analyses of a text: `plain`, then one for each language."""
    return (PLAIN, *languages())


def fields_of(language: str | None) -> tuple[str, ...]:
    """The analyses of a page in that language: as written, and stemmed if it has a stemmer."""
    return (PLAIN, language) if language in languages() else (PLAIN,)


@cache
def analyzer(field: str) -> tantivy.TextAnalyzer:
    """Lower case, the stem in the field's language (none for `plain`), no accents.

    Without a stemmer accents go first, so that `İzmir` becomes `izmir` with one dot.
    """
    words = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.regex(WORD_PATTERN))
    lower, fold = tantivy.Filter.lowercase(), tantivy.Filter.ascii_fold()
    if field == PLAIN:
        return words.filter(fold).filter(lower).build()
    return words.filter(lower).filter(tantivy.Filter.stemmer(SNOWBALL[field])).filter(fold).build()


def analyse(text: str, field: str) -> list[str]:
    """The text's words as the field holds them."""
    return analyzer(field).analyze(text)


@lru_cache(maxsize=10_000)
def form(word: str, field: str = PLAIN) -> str:
    """One word as the field holds it."""
    return "".join(analyse(word, field))
