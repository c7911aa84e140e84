"""What the model learns from: words with a tag each for names, and for figures where they are annotated."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

OUTSIDE = "O"
LABELS = ("PERSON", "ORG", "PLACE")
NAME_TAGS = (OUTSIDE, *(f"{position}-{label}" for label in LABELS for position in "BI"))

Span = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Sample:
    """Words, a name tag (B-, I-, O) for each, and a figure kind or `O` for each; None of either is not annotated."""

    words: tuple[str, ...]
    names: tuple[str, ...] | None
    kinds: tuple[str, ...] | None = None

    def __post_init__(self) -> None:
        for found in (self.names, self.kinds):
            if found is not None and len(found) != len(self.words):
                raise ValueError(f"{len(self.words)} words have {len(found)} tags: {' '.join(self.words)!r}")


def tags(length: int, spans: Iterable[Span]) -> tuple[str, ...]:
    """Spans (first word, word after the last, label) as one tag a word."""
    found = [OUTSIDE] * length
    for start, end, label in spans:
        found[start:end] = [f"B-{label}"] + [f"I-{label}"] * (end - start - 1)
    return tuple(found)


def spans(names: Iterable[str]) -> Iterator[Span]:
    """The spans that tags say; an I- with nothing before it starts a span of its own."""
    start, label, at = 0, OUTSIDE, -1
    for at, tag in enumerate(names):
        if label != OUTSIDE and tag != f"I-{label}":
            yield start, at, label
            label = OUTSIDE
        if tag != OUTSIDE and label == OUTSIDE:
            start, label = at, tag[2:]
    if label != OUTSIDE:
        yield start, at + 1, label


def join(samples: Iterable[Sample]) -> Sample:
    """Several samples as one text; names, or kinds, stay None unless all have them."""
    parts = list(samples)
    words = tuple(word for part in parts for word in part.words)
    return Sample(words, _together(part.names for part in parts), _together(part.kinds for part in parts))


def _together(parts: Iterable[tuple[str, ...] | None]) -> tuple[str, ...] | None:
    found = list(parts)
    return None if None in found else tuple(tag for part in found for tag in part or ())
