"""Samples as tensors: pieces of words, where each word starts, and the tag numbers to learn."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import torch
from tokenizers import Tokenizer

from models.train.samples import Sample

BEGIN, PAD, END, UNKNOWN = 0, 1, 2, 3
IGNORED = -100


class Pieces(dict[str, list[int]]):
    """Word to piece ids, filled as words are asked for."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path

    @cached_property
    def tokenizer(self) -> Tokenizer:
        """The tokenizer that cuts a word."""
        return Tokenizer.from_file(str(self.path))

    def __missing__(self, word: str) -> list[int]:
        self[word] = self.tokenizer.encode(word, add_special_tokens=False).ids[:12] or [UNKNOWN]
        return self[word]


@dataclass(frozen=True)
class Batch:
    """(texts, pieces) `ids` and `mask`; (texts, words) `first`, `names` and `kinds`, `IGNORED` where not to learn.

    `words` (texts, words) is False where a text has ended, `annotated` (texts) says whether a text has kinds.
    """

    ids: torch.Tensor
    mask: torch.Tensor
    first: torch.Tensor
    names: torch.Tensor
    kinds: torch.Tensor
    words: torch.Tensor
    annotated: torch.Tensor


@dataclass(frozen=True)
class Tags:
    """The tags of both heads in order, and the words besides digits that a number can be made of."""

    names: Sequence[str]
    kinds: Sequence[str]
    numbers: frozenset[str]


def batch(samples: Sequence[Sample], pieces: Pieces, tags: Tags) -> Batch:
    """One batch, padded to its longest text."""
    cut = [[pieces[word] for word in sample.words] for sample in samples]
    ids = [[BEGIN, *(piece for word in words for piece in word), END] for words in cut]
    return Batch(
        _padded(ids, PAD),
        _padded([[1] * len(row) for row in ids], 0),
        _padded([_starts(words) for words in cut], 0),
        _padded([_name_numbers(sample, tags) for sample in samples], IGNORED),
        _padded([_kind_numbers(sample, tags) for sample in samples], IGNORED),
        _padded([[1] * len(sample.words) for sample in samples], 0).bool(),
        torch.tensor([sample.kinds is not None for sample in samples]),
    )


def shuffled(samples: Sequence[Sample], size: int, chance: random.Random) -> Iterator[list[Sample]]:
    """Every sample once, in batches of similar length, in random order; a batch holds up to `size` words."""
    order = sorted(samples, key=lambda sample: len(sample.words) * chance.uniform(0.85, 1.15))
    groups: list[list[Sample]] = [[]]
    for sample in order:
        if groups[-1] and (len(groups[-1]) + 1) * len(sample.words) > size:
            groups.append([])
        groups[-1].append(sample)
    chance.shuffle(groups)
    yield from groups


def _starts(words: list[list[int]]) -> list[int]:
    starts, at = [], 1
    for word in words:
        starts.append(at)
        at += len(word)
    return starts


def _name_numbers(sample: Sample, tags: Tags) -> list[int]:
    if sample.names is None:
        return [IGNORED] * len(sample.words)
    return [tags.names.index(tag) for tag in sample.names]


def _kind_numbers(sample: Sample, tags: Tags) -> list[int]:
    if sample.kinds is None:
        return [IGNORED] * len(sample.words)
    pairs = zip(sample.words, sample.kinds, strict=True)
    return [tags.kinds.index(kind) if is_number(word, tags.numbers) else IGNORED for word, kind in pairs]


def is_number(word: str, numbers: frozenset[str]) -> bool:
    """Whether the word can be part of a number: only of such words does the second head learn and speak."""
    return word.lower() in numbers or any(map(str.isdigit, word))


def _padded(rows: list[list[int]], filler: int) -> torch.Tensor:
    width = max(map(len, rows))
    return torch.tensor([row + [filler] * (width - len(row)) for row in rows], dtype=torch.long)
