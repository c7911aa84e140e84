"""Gold by position: figures of reports that are not part of the project, without a word of their text.

Not every figure of such a report is annotated, so only what was missed is counted, never what was found beside it.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from pipelines.errors import ConfigurationError
from pipelines.evaluate.scores import Score
from pipelines.options import Options, Profile
from pipelines.parsed import Source
from pipelines.record import Document, Figure, Kind
from pipelines.run import extract

DIGEST = 16
VAGUE = "vague"


@dataclass(frozen=True, slots=True)
class Position:
    """One annotated number: `nth` (from 1) of those written `raw` on the page (from 1) of the report `digest` names.

    `best` is its value; None for a vague word, whose value is the policy's.
    """

    digest: str
    page: int
    raw: str
    nth: int
    kind: Kind
    best: float | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one position; `found` is the figure of that kind and value at those words, None if missed."""

    position: Position
    found: Figure | None


def load(path: Path) -> tuple[Position, ...]:
    """The positions of a file of tab-separated lines. Raises `ConfigurationError` naming the broken line."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(_position(line) for line in lines if line and not line.startswith("#"))


def _position(line: str) -> Position:
    try:
        digest, page, raw, nth, kind, best, *_ = line.split("\t")
        return Position(digest, int(page), raw, int(nth), Kind(kind), None if best == VAGUE else float(best))
    except ValueError as error:
        raise ConfigurationError(
            f"Line {line!r} of the gold by position cannot be read: {error}",
            advice="See corpus/gold/README.md for its columns.",
        ) from error


def judge(positions: Iterable[Position], reports: Path, *, profile: Profile) -> Iterator[Outcome]:
    """Reads each report of the folder that has positions, and looks for a figure at each of them."""
    files = {_digest(path): path for path in sorted(reports.rglob("*")) if path.is_file()}
    for digest, asked in groupby(sorted(positions, key=lambda one: one.digest), key=lambda one: one.digest):
        if digest in files:
            path = files[digest]
            document = extract(Source(path, path.name), options=Options(profile=profile))
            yield from (Outcome(one, _at(one, document)) for one in asked)


def by_kind(outcomes: Iterable[Outcome]) -> dict[str, Score]:
    """The share found of each kind, ordered by name."""
    scores: dict[str, Score] = {}
    for one in outcomes:
        kind = one.position.kind
        scores[kind] = scores.get(kind, Score()) + (Score(right=1) if one.found else Score(missed=1))
    return dict(sorted(scores.items()))


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:DIGEST]


def _at(position: Position, document: Document) -> Figure | None:
    page = document.pages[position.page - 1]
    words = r"\s+".join(map(re.escape, position.raw.split()))
    written = re.compile(rf"(?<!\w){words}(?!\w)")
    spans = [found.span() for found in written.finditer(document.text, page.start, page.end)]
    if len(spans) < position.nth:
        return None
    return next((one for one in document.figures if _agrees(position, one, spans[position.nth - 1])), None)


def _agrees(position: Position, figure: Figure, span: tuple[int, int]) -> bool:
    overlaps = figure.number_start < span[1] and span[0] < figure.number_end
    same = position.best is None or position.best in (figure.low, figure.best, figure.high)
    return overlaps and same and figure.kind is position.kind
