"""The indices: how each sort of row is mapped.

Words reach Elasticsearch ready-made (`service.index.analysis`), one space between them. So both engines find the same
pages whatever release of Lucene or Snowball is underneath, and an upgrade of the cluster changes no answer.
"""

import json
import zlib
from collections.abc import Mapping
from typing import TypeAlias, Union

from service.index.analysis import FIELDS

Json: TypeAlias = Union[str, int, float, bool, "list[Json]", "dict[str, Json]", None]

ROWS_VERSION = 2
"""Raise it when rows come to mean something else in the same fields."""

PAGES, MENTIONS, FIGURES, DOCUMENTS = "pages", "mentions", "figures", "documents"

KEYWORD: Json = {"type": "keyword", "ignore_above": 8000}
INTEGER: Json = {"type": "integer"}
DOUBLE: Json = {"type": "double"}
WORDS: Json = {"type": "text", "analyzer": "whitespace"}
POINT: Json = {"type": "geo_point"}
BOOLEAN: Json = {"type": "boolean"}
KEPT: Json = {"type": "object", "enabled": False}
NOT_INDEXED: Json = {"type": "keyword", "index": False, "doc_values": False}

FACETS = ("people", "organizations", "places", "countries", "kinds", "language", "media_type", "collection")


def settings() -> dict[str, Json]:
    """One primary shard, and a replica where there is another node."""
    return {"number_of_shards": 1, "auto_expand_replicas": "0-1"}


def mappings() -> Mapping[str, dict[str, Json]]:
    """The mapping of each index; a field that is not named here is refused."""
    return {
        PAGES: _strict(_pages(), excluded=_words()),
        MENTIONS: _strict(_mentions()),
        FIGURES: _strict(_figures()),
        DOCUMENTS: _strict(_documents()),
    }


def _strict(properties: dict[str, Json], *, excluded: tuple[str, ...] = ()) -> dict[str, Json]:
    return {
        "dynamic": "strict",
        "_meta": {"version": _version(properties)},
        "_source": {"excludes": list(excluded)},
        "properties": {**properties, "stamp": KEYWORD},
    }


def _version(properties: dict[str, Json]) -> str:
    """Told from the fields themselves, so that nobody has to remember to raise it; another one's index is made anew."""
    return f"{zlib.crc32(json.dumps([ROWS_VERSION, properties], sort_keys=True).encode()):08x}"


def _pages() -> dict[str, Json]:
    words: dict[str, Json] = dict.fromkeys(_words(), WORDS)
    exact = ("key", "document", *FACETS, "entity_keys", "place_keys", "newest", "oldest", "month")
    numbers: dict[str, Json] = dict.fromkeys(("page", "start", "published"), INTEGER)
    kept = ("text", "head", "filename", "title")
    other: dict[str, Json] = {"points": POINT, "boxes": KEPT, "words": KEPT}
    return words | dict.fromkeys(exact, KEYWORD) | numbers | dict.fromkeys(kept, NOT_INDEXED) | other


def _words() -> tuple[str, ...]:
    """The analysed copies of the text: searched, but not kept."""
    return tuple(f"{part}_{name}" for part in ("text", "head") for name in FIELDS)


def _mentions() -> dict[str, Json]:
    exact = ("key", "document", "collection", "label", "name", "identity", "keys")
    return {**dict.fromkeys(exact, KEYWORD), "mentions": INTEGER}


def _figures() -> dict[str, Json]:
    exact = ("key", "document", "collection", "kind", "unit", "status", "aggregation", "language", "media_type")
    grouped = ("left_out", "country", "place", "month", "source")
    described = ("qualifier", "rule", "figure", "part_of")
    terms = ("countries", "place_keys", "source_words", "counted_words", "sentence_words")
    numbers = ("low", "best", "high", "newest", "oldest", "largest", "confidence")
    return {
        **dict.fromkeys((*exact, *described, *grouped, *terms), KEYWORD),
        **dict.fromkeys(("first_day", "last_day", "page"), INTEGER),
        **dict.fromkeys(("in_table", "revised"), BOOLEAN),
        "points": POINT,
        **dict.fromkeys(numbers, DOUBLE),
        "hit": NOT_INDEXED,
    }


def _documents() -> dict[str, Json]:
    exact = ("key", "document", "collection", "bands")
    kept = ("filename", "title", "signature")
    return {**dict.fromkeys(exact, KEYWORD), **dict.fromkeys(kept, NOT_INDEXED)}
