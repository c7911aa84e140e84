"""Where a page matches, and the stretch of it that shows that best.

Marks are found here rather than by the engine: the same on all of them, with offsets into the document's text, and a
phrase marked only where it stands as one.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from service.index.analysis import STEM, analyse, asked, form, languages
from service.index.hits import Snippet
from service.query import WORD, All, Any, Fuzzy, Leaf, Node, Not, Phrase, Prefix, Word

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
    return _merged(mark for leaf in _leaves(node) for mark in reading.marks(leaf))


def _leaves(node: Node) -> Iterator[Leaf]:
    if isinstance(node, All | Any):
        for inner in node.nodes:
            yield from _leaves(inner)
    elif not isinstance(node, Not):
        yield node


@dataclass(frozen=True)
class _Reading:
    """A text's words, each as written and as its language stems it."""

    text: str
    language: str | None

    @cached_property
    def spans(self) -> list[Mark]:
        return [found.span() for found in WORD.finditer(self.text)]

    @cached_property
    def plain(self) -> list[str]:
        return self._analysed(None)

    @cached_property
    def stems(self) -> list[str]:
        return self._analysed(self.language) if self.language else self.plain

    def marks(self, leaf: Leaf) -> Iterator[Mark]:
        if isinstance(leaf, Phrase):
            return self._phrase(tuple(form(word) for word in leaf.words))
        return (self.spans[index] for index in self._indices(leaf))

    def _indices(self, leaf: Word | Prefix | Fuzzy) -> Iterator[int]:
        plain = form(leaf.text)
        match leaf:
            case Prefix():
                return (i for i, word in enumerate(self.plain) if word.startswith(plain))
            case Fuzzy():
                return (i for i, word in enumerate(self.plain) if _near(word, plain, leaf.distance))
        stems = asked(leaf.text, STEM)
        return (i for i, word in enumerate(self.plain) if word == plain or self.stems[i] in stems)

    def _phrase(self, words: Sequence[str]) -> Iterator[Mark]:
        for first, word in enumerate(self.plain):
            if word == words[0] and tuple(self.plain[first : first + len(words)]) == words:
                yield self.spans[first][0], self.spans[first + len(words) - 1][1]

    def _analysed(self, language: str | None) -> list[str]:
        """One form for each span; in one call, unless the analyzer's Unicode cuts a word that Python's does not."""
        together = analyse(self.text, language)
        if len(together) == len(self.spans):
            return together
        return [form(self.text[start:end], language) for start, end in self.spans]


def _near(word: str, wanted: str, distance: int) -> bool:
    """Whether one word becomes the other by so many insertions, deletions, changes or swaps of neighbours."""
    if abs(len(word) - len(wanted)) > distance:
        return False
    before: list[int] = []
    row = list(range(len(wanted) + 1))
    for i, letter in enumerate(word, 1):
        earlier, before, row = before, row, [i]
        for j, other in enumerate(wanted, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if earlier and j > 1 and letter == wanted[j - 2] and word[i - 2] == other:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
    return row[-1] <= distance


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
