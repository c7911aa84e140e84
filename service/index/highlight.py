"""Where a page matches, and the stretch of it that shows that best.

Marks are found here rather than by the engine: the same on all of them, with offsets into the document's text, and a
phrase marked only where it stands as one.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from service.index.analysis import STEM, Read, asked, form
from service.index.hits import Snippet
from service.index.nearness import near
from service.query import WORD, Fuzzy, Node, Phrase, Prefix, Word, leaves

WIDTH = 280
"""Most characters of a snippet."""
LEAD = 60
"""Characters shown before the first mark."""
REACH = 1_500
"""Words of a page, from its first match on, that marks are looked for in: a long page may have thousands."""

Mark = tuple[int, int]
Run = tuple[str, str, int]
"""Words with a space between each and around all, a run that is looked for in them, and its words after the first."""


@dataclass(frozen=True, slots=True)
class Sought:
    """What a query looks for, ready to be found in many pages: runs of words with a space before and, but for the
    beginning of a word, behind; `phrases` with the number of words after the first.
    """

    plain: tuple[str, ...]
    stems: tuple[str, ...]
    phrases: tuple[tuple[str, int], ...]
    misspelt: tuple[Fuzzy, ...]

    @classmethod
    def by(cls, node: Node) -> "Sought":
        """What the query looks for."""
        wanted = leaves(node)
        words = [leaf for leaf in wanted if isinstance(leaf, Word)]
        phrases = [[form(word) for word in leaf.words] for leaf in wanted if isinstance(leaf, Phrase)]
        return cls(
            plain=(
                *(f" {form(word.text)} " for word in words),
                *(f" {form(leaf.text)}" for leaf in wanted if isinstance(leaf, Prefix)),
            ),
            stems=tuple(f" {stem} " for word in words for stem in asked(word.text, STEM)),
            phrases=tuple((f" {' '.join(forms)} ", len(forms) - 1) for forms in phrases),
            misspelt=tuple(leaf for leaf in wanted if isinstance(leaf, Fuzzy)),
        )


def snippet(text: str, words: Read, sought: Sought, *, offset: int) -> Snippet:
    """The stretch of a page with most matches; `offset` is where the page begins in the document's text."""
    marks = matches(text, words, sought)
    start, end = _window(text, marks)
    inside = tuple((s + offset, e + offset) for s, e in marks if start <= s and e <= end)
    return Snippet(text=text[start:end], start=start + offset, marks=inside)


def matches(text: str, words: Read, sought: Sought) -> list[Mark]:
    """The matches of the query's words in a text from the first on, in order, none overlapping."""
    firsts = [(at, run) for run in _runs(words, sought) if (at := run[0].find(run[1])) >= 0]
    limit = REACH + min((padded.count(" ", 0, at) for at, (padded, _, _) in firsts), default=0)
    found = {(number, number + run[2]) for at, run in firsts for number in _numbers(at, run, limit)}
    return _merged([(ord(words.starts[first]), _end(text, words, last)) for first, last in sorted(found)])


def _runs(words: Read, sought: Sought) -> Iterator[Run]:
    plain, stems = f" {words.plain} ", f" {words.stems} "
    yield from ((plain, run, 0) for run in sought.plain)
    yield from ((stems, run, 0) for run in sought.stems)
    yield from ((plain, f" {word} ", 0) for leaf in sought.misspelt for word in _near(words, leaf))
    yield from ((plain, run, more) for run, more in sought.phrases)


def _end(text: str, words: Read, index: int) -> int:
    word = WORD.match(text, ord(words.starts[index]))
    return word.end() if word else len(text)


def _near(words: Read, leaf: Fuzzy) -> Iterator[str]:
    wanted, letters = form(leaf.text), leaf.distance
    return (word for word in set(words.plain.split()) if near(word, wanted, letters=letters))


def _numbers(at: int, run: Run, limit: int) -> Iterator[int]:
    """Where a run stands, first `at` characters in, by the number of its first word; none after `limit`."""
    padded, sought, _ = run
    number = padded.count(" ", 0, at)
    while at >= 0 and number <= limit:
        yield number
        last, at = at, padded.find(sought, at + 1)
        number += padded.count(" ", last, at)


def _merged(marks: Sequence[Mark]) -> list[Mark]:
    merged: list[Mark] = []
    for start, end in marks:
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
    """Where the first of the most marks in one stretch begins."""
    ends = [end for _, end in marks]
    counts = [bisect_right(ends, start + WIDTH - LEAD) - at for at, (start, _) in enumerate(marks)]
    return marks[counts.index(max(counts))][0] if counts else 0


def _boundary(text: str, at: int, step: int, limit: int) -> int:
    """The nearest white space from `at` towards `limit`, within one long word; `at` itself if there is none."""
    for position in range(at, at + step * LEAD // 2, step):
        if position != limit and text[position - 1 : position + 1] != text[position - 1 : position + 1].strip():
            return position
    return at
