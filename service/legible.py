"""Text from outside that can be kept anywhere: a file's name may hold bytes that are no characters."""

import re

_ILLEGIBLE = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")


def legible(text: str) -> str:
    """The text with U+FFFD for each control character and each byte that could not be read.

    PostgreSQL keeps no U+0000, and UTF-8 has no place for the surrogates that Python reads such bytes as (PEP 383).
    """
    return _ILLEGIBLE.sub("\N{REPLACEMENT CHARACTER}", text)
