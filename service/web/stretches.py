"""A page too long to be shown at once, cut into stretches: a transcript of megabytes is one page to its reader."""

from bisect import bisect_left, bisect_right

from pipelines.record import Document, Page

LONGEST = 24_000
"""Most characters shown at once, some ten printed pages; a page of a PDF file is far below."""


def stretches(document: Document, page: Page) -> tuple[Page, ...]:
    """The page cut where blocks begin, each stretch as a page of its own with the same number; joined, it is whole."""
    starts = sorted(block.start for block in document.blocks if block.page == page.number)
    cuts = [page.start]
    while page.end - cuts[-1] > LONGEST:
        cuts.append(_cut(starts, cuts[-1]))
    return tuple(
        page.model_copy(update={"start": start, "end": end})
        for start, end in zip(cuts, [*cuts[1:], page.end], strict=True)
    )


def holding(pages: tuple[Page, ...], offset: int) -> int:
    """The number, from 1, of the stretch that holds the offset; the last for one beyond the end."""
    return max(1, bisect_right([page.start for page in pages], offset))


def _cut(starts: list[int], after: int) -> int:
    """Where the last block begins that still fits; in the middle of a block longer than a stretch."""
    last = bisect_right(starts, after + LONGEST)
    fitting = starts[bisect_left(starts, after + 1) : last]
    return fitting[-1] if fitting else after + LONGEST
