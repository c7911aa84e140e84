"""How words are compared: as written, and by their stem in the language of their page.

Every engine is given these words ready-made and is asked for them, so that all find the same pages and rank them alike;
highlights are found with the same analyzers, so that what is marked is what matched.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import tantivy

from pipelines.packs import packs
from service.query import WORD

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


@dataclass(frozen=True, slots=True)
class Read:
    """A page's words in order, with a space between: as written, and by their stems.

    `starts` has a character for each word, whose code point is where the word begins in the page: a page has at most
    50,000 characters.
    """

    plain: str
    stems: str
    starts: str


@cache
def languages() -> tuple[str, ...]:
    """The languages that are stemmed: those that have a pack and a Snowball algorithm."""
    return tuple(pack.code for pack in packs() if pack.code in SNOWBALL)


def indexed(words: Read) -> dict[str, str]:
    """What each field holds of words.

    A text without words gets one that nobody can ask for: Lucene weighs words by the pages that have the field at all,
    tantivy by all pages, and so those are the same.
    """
    return {PLAIN: words.plain or NOTHING, STEM: words.stems or NOTHING}


def read(text: str, language: str | None) -> Read:
    """A page's words, in that language if it is one that is stemmed."""
    spans = [found.span() for found in WORD.finditer(text)]
    plain = _forms(text, spans, None)
    stems = _forms(text, spans, language) if language in languages() else plain
    return Read(" ".join(plain), " ".join(stems), "".join(chr(start) for start, _ in spans))


def _forms(text: str, spans: Sequence[tuple[int, int]], language: str | None) -> list[str]:
    """One form for each word; in one call, unless the analyzer's Unicode cuts a word that Python's does not."""
    together = analyse(text, language)
    if len(together) == len(spans):
        return together
    return [form(text[start:end], language) or NOTHING for start, end in spans]


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
