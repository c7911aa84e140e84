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
        yield from (found for found in (before, after) if found and words.forms[found[0]][0].isalnum())


def _quotation_after(words: Words, at: int) -> tuple[int, int] | None:
    """A quotation that begins at most a few words after word `at`: `gang known as the "…"`."""
    for start in range(at, min(at + _NEAR, len(words))):
        if words.forms[start] in _OPEN:
            return _closed(words, start + 1)
        if not words.forms[start].isalnum() or words.capital(start):
            return None
    return None


def _closed(words: Words, start: int) -> tuple[int, int] | None:
    for end in range(start + 1, min(start + _LONGEST, len(words))):
        if words.forms[end] in _CLOSE:
            return start, end
    return None


def _quotation_before(words: Words, at: int) -> tuple[int, int] | None:
    if at < 2 or words.forms[at - 1] not in _CLOSE:  # noqa: PLR2004
        return None
    for start in range(at - 2, max(at - 2 - _LONGEST, -1), -1):
        if words.forms[start] in _OPEN:
            return start + 1, at - 1
    return None
