"""The text index's fields, and how a page becomes a tantivy document."""

from functools import cache

import tantivy
from pydantic import TypeAdapter
from pydantic_core import from_json

from service.index.analysis import FIELDS, PLAIN, STEM, indexed, read
from service.index.rows import PageRow, ShownPage

FACETS = ("people", "organizations", "places", "countries", "kinds", "language", "media_type", "collection")
"""Fields of exact values that are both filtered by and counted."""
SORTED = ("newest", "oldest", "month")
"""Fields of exact values that are ordered or counted by, and not asked for."""
_ROW, _SHOWN = TypeAdapter(PageRow), TypeAdapter(ShownPage)

KEYS = ("document", "entity_keys", "place_keys", "points")
KEPT = ("row", "text", "starts")
"""Bytes to show a page by: JSON, and the text and `Read.starts` in UTF-8."""


@cache
def schema() -> tantivy.Schema:
    """`text_*` and `head_*` hold words that are analysed already; `row` is what else is shown of the page.

    What is long is kept as it is, beside the row: to read it as JSON takes longer than to search.
    """
    building = tantivy.SchemaBuilder()
    for name in FIELDS:
        for part in ("text", "head"):
            kept = part == "text"
            building.add_text_field(f"{part}_{name}", stored=kept, tokenizer_name="whitespace", index_option="position")
    for name in KEYS:
        building.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in (*FACETS, *SORTED):
        building.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    building.add_integer_field("published", indexed=True, fast=True)
    for name in KEPT:
        building.add_bytes_field(name, stored=True)
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
    row_json = _SHOWN.dump_json(row, exclude={"text", "words"})
    for name, kept in zip(KEPT, (row_json, row.text.encode(), row.words.starts.encode()), strict=True):
        made.add_bytes(name, kept)
    return made


def pack(row: PageRow) -> bytes:
    """A row as bytes."""
    return _ROW.dump_json(row)


def unpack(packed: bytes) -> PageRow:
    """The row that was packed."""
    return _ROW.validate_json(packed)


def shown(kept: tantivy.Document) -> ShownPage:
    """What a stored document shows."""
    row, text, starts = (kept[name][0] for name in KEPT)
    words = {"plain": kept[f"text_{PLAIN}"][0], "stems": kept[f"text_{STEM}"][0], "starts": starts}
    return _SHOWN.validate_python(from_json(row) | {"text": text, "words": words})


def _values(value: str | tuple[str, ...] | None) -> tuple[str, ...]:
    return () if value is None else (value,) if isinstance(value, str) else value
