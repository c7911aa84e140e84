"""The report's own date: what the text says of it goes before what the file's metadata says."""

from dataclasses import replace

from pipelines.dates import published
from pipelines.parsed import Parsed


def dated(parsed: Parsed) -> Parsed:
    """The same report with `published` taken from its dateline or first page, if they name a date."""
    found = published(parsed.text, parsed.blocks)
    return replace(parsed, published=found[0], published_from=found[1]) if found else parsed
