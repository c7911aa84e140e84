"""Quotations of a passage: who speaks in one is cited for all of its sentences."""

import re

from pipelines.figures.draft import Range

_PAIRS = re.compile(r"“[^”]*(?:”|$)|«[^»]*(?:»|$)|(?<!\w)\"[^\"]*(?:\"|$)")


def quotation(text: str, start: int, end: int) -> Range | None:
    """The quotation around `[start, end)`, its marks included; one never closed runs to the passage's end."""
    inside = (found.span() for found in _PAIRS.finditer(text))
    return next((Range(*span) for span in inside if span[0] <= start and end <= span[1]), None)


def introduces(quote: Range, sentence: Range) -> bool:
    """Whether the sentence holds the quotation's beginning or its end, where its speaker is named."""
    return sentence.start <= quote.start < sentence.end or sentence.start < quote.end <= sentence.end
