"""Runs the encoder over many texts at once: texts of equally many pieces share a batch, so that nothing is padded."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import numpy as np
import numpy.typing as npt

from pipelines.encoder.files import Loaded, load
from pipelines.encoder.windows import Window, windows

BEGIN, END, UNKNOWN = 0, 2, 3
LONGEST_WORD = 12
"""Pieces of a word that are read; the rest of a longer one says nothing more."""
REMEMBERED = 100_000
"""Words whose pieces are kept."""
AT_ONCE = 256
"""Most pieces in one batch, unless one text is longer: enough to be quick, and few enough to stay in the cache."""

Scores = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Tagged:
    """Probabilities for each word of a text: `names` (words, name tags) and `kinds` (words, kinds)."""

    names: Scores
    kinds: Scores


@dataclass(frozen=True, slots=True)
class _Job:
    """A window of a text, its piece ids, and where in them each word starts that tags are wanted for."""

    text: int
    window: Window
    ids: list[int]
    starts: list[int]


class Encoder:
    """The model of a folder, loaded at its first use. Not for two threads at once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._pieces: dict[str, list[int]] = {}

    @property
    def model(self) -> Loaded:
        """The model's parts. Raises `ConfigurationError` if they cannot be loaded."""
        return load(self._folder)

    def tag(self, texts: Sequence[Sequence[str]]) -> list[Tagged]:
        """The tags' probabilities for every word of every text, each text a sequence of words."""
        found = [self._blank(len(words)) for words in texts]
        jobs = [job for at, words in enumerate(texts) for job in self._jobs(at, words)]
        for batch in _batches(jobs):
            self._run(batch, found)
        return found

    def _blank(self, words: int) -> Tagged:
        return Tagged(
            np.zeros((words, len(self.model.names)), np.float32), np.zeros((words, len(self.model.kinds)), np.float32)
        )

    def _jobs(self, text: int, words: Sequence[str]) -> Iterator[_Job]:
        cut = [self._cut(word) for word in words]
        for window in windows(words, [len(pieces) for pieces in cut]):
            ids, starts = [BEGIN], []
            for pieces in cut[window.context : window.end]:
                starts.append(len(ids))
                ids.extend(pieces)
            yield _Job(text, window, [*ids, END], starts[window.start - window.context :])

    def _cut(self, word: str) -> list[int]:
        if word not in self._pieces:
            if len(self._pieces) >= REMEMBERED:
                self._pieces.clear()
            encoded = self.model.tokenizer.encode(word, add_special_tokens=False)
            self._pieces[word] = encoded.ids[:LONGEST_WORD] or [UNKNOWN]
        return self._pieces[word]

    def _run(self, batch: Sequence[_Job], found: list[Tagged]) -> None:
        ids = np.array([job.ids for job in batch], np.int64)
        vectors = self.model.words.run(None, {"ids": ids})[0]
        starts = [row * ids.shape[1] + start for row, job in enumerate(batch) for start in job.starts]
        scores = self.model.encoder.run(["names", "kinds"], {"vectors": vectors, "starts": np.array(starts, np.int64)})
        names, kinds = map(_probabilities, scores)
        at = 0
        for job in batch:
            end = at + len(job.starts)
            found[job.text].names[job.window.start : job.window.end] = names[at:end]
            found[job.text].kinds[job.window.start : job.window.end] = kinds[at:end]
            at = end


def _batches(jobs: Sequence[_Job]) -> Iterator[list[_Job]]:
    for size, group in groupby(sorted(jobs, key=lambda job: len(job.ids)), key=lambda job: len(job.ids)):
        alike = list(group)
        step = max(1, AT_ONCE // size)
        yield from (alike[at : at + step] for at in range(0, len(alike), step))


def _probabilities(scores: Scores) -> Scores:
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    shares: Scores = powers / powers.sum(axis=-1, keepdims=True)
    return shares
