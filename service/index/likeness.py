"""Which documents say nearly the same: MinHash over runs of three words.

Source: Broder, On the resemblance and containment of documents (1997), with one permutation cut into bins (Li, Owen,
Zhang, One permutation hashing, 2012) and empty bins filled from the next (Shrivastava, Li, 2014).
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from operator import eq

from service.index.analysis import analyse
from service.index.hits import Duplicate
from service.index.rows import DocumentRow

RUN = 3
"""Words in a run."""
BINS, BYTES = 100, 4
"""Hashes of a signature, and the bytes of each: two signatures estimate a similarity to within 0.05."""
ROWS = 5
"""Hashes in a band. Documents with one band in common are compared: of those that are 0.8 alike, all but 1 in 2,000."""
LEAST = 0.8
"""Similarity from which on documents are near-duplicates."""
MOST = 20
"""Most near-duplicates answered for a document."""
_RANGE = 1 << 8 * BYTES


def signature(text: str) -> bytes:
    """The hashes of a text, in whatever case, accents and punctuation it is; empty for one without words."""
    smallest: dict[int, int] = {}
    for run in _runs(analyse(text)):
        number = int.from_bytes(hashlib.blake2b(run.encode(), digest_size=8).digest(), "big")
        place, value = number % BINS, number // BINS % _RANGE
        smallest[place] = min(smallest.get(place, _RANGE), value)
    return b"".join(value.to_bytes(BYTES, "big") for value in _filled(smallest))


def bands(signed: bytes) -> tuple[str, ...]:
    """The parts of a signature that documents are found by."""
    size = ROWS * BYTES
    return tuple(f"{start // size}-{signed[start : start + size].hex()}" for start in range(0, len(signed), size))


def similarity(one: bytes, other: bytes) -> float:
    """The estimated share of runs in common, 0 to 1."""
    equal: int = sum(map(eq, memoryview(one).cast("I"), memoryview(other).cast("I")))
    return equal / BINS


def near(asked: Iterable[DocumentRow], candidates: Iterable[DocumentRow]) -> Mapping[str, tuple[Duplicate, ...]]:
    """Each asked document's near-duplicates among the candidates, the nearest first, then by id."""
    others = list(candidates)
    found = {row.document: tuple(sorted(_near(row, others), key=_nearest)[:MOST]) for row in asked}
    return {document: duplicates for document, duplicates in found.items() if duplicates}


def _near(row: DocumentRow, others: Iterable[DocumentRow]) -> Iterator[Duplicate]:
    for other in others:
        alike = similarity(row.signature, other.signature)
        if other.document != row.document and alike >= LEAST:
            yield Duplicate(
                document=other.document,
                filename=other.filename,
                title=other.title,
                collection=other.collection,
                similarity=alike,
            )


def _nearest(duplicate: Duplicate) -> tuple[float, str]:
    return -duplicate.similarity, duplicate.document


def _runs(words: list[str]) -> set[str]:
    return {" ".join(words[first : first + RUN]) for first in range(max(len(words) - RUN + 1, min(len(words), 1)))}


def _filled(smallest: dict[int, int]) -> list[int]:
    """One value for each bin: an empty one takes that of the next that is not."""
    if not smallest:
        return []
    values, last = [0] * BINS, smallest[min(smallest)]
    for place in reversed(range(BINS)):
        last = smallest.get(place, last)
        values[place] = last
    return values
