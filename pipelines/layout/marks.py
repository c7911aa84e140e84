"""What the first characters of a line, and its shape, say about it."""

import re
from functools import cache

from pipelines.packs import packs

_BULLET = re.compile(r"\s*(?:[•‣⁃◦▪▫●○■□➢➤✓✔·*]|[-–—](?=\s))\s*\S")
_NUMBERED = re.compile(r"\s*(?:\(?(?:\d{1,3}|[a-z]|[ivxl]{1,5})\)|(?:\d{1,3}|[a-zA-Z])\.)\s+\S")
_SECTION = re.compile(r"\s*(?:\d{1,2}(?:\.\d{1,2})*\.?|[IVXL]{1,5}\.|[A-Z]\.)\s+[^\W\d_]")
_ENDS_SENTENCE = re.compile(r"[.!?:;,؟。！？…]['\"”’»)\]]*\s*$")
_LEADER = re.compile(r"(?:(?:\. ?){4,}|…{2,})\s*$")

NUMBERED_ITEM_WORDS = 60
"""A numbered paragraph longer than this is a paragraph: official reports number all of theirs."""
HEADING_WORDS = 18
"""A heading has at most this many words; the longest of 30 official reports had 17."""

_CAPITALS = 4


def is_list_item(text: str) -> bool:
    """Whether the text begins with a bullet, or with a number or letter and is short enough for an item."""
    return bool(_BULLET.match(text)) or (bool(_NUMBERED.match(text)) and len(text.split()) <= NUMBERED_ITEM_WORDS)


def starts_item(line: str) -> bool:
    """Whether a line begins with a bullet or a number, so that it starts a new item or paragraph."""
    return bool(_BULLET.match(line) or _NUMBERED.match(line))


def is_numbered_section(text: str) -> bool:
    """Whether the text begins like a section's title: `2.1 Findings`, `IV. Conclusions`."""
    return bool(_SECTION.match(text))


def has_heading_shape(text: str) -> bool:
    """Whether the text is short, does not end as a sentence does, and begins with a capital or a digit."""
    words = text.split()
    if not 0 < len(words) <= HEADING_WORDS or _ENDS_SENTENCE.search(text):
        return False
    first = next((char for char in text if char.isalnum()), "")
    return (first.isdigit() or not first.islower()) and any(char.isalpha() for char in text)


def ends_sentence(text: str) -> bool:
    """Whether the text ends with punctuation that closes a sentence or a clause."""
    return bool(_ENDS_SENTENCE.search(text))


def ends_with_leader(text: str) -> bool:
    """Whether dots lead from the end of the text to something beside it, as in a table of contents."""
    return bool(_LEADER.search(text))


def is_all_capitals(text: str) -> bool:
    """Whether the text has at least four letters and none in lower case."""
    letters = [char for char in text if char.isalpha()]
    return len(letters) >= _CAPITALS and not any(char.islower() for char in letters)


def is_caption(text: str) -> bool:
    """Whether the text begins as a caption does in one of the packs' languages: `Table 3`, `Figure 2:`, `Cuadro IV`."""
    return bool(_caption().match(text))


@cache
def _caption() -> re.Pattern[str]:
    words = "|".join(sorted({re.escape(word) for pack in packs() for word in pack.lines("captions.txt")}))
    return re.compile(rf"\s*(?:{words})\s*(?:[A-Z]?\d+(?:\.\d+)*|[IVXL]+|[A-Z])\b", re.IGNORECASE)
