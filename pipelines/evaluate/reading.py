"""Reads a gold text the way a report is read: every line a paragraph, then entities, then figures."""

from datetime import date

from pipelines import entities, figures, nlp
from pipelines.entities.naming import Naming
from pipelines.options import Profile
from pipelines.parsed import Parsed
from pipelines.record import Block, BlockKind, Figure, Page


def read(text: str, *, language: str, published: date | None, profile: Profile) -> tuple[Naming, tuple[Figure, ...]]:
    """The entities and figures of a text that is known to be in `language`, published on the day given."""
    blocks = tuple(_blocks(text, language))
    page = Page(number=1, start=0, end=len(text))
    parsed = Parsed(media_type="text/plain", text=text, pages=(page,), blocks=blocks, published=published)
    with nlp.analysed(text, blocks, profile=profile) as passages:
        naming = entities.resolve(passages)
        return naming, figures.resolve(passages, naming, parsed)


def _blocks(text: str, language: str) -> list[Block]:
    blocks, start = [], 0
    for line in text.split("\n"):
        end = start + len(line)
        blocks.append(Block(kind=BlockKind.PARAGRAPH, page=1, start=start, end=end, language=language))
        start = end + 1
    return blocks
