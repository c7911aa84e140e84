"""From one finding to the next."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """The how-manieth of how many is looked at (from 1, None for none), and the ones before and after it."""

    number: int | None
    total: int
    before: str | None
    after: str | None


def step(starts: Sequence[int], url: Callable[[int], str], *, chosen: int | None, here: int) -> Step:
    """Where the one with the index `chosen` stands among all; without one, the first from the offset `here` is next.

    `url` is the address of the one with an index.
    """
    if chosen is not None:
        before, after = chosen - 1, chosen + 1
    else:
        after = next((index for index, start in enumerate(starts) if start >= here), len(starts))
        before = after - 1
    return Step(
        None if chosen is None else chosen + 1,
        len(starts),
        url(before) if before >= 0 else None,
        url(after) if after < len(starts) else None,
    )
