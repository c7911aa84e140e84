"""Armed groups and gangs named in quotation marks: `the gang "400 Mawozo"`, `the "Los Choneros" gang`."""

from collections.abc import Iterator

from pipelines.entities.lexicon import Lexicon
from pipelines.entities.words import Words

_OPEN = frozenset("\"“«‘'„")
_CLOSE = frozenset("\"”»’'“")
_LONGEST = 6
_NEAR = 4


def quoted_groups(words: Words, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Quoted names beside a word for a group, as word indices without the marks."""
    for at, end in lexicon.organizations.group.hits(words):
        before = _quotation_before(words, at)
        after = _quotation_after(words, end)
        while after:
            yield after
            after = _quotation_next(words, after[1] + 1, lexicon)
        if before:
            yield before


def _quotation_after(words: Words, at: int) -> tuple[int, int] | None:
    """A quotation that begins at most a few words after word `at`: `gang known as the "…"`."""
    for start in range(at, min(at + _NEAR, len(words))):
        if words.forms[start] in _OPEN:
            return _closed(words, start + 1)
        if not (words.forms[start].isalnum() or words.forms[start] == ",") or words.capital(start):
            return None
    return None


def _quotation_next(words: Words, at: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """`and the "Block Eight Crew"`: the next quotation of a list."""
    small = lexicon.organizations.articles | lexicon.organizations.conjunctions | {","}
    start = at
    while start < len(words) and words.lowers[start] in small:
        start += 1
    quoted = at < start < len(words) and words.forms[start] in _OPEN
    return _closed(words, start + 1) if quoted else None


def _closed(words: Words, start: int) -> tuple[int, int] | None:
    for end in range(start + 1, min(start + _LONGEST, len(words))):
        if words.forms[end] in _CLOSE:
            return (start, end) if words.forms[start][0].isalnum() else None
    return None


def _quotation_before(words: Words, at: int) -> tuple[int, int] | None:
    if at < 2 or words.forms[at - 1] not in _CLOSE:  # noqa: PLR2004
        return None
    for start in range(at - 2, max(at - 2 - _LONGEST, -1), -1):
        if words.forms[start] in _OPEN:
            return (start + 1, at - 1) if words.forms[start + 1][0].isalnum() else None
    return None
