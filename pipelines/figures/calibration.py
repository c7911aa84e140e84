"""How often a link of a given score is right: the confidence that a figure carries.

`models/figures/calibration.tsv` holds the measured shares, made by `scripts/calibrate.py` on the gold's development
part. Bands of scores are smoothed towards a prior and made to rise with the score (pool adjacent violators).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Final

import models

FILE: Final = models.ROOT / "figures" / "calibration.tsv"
BOUNDS: Final = (0.0, 0.65, 0.75, 0.82, 0.88, 0.915, 0.935, 1.01)
"""Where the bands begin and end; a score lies in the band that begins at or below it."""

PRIOR: Final = 0.85
PRIOR_WEIGHT: Final = 40
"""Each band counts this many more figures, of which the prior's share is right: the rules were written beside the
gold's development part, and texts that nobody has seen are harder."""


@dataclass(frozen=True, slots=True)
class Band:
    """Scores up to `mean` on average, of which `share` are right; `weight` is how many figures it rests on."""

    mean: float
    share: float
    weight: float


def fit(outcomes: Iterable[tuple[float, bool]]) -> tuple[Band, ...]:
    """The bands of scored outcomes, smoothed and rising; a band without any is left out."""
    known = tuple(outcomes)
    parted = (tuple(one for one in known if low <= one[0] < high) for low, high in pairwise(BOUNDS))
    return _rising(_band(part) for part in parted if part)


def confidence(score: float) -> float:
    """The share of figures of that score that are right, read between the bands' means."""
    bands = _bands()
    if score <= bands[0].mean:
        return round(bands[0].share, 3)
    for low, high in pairwise(bands):
        if score <= high.mean:
            part = (score - low.mean) / (high.mean - low.mean)
            return round(low.share + part * (high.share - low.share), 3)
    return round(bands[-1].share, 3)


def _band(part: tuple[tuple[float, bool], ...]) -> Band:
    right = sum(well for _, well in part) + PRIOR * PRIOR_WEIGHT
    weight = len(part) + PRIOR_WEIGHT
    return Band(sum(score for score, _ in part) / len(part), right / weight, weight)


def _rising(bands: Iterable[Band]) -> tuple[Band, ...]:
    rising: list[Band] = []
    for band in bands:
        pooled = band
        while rising and rising[-1].share > pooled.share:
            pooled = _pooled(rising.pop(), pooled)
        rising.append(pooled)
    return tuple(rising)


def _pooled(low: Band, high: Band) -> Band:
    weight = low.weight + high.weight
    mean, share = (
        (one * low.weight + other * high.weight) / weight
        for one, other in ((low.mean, high.mean), (low.share, high.share))
    )
    return Band(mean, share, weight)


@cache
def _bands() -> tuple[Band, ...]:
    lines = FILE.read_text(encoding="utf-8").splitlines()
    cells = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return tuple(Band(float(mean), float(share), float(weight)) for mean, share, weight in cells)
