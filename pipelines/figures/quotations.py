"""Quotations of a passage: who speaks in one is cited for all of its sentences."""

import re
from bisect import bisect_right

from pipelines.figures.draft import Range

_PAIRS = re.compile(r"“[^”]*(?:”|$)|«[^»]*(?:»|$)|(?<!\w)\"[^\"]*(?:\"|$)")


def quotations(text: str) -> tuple[Range, ...]:
    """Every quotation of a passage, its marks included; one never closed runs to the passage's end."""
    return tuple(Range(*found.span()) for found in _PAIRS.finditer(text))


def around(quotes: tuple[Range, ...], start: int, end: int) -> Range | None:
    """The quotation that holds `[start, end)`, if any."""
    index = bisect_right(quotes, start, key=lambda quote: quote.start) - 1
    return quotes[index] if index >= 0 and end <= quotes[index].end else None


def introduces(quote: Range, sentence: Range) -> bool:
    """Whether the sentence holds the quotation's beginning or its end, where its speaker is named."""
    return sentence.start <= quote.start < sentence.end or sentence.start < quote.end <= sentence.end
