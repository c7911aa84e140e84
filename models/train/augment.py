"""Changes a sample as reports would: a heading in capitals, a hyphenated word in three, another count."""

import random
from collections.abc import Iterator

from models.train.samples import OUTSIDE, Sample

HYPHENS = "-–"
CUT = 0.5
IN_CAPITALS = 0.04
RECOUNTED = 0.5
SMALL = 3
"""Digits of a number that may become another: none of a year's length."""


def varied(sample: Sample, chance: random.Random) -> Sample:
    """The sample, now and then in capitals, recounted, or with its hyphenated words cut; pure but for `chance`."""
    if chance.random() < RECOUNTED:
        sample = _recounted(sample, chance)
    if chance.random() < CUT:
        sample = _hyphens_cut(sample)
    return _capitals(sample) if chance.random() < IN_CAPITALS else sample


def _capitals(sample: Sample) -> Sample:
    return Sample(tuple(word.upper() for word in sample.words), sample.names, sample.kinds)


def _recounted(sample: Sample, chance: random.Random) -> Sample:
    """What befell 12 people befalls 37: the kind is learnt from the words around, not from the number."""
    kinds = sample.kinds or (OUTSIDE,) * len(sample.words)
    pairs = zip(sample.words, kinds, strict=True)
    words = (word if kind == OUTSIDE else _another(word, chance) for word, kind in pairs)
    return Sample(tuple(words), sample.names, sample.kinds)


def _another(word: str, chance: random.Random) -> str:
    if not word.isdecimal() or len(word) > SMALL or len(word) == 1:
        return word
    return str(chance.randrange(10 ** (len(word) - 1), 10 ** len(word)))


def _hyphens_cut(sample: Sample) -> Sample:
    if not any(hyphen in word for word in sample.words for hyphen in HYPHENS):
        return sample
    parts = list(_parts(sample))
    names = tuple(tag for _, tag, _ in parts) if sample.names is not None else None
    kinds = tuple(kind for _, _, kind in parts) if sample.kinds is not None else None
    return Sample(tuple(word for word, _, _ in parts), names, kinds)


def _parts(sample: Sample) -> Iterator[tuple[str, str, str]]:
    blank = ("",) * len(sample.words)
    for word, tag, kind in zip(sample.words, sample.names or blank, sample.kinds or blank, strict=True):
        first, *others = _split(word)
        yield first, tag, kind
        yield from ((piece, tag.replace("B-", "I-"), kind) for piece in others)


def _split(word: str) -> list[str]:
    for hyphen in HYPHENS:
        left, mark, right = word.partition(hyphen)
        if left and right:
            return [left, mark, *_split(right)]
    return [word]
