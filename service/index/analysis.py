"""How words are compared: as written, and by their stem in each language that has a pack.

Both engines cut text at the same characters and stem with the same Snowball algorithms, so that they find the same
pages; highlights are found with the same analyzers, so that what is marked is what matched.
"""

from functools import cache

import tantivy

from pipelines.packs import packs

WORD_PATTERN = r"[\p{L}\p{N}]{1,255}"
"""A word, as the regular expressions of Rust and Java write `service.query.WORD`."""

PLAIN = "plain"

SNOWBALL = {
    "ar": "Arabic",
    "da": "Danish",
    "de": "German",
    "el": "Greek",
    "en": "English",
    "es": "Spanish",
    "fi": "Finnish",
    "fr": "French",
    "hu": "Hungarian",
    "it": "Italian",
    "nl": "Dutch",
    "no": "Norwegian",
    "pt": "Portuguese",
    "ro": "Romanian",
    "ru": "Russian",
    "sv": "Swedish",
    "ta": "Tamil",
    "tr": "Turkish",
}
"""Snowball's algorithms by ISO 639-1 code, as both tantivy and Lucene name them."""


@cache
def languages() -> tuple[str, ...]:
    """The languages with a stemmed field: those that have a pack and a Snowball algorithm."""
    return tuple(pack.code for pack in packs() if pack.code in SNOWBALL)


def fields() -> tuple[str, ...]:
    """The names of the analyses of a text: `plain`, then one for each language."""
    return (PLAIN, *languages())


@cache
def analyzer(field: str) -> tantivy.TextAnalyzer:
    """Lower case, the stem in the field's language (none for `plain`), no accents."""
    building = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.regex(WORD_PATTERN)).filter(tantivy.Filter.lowercase())
    if field != PLAIN:
        building = building.filter(tantivy.Filter.stemmer(SNOWBALL[field].lower()))
    return building.filter(tantivy.Filter.ascii_fold()).build()


def analyse(text: str, field: str) -> list[str]:
    """The text's words as the field holds them."""
    return analyzer(field).analyze(text)
