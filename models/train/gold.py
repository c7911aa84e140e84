"""Reads the development parts of `corpus/gold`: real sentences, written for Tally. Test parts are only measured on."""

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from models.train.samples import OUTSIDE, Sample, Span, tags
from models.train.words import offsets

LABEL = {"p": "PERSON", "o": "ORG", "l": "PLACE"}
MARK = re.compile(r"\[([^\[\]|]+)\|([pol])\d+=?\]")
ITEM = "@"
FIGURE = "= "
OCCURRENCE = re.compile(r"(.*)#(\d+)")


def entities(path: Path, split: str) -> Iterator[Sample]:
    """The paragraphs of a file in `corpus/gold/entities`, their names tagged and no kinds."""
    for line in path.read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        if item["split"] == split:
            plain, marks = _unmarked(item["text"])
            where = list(_cut(offsets(plain), {edge for start, end, _ in marks for edge in (start, end)}))
            yield Sample(_words(plain, where), tags(len(where), _spans(where, marks)))


def figures(path: Path, split: str) -> Iterator[Sample]:
    """The items of a file in `corpus/gold/figures`, a kind for each word of a counted number and no names."""
    for item in path.read_text(encoding="utf-8").split("\n\n"):
        lines = [line for line in item.splitlines() if line and not line.startswith("#")]
        if lines and lines[0].startswith(ITEM) and lines[0].split()[1] == split:
            text = "\n".join(line for line in lines[1:] if not line.startswith(FIGURE))
            yield _counted(text, (line[len(FIGURE) :] for line in lines if line.startswith(FIGURE)))


def _unmarked(text: str) -> tuple[str, list[Span]]:
    plain, marks, at = "", [], 0
    for mark in MARK.finditer(text):
        plain += text[at : mark.start()]
        marks.append((len(plain), len(plain) + len(mark[1]), LABEL[mark[2]]))
        plain += mark[1]
        at = mark.end()
    return plain + text[at:], marks


def _spans(where: list[tuple[int, int]], marks: Iterable[Span]) -> Iterator[Span]:
    for start, end, label in marks:
        if words := _within(where, start, end):
            yield words[0], words[-1] + 1, label


def _cut(where: Iterable[tuple[int, int]], edges: set[int]) -> Iterator[tuple[int, int]]:
    """The words, cut where a mark ends within one: `[The Hague|l1]-based`."""
    for start, end in where:
        for edge in sorted(edge for edge in edges if start < edge < end):
            yield start, edge
            start = edge  # noqa: PLW2901
        yield start, end


def _counted(text: str, figures: Iterable[str]) -> Sample:
    where = offsets(text)
    kinds = [OUTSIDE] * len(where)
    for figure in figures:
        written, kind = (field.strip() for field in figure.split(" | ")[:2])
        start = _position(text, written)
        number = OCCURRENCE.sub(r"\1", written)
        for word in _within(where, start, start + len(number)):
            kinds[word] = kind
    return Sample(_words(text, where), None, tuple(kinds))


def _position(text: str, written: str) -> int:
    found = OCCURRENCE.fullmatch(written)
    number, occurrence = (found[1], int(found[2])) if found else (written, 1)
    at = -1
    for _ in range(occurrence):
        at = text.find(number, at + 1)
    if at < 0:
        raise ValueError(f"{written!r} does not stand in {text!r}: correct the figure's line")
    return at


def _within(where: list[tuple[int, int]], start: int, end: int) -> list[int]:
    return [word for word, (first, last) in enumerate(where) if first >= start and last <= end]


def _words(text: str, where: list[tuple[int, int]]) -> tuple[str, ...]:
    return tuple(text[start:end] for start, end in where)
