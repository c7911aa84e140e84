"""Reads plain text with no labels at all, for the student to learn what its teacher says of it."""

from collections.abc import Iterator
from pathlib import Path

from models.train.samples import Sample
from models.train.words import offsets

LONGEST = 110
SHORTEST = 6


def unlabelled(folder: Path) -> Iterator[Sample]:
    """The paragraphs, one a line, of all `*.txt` in a folder, each once, cut at `LONGEST` words."""
    seen: set[str] = set()
    for path in sorted(folder.glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line not in seen:
                seen.add(line)
                yield from _cut(tuple(line[start:end] for start, end in offsets(line)))


def _cut(words: tuple[str, ...]) -> Iterator[Sample]:
    for start in range(0, len(words), LONGEST):
        part = words[start : start + LONGEST]
        if len(part) >= SHORTEST:
            yield Sample(part, None)
