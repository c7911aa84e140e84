"""The text index's fields, and how a page becomes a tantivy document."""

from functools import cache

import tantivy
from pydantic import TypeAdapter

from service.index.analysis import FIELDS, indexed, read
from service.index.rows import PageRow, ShownPage

FACETS = ("people", "organizations", "places", "countries", "kinds", "language", "media_type", "collection")
"""Fields of exact values that are both filtered by and counted."""
SORTED = ("newest", "oldest", "month")
"""Fields of exact values that are ordered or counted by, and not asked for."""
_ROW, _SHOWN = TypeAdapter(PageRow), TypeAdapter(ShownPage)

KEYS = ("document", "entity_keys", "place_keys", "points")


@cache
def schema() -> tantivy.Schema:
    """`text_*` and `head_*` hold words that are analysed already; `row` is what is shown of the page."""
    building = tantivy.SchemaBuilder()
    for name in FIELDS:
        for part in ("text", "head"):
            building.add_text_field(f"{part}_{name}", tokenizer_name="whitespace", index_option="position")
    for name in KEYS:
        building.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in (*FACETS, *SORTED):
        building.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    building.add_integer_field("published", indexed=True, fast=True)
    building.add_bytes_field("row", stored=True)
    return building.build()


def document(row: PageRow) -> tantivy.Document:
    """The page as tantivy takes it in."""
    made = tantivy.Document()
    for part, found in (("text", row.words), ("head", read(row.head, row.language))):
        for name, words in indexed(found).items():
            made.add_text(f"{part}_{name}", words)
    for name in (*KEYS, *FACETS, *SORTED):
        for value in _values(getattr(row, name)):
            made.add_text(name, value)
    if row.published is not None:
        made.add_integer("published", row.published)
    made.add_bytes("row", _SHOWN.dump_json(row))
    return made


def pack(row: PageRow) -> bytes:
    """A row as bytes."""
    return _ROW.dump_json(row)


def unpack(packed: bytes) -> PageRow:
    """The row that was packed."""
    return _ROW.validate_json(packed)


def shown(packed: bytes) -> ShownPage:
    """What a stored document shows."""
    return _SHOWN.validate_json(packed)


def _values(value: str | tuple[str, ...] | None) -> tuple[str, ...]:
    return () if value is None else (value,) if isinstance(value, str) else value
