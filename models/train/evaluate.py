"""Exact-match scores of a tagger."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from models.train.samples import LABELS, OUTSIDE, Sample, spans

Tags = tuple[tuple[str, ...], tuple[str, ...]]
Tagger = Callable[[Sequence[str]], Tags]


@dataclass(frozen=True)
class Score:
    """Counts of what was found rightly, of all that was found and of all that there was to find."""

    right: int
    found: int
    gold: int

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, 0 to 1; 1 where there was nothing to find and nothing found."""
        return 2 * self.right / (self.found + self.gold) if self.found + self.gold else 1.0


def names(tagger: Tagger, samples: Iterable[Sample]) -> dict[str, Score]:
    """Scores of names by label, and of `all`, where both ends and the label must agree."""
    return _scores(LABELS, ((spans(tagger(one.words)[0]), spans(one.names or ())) for one in samples))


def kinds(tagger: Tagger, samples: Iterable[Sample], labels: Sequence[str]) -> dict[str, Score]:
    """Scores of the words of numbers by kind, and of `all`."""
    pairs = ((_numbered(tagger(one.words)[1]), _numbered(one.kinds or ())) for one in samples)
    return _scores([kind for kind in labels if kind != OUTSIDE], pairs)


def _numbered(kinds: Sequence[str]) -> Iterable[tuple[int, int, str]]:
    return ((at, at + 1, kind) for at, kind in enumerate(kinds) if kind != OUTSIDE)


def _scores(
    labels: Sequence[str],
    pairs: Iterable[tuple[Iterable[tuple[int, int, str]], Iterable[tuple[int, int, str]]]],
) -> dict[str, Score]:
    right, found, gold = Counter[str](), Counter[str](), Counter[str]()
    for got, wanted in ((set(got), set(wanted)) for got, wanted in pairs):
        right.update(label for _, _, label in got & wanted)
        found.update(label for _, _, label in got)
        gold.update(label for _, _, label in wanted)
    by_label = {label: Score(right[label], found[label], gold[label]) for label in labels}
    return by_label | {"all": Score(right.total(), found.total(), gold.total())}
