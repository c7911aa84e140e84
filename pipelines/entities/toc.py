"""Blocks in which a name is no mention: running heads and feet, and tables of contents."""

import re

from pipelines.entities.spans import words_of
from pipelines.passage import Passage
from pipelines.record import BlockKind

_LEADERS = re.compile(r"(?:\.\s?){4,}\s*(?:\d+|[ivxlc]+)\s*$|…{2,}\s*\d+\s*$", re.MULTILINE)
_LAYOUT = frozenset({BlockKind.HEADER, BlockKind.FOOTER})


def speaks(passage: Passage) -> bool:
    """Whether the passage's names are mentions: no running head, no contents line, and a pack for it."""
    return passage.pack is not None and passage.block.kind not in _LAYOUT and not _lists(passage)


def _lists(passage: Passage) -> bool:
    """Whether the passage is a contents line; a text without a run of dots is none."""
    text = words_of(passage.doc, passage.pack.code if passage.pack else "und").text
    return ("..." in text or ". ." in text or "…" in text) and _LEADERS.search(text) is not None
