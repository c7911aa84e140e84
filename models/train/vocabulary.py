"""Cuts the tokenizer to the scripts in use: of 250,000 pieces about 117,000 hold no letter but Latin ones.

A text in another script then falls apart into single letters, which are all kept, or is unknown.
"""

import json
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt

SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")
SPACE = "▁"
SMALL_ALPHABETS = 0x600
"""Below it stand Latin, Greek, Cyrillic, Armenian and Hebrew."""


def is_kept(piece: str) -> bool:
    """Whether a piece is written in Latin letters, digits and signs only, or is one letter of a small alphabet."""
    letters = piece.replace(SPACE, "")
    return (len(letters) == 1 and ord(letters) < SMALL_ALPHABETS) or all(map(_is_plain, letters))


def _is_plain(character: str) -> bool:
    return not character.isalpha() or unicodedata.name(character, "").startswith("LATIN")


def cut(source: Path, target: Path) -> npt.NDArray[np.int64]:
    """Writes the cut `tokenizer.json` and returns the kept rows: new id to old id."""
    tokenizer = json.loads(source.read_text(encoding="utf-8"))
    pieces = tokenizer["model"]["vocab"]
    kept = np.fromiter(_rows([piece for piece, _ in pieces]), np.int64)
    tokenizer["model"]["vocab"] = [pieces[row] for row in kept]
    tokenizer["added_tokens"] = [token for token in tokenizer["added_tokens"] if token["content"] in SPECIAL]
    target.write_text(json.dumps(tokenizer, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    return kept


def _rows(pieces: list[str]) -> Iterator[int]:
    for row, piece in enumerate(pieces):
        if piece in SPECIAL or (piece != "<mask>" and is_kept(piece)):
            yield row
