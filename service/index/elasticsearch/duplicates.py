"""Near-duplicates asked of Elasticsearch."""

from collections.abc import Mapping

from elasticsearch import Elasticsearch

from service.index.elasticsearch.rows import document_of
from service.index.hits import Duplicate
from service.index.likeness import near
from service.index.queries import DuplicateQuery

MOST = 1000
"""Most documents that are compared."""


def duplicates(client: Elasticsearch, index: str, query: DuplicateQuery) -> Mapping[str, tuple[Duplicate, ...]]:
    """What says nearly the same as each document asked about; the cluster looks up the bands of each itself."""
    alike = [{"terms": {"bands": {"index": index, "id": each, "path": "bands"}}} for each in query.documents]
    seen = [{"terms": {"collection": list(query.collections)}}] if query.collections else []
    answer = client.search(
        index=index,
        query={"bool": {"should": alike, "minimum_should_match": 1, "filter": seen}},
        size=MOST,
        source_excludes=["bands"],
        track_total_hits=False,
    )
    rows = [document_of(hit["_source"]) for hit in answer["hits"]["hits"]]
    return near([row for row in rows if row.document in set(query.documents)], rows)
