"""The shipped model's files, loaded once and only when first used."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import onnxruntime
from tokenizers import Tokenizer

from pipelines.errors import ConfigurationError
from pipelines.record import Kind, Label

NONE = "O"


@dataclass(frozen=True)
class Loaded:
    """What `models/ner` holds. `names` are the tags of the first head (O, B-, I-), `kinds` of the second (None first).

    `numbers` are the words, in small letters, that the second head knows beside digits.
    """

    tokenizer: Tokenizer
    words: onnxruntime.InferenceSession
    encoder: onnxruntime.InferenceSession
    names: tuple[str, ...]
    kinds: tuple[Kind | None, ...]
    numbers: frozenset[str]


@cache
def load(folder: Path) -> Loaded:
    """The model in `folder`, run on one thread. Raises `ConfigurationError` if a file is missing or not what it was."""
    try:
        tags = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
        return Loaded(
            _tokenizer(folder / "tokenizer.json"),
            _session(folder / "words.onnx"),
            _session(folder / "encoder.onnx"),
            _names(tags["names"]),
            tuple(None if kind == NONE else Kind(kind) for kind in tags["kinds"]),
            frozenset(tags["numbers"]),
        )
    except (OSError, ValueError, KeyError) as error:
        raise _unusable(folder, str(error)) from error


def _session(path: Path) -> onnxruntime.InferenceSession:
    settings = onnxruntime.SessionOptions()
    settings.intra_op_num_threads = settings.inter_op_num_threads = 1
    settings.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(path.read_bytes(), settings, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime's errors have no other common type
        raise ValueError(f"{path.name} is damaged: {error}") from error


def _tokenizer(path: Path) -> Tokenizer:
    text = path.read_text(encoding="utf-8")
    try:
        return Tokenizer.from_str(text)
    except Exception as error:  # onnxruntime's errors have no other common type
        raise ValueError(f"{path.name} is damaged: {error}") from error


def _names(tags: list[str]) -> tuple[str, ...]:
    known = {NONE, *(f"{position}-{label}" for position in "BI" for label in Label)}
    if strange := set(tags) - known:
        raise ValueError(f"labels.json has the name tags {sorted(strange)}")
    return tuple(tags)


def _unusable(folder: Path, why: str) -> ConfigurationError:
    return ConfigurationError(
        f"The named-entity model in {folder} cannot be used: {why}.",
        expected="words.onnx, encoder.onnx, tokenizer.json and labels.json of one training run",
        advice="Install Tally again, train it anew with python -m models.train, or choose the profile `fast`.",
    )
