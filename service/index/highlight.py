"""Where a page matches, and the stretch of it that shows that best.

Marks are found here rather than by the engine: the same on all of them, with offsets into the document's text, and a
phrase marked only where it stands as one.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from service.index.analysis import STEM, asked, form, languages
from service.index.hits import Snippet
from service.index.nearness import near
from service.query import WORD, Fuzzy, Node, Phrase, Prefix, Word, leaves

WIDTH = 280
"""Most characters of a snippet."""
LEAD = 60
"""Characters shown before the first mark."""

Mark = tuple[int, int]


def snippet(text: str, node: Node, *, language: str | None, offset: int) -> Snippet:
    """The stretch of a page with most matches; `offset` is where the page begins in the document's text."""
    marks = matches(text, node, language=language)
    start, end = _window(text, marks)
    inside = tuple((s + offset, e + offset) for s, e in marks if start <= s and e <= end)
    return Snippet(text=text[start:end], start=start + offset, marks=inside)


def matches(text: str, node: Node, *, language: str | None) -> list[Mark]:
    """Every match of the query's words in a text, in order, none overlapping."""
    reading = _Reading(text, language if language in languages() else None)
    wanted = leaves(node)
    phrases = [leaf for leaf in wanted if isinstance(leaf, Phrase)]
    words = [leaf for leaf in wanted if not isinstance(leaf, Phrase)]
    return _merged([*reading.words(words), *(mark for phrase in phrases for mark in reading.phrase(phrase))])


@dataclass(frozen=True)
class _Reading:
    """A text and its language. Each different word is looked at once: there are far fewer than words."""

    text: str
    language: str | None

    @cached_property
    def different(self) -> frozenset[str]:
        return frozenset(WORD.findall(self.text))

    def words(self, wanted: Sequence[Word | Prefix | Fuzzy]) -> Iterator[Mark]:
        """Where any of the words stands."""
        fitting = {word for leaf in wanted for word in self._fitting(leaf)}
        return self._where(fitting) if fitting else iter(())

    def phrase(self, phrase: Phrase) -> Iterator[Mark]:
        """Where the words stand in this order, as written."""
        wanted = [form(word) for word in phrase.words]
        if not set(wanted) <= {form(word) for word in self.different}:
            return
        spans = [found.span() for found in WORD.finditer(self.text)]
        plain = [form(self.text[start:end]) for start, end in spans]
        for first, word in enumerate(plain):
            if word == wanted[0] and plain[first : first + len(wanted)] == wanted:
                yield spans[first][0], spans[first + len(wanted) - 1][1]

    def _where(self, fitting: set[str]) -> Iterator[Mark]:
        return (found.span() for found in WORD.finditer(self.text) if found[0] in fitting)

    def _fitting(self, leaf: Word | Prefix | Fuzzy) -> Iterator[str]:
        """The text's words that the leaf is for."""
        plain = form(leaf.text)
        match leaf:
            case Prefix():
                return (word for word in self.different if form(word).startswith(plain))
            case Fuzzy():
                return (word for word in self.different if near(form(word), plain, letters=leaf.distance))
        stems = asked(leaf.text, STEM)
        return (word for word in self.different if form(word) == plain or form(word, self.language) in stems)


def _merged(marks: Iterable[Mark]) -> list[Mark]:
    merged: list[Mark] = []
    for start, end in sorted(set(marks)):
        if merged and start < merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


def _window(text: str, marks: Sequence[Mark]) -> Mark:
    """The stretch that holds most marks, beginning and ending between words."""
    start = max(_best(marks) - LEAD, 0)
    end = min(start + WIDTH, len(text))
    return _boundary(text, start, 1, end) if start else 0, _boundary(text, end, -1, start) if end < len(text) else end


def _best(marks: Sequence[Mark]) -> int:
    counts = [sum(start <= s and e <= start + WIDTH - LEAD for s, e in marks) for start, _ in marks[:100]]
    return marks[counts.index(max(counts))][0] if counts else 0


def _boundary(text: str, at: int, step: int, limit: int) -> int:
    """The nearest white space from `at` towards `limit`, within one long word; `at` itself if there is none."""
    for position in range(at, at + step * LEAD // 2, step):
        if position != limit and text[position - 1 : position + 1] != text[position - 1 : position + 1].strip():
            return position
    return at
