"""From the tags' probabilities to spans."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from pipelines.encoder.encoder import Scores

_LEAST = 1e-6


@dataclass(frozen=True, slots=True)
class Spans:
    """The labels of a set of B-, I-, O tags and where each tag stands in the scores."""

    outside: int
    labels: tuple[str, ...]
    begins: tuple[int, ...]
    insides: tuple[int, ...]

    @classmethod
    def of(cls, tags: Sequence[str]) -> "Spans":
        """The scheme of some tags, such as `("O", "B-ORG", "I-ORG")`."""
        labels = tuple(tag[2:] for tag in tags if tag.startswith("B-"))
        begins = tuple(tags.index(f"B-{label}") for label in labels)
        return cls(tags.index("O"), labels, begins, tuple(tags.index(f"I-{label}") for label in labels))

    def find(self, scores: Scores) -> list[tuple[int, int, str]]:
        """Spans (first word, word after the last, label).

        Where a span starts and ends is settled before its label, which all its words choose together: a name is
        never cut in two because its words disagree.
        """
        begins, insides = scores[:, self.begins], scores[:, self.insides]
        starts, within, outside = begins.sum(1), insides.sum(1), scores[:, self.outside]
        inside = np.maximum(starts, within) > outside
        first = inside & ((starts > within) | ~np.concatenate([[False], inside[:-1]]))
        logs = np.log(begins + insides + _LEAST)
        return [
            (start, end, self.labels[logs[start:end].sum(0).argmax()])
            for start, end in _runs(inside.tolist(), first.tolist())
        ]


def _runs(inside: list[bool], first: list[bool]) -> Iterator[tuple[int, int]]:
    start: int | None = None
    for at, (within, begins) in enumerate(zip([*inside, False], [*first, False], strict=True)):
        if start is not None and (begins or not within):
            yield start, at
            start = None
        if begins:
            start = at
