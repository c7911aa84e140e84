"""Near-duplicates asked of Elasticsearch."""

from collections.abc import Mapping, Sequence
from typing import Any

from elasticsearch import Elasticsearch

from service.index.elasticsearch.rows import document_of
from service.index.hits import Duplicate
from service.index.likeness import near
from service.index.queries import DuplicateQuery
from service.index.rows import DocumentRow

MOST = 1000
"""Most documents that are compared."""


def duplicates(client: Elasticsearch, index: str, query: DuplicateQuery) -> Mapping[str, tuple[Duplicate, ...]]:
    """What says nearly the same as each document asked about."""
    asked = _found(client, index, [{"terms": {"document": list(query.documents)}}], ["bands"])
    shared = sorted({band for source in asked for band in source["bands"]})
    seen = [{"terms": {"collection": list(query.collections)}}] if query.collections else []
    names = [name for name in DocumentRow.__slots__ if name != "bands"]
    rows = [document_of(source) for source in _found(client, index, [{"terms": {"bands": shared}}, *seen], names)]
    return near([row for row in rows if row.document in set(query.documents)], rows)


def _found(client: Elasticsearch, index: str, filters: Sequence[dict[str, Any]], names: list[str]) -> list[Any]:
    answer = client.search(
        index=index, query={"bool": {"filter": filters}}, size=MOST, source_includes=names, track_total_hits=False
    )
    return [hit["_source"] for hit in answer["hits"]["hits"]]
