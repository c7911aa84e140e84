"""How words are compared: as written, and by their stem in the language of their page.

Every engine is given these words ready-made and is asked for them, so that all find the same pages and rank them alike;
highlights are found with the same analyzers, so that what is marked is what matched.
"""

from functools import cache, lru_cache

import tantivy

from pipelines.packs import packs

WORD_PATTERN = r"[\p{L}\p{N}]{1,255}"
"""A word, as tantivy's regular expressions write `service.query.WORD`."""

PLAIN, STEM = "plain", "stem"

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


NOTHING = "_"

FIELDS = (PLAIN, STEM)
"""Each text is indexed twice: as written, and by its stems."""


@cache
def languages() -> tuple[str, ...]:
    """The languages that are stemmed: those that have a pack and a Snowball algorithm."""
    return tuple(pack.code for pack in packs() if pack.code in SNOWBALL)


def indexed(text: str, language: str | None) -> dict[str, str]:
    """The words of a page in that language as each field holds them, with a space between.

    A text without words gets one that nobody can ask for: Lucene weighs words by the pages that have the field at all,
    tantivy by all pages, and so those are the same.
    """
    plain = " ".join(analyse(text)) or NOTHING
    return {PLAIN: plain, STEM: " ".join(analyse(text, language)) or NOTHING if language in languages() else plain}


@lru_cache(maxsize=10_000)
def asked(word: str, field: str) -> tuple[str, ...]:
    """What to look for in a field for a word of a query, whose language nobody knows: its stem in each."""
    found = {form(word)} if field == PLAIN else {form(word, language) for language in languages()}
    return tuple(sorted(found))


def analyse(text: str, language: str | None = None) -> list[str]:
    """The text's words in lower case without accents: their stems in a language, or as written."""
    return _analyzer(language).analyze(text)


@lru_cache(maxsize=100_000)
def form(word: str, language: str | None = None) -> str:
    """One word, analysed."""
    return "".join(analyse(word, language))


@cache
def _analyzer(language: str | None) -> tantivy.TextAnalyzer:
    """Without a stemmer accents go first, so that `İzmir` becomes `izmir` with one dot."""
    words = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.regex(WORD_PATTERN))
    lower, fold = tantivy.Filter.lowercase(), tantivy.Filter.ascii_fold()
    if language is None:
        return words.filter(fold).filter(lower).build()
    return words.filter(lower).filter(tantivy.Filter.stemmer(SNOWBALL[language])).filter(fold).build()
