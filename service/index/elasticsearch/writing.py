"""Rows into indices. An id is made of its document, so that doing it again changes nothing."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any
from uuid import uuid4

from elasticsearch import Elasticsearch
from elasticsearch.helpers import BulkIndexError, streaming_bulk

from service.index.base import Entry
from service.index.elasticsearch.indices import Indices
from service.index.elasticsearch.rows import rows
from service.index.elasticsearch.schema import Json

CHUNK_ROWS, CHUNK_BYTES = 500, 8_000_000
RETRIES, FIRST_WAIT, LONGEST_WAIT = 8, 0.5, 30.0
"""A node that is busy is asked again after waits that double, in seconds."""
STALE, LONGEST_ID, GONE = 1000, 512, 404


def write(client: Elasticsearch, indices: Indices, entries: Sequence[Entry]) -> None:
    """Put in the entries' rows, then take out what an earlier version of their documents had beside."""
    stamp = uuid4().hex
    _bulk(client, (_put(indices, entry, stamp) for entry in entries))
    _sweep(client, indices, [entry.document.id for entry in entries], kept=stamp)


def delete(client: Elasticsearch, indices: Indices, documents: Sequence[str]) -> None:
    """Take out every row of documents."""
    _sweep(client, indices, documents, kept="")


def _put(indices: Indices, entry: Entry, stamp: str) -> Iterator[dict[str, Json]]:
    for kind, key, fields in rows(entry):
        yield {"_op_type": "index", "_index": indices[kind], "_id": _id(key), "_source": {**fields, "stamp": stamp}}


def _sweep(client: Elasticsearch, indices: Indices, documents: Sequence[str], *, kept: str) -> None:
    """Take out the documents' rows that do not bear the stamp `kept`."""
    client.indices.refresh(index=indices.all())
    query: dict[str, Any] = {
        "bool": {"filter": [{"terms": {"document": list(documents)}}], "must_not": [{"term": {"stamp": kept}}]}
    }
    while found := _found(client, indices, query):
        _bulk(client, [({"_op_type": "delete", "_index": index, "_id": key} for index, key in found)])
        client.indices.refresh(index=indices.all())


def _found(client: Elasticsearch, indices: Indices, query: dict[str, Any]) -> list[tuple[str, str]]:
    answer = client.search(
        index=indices.all(), query=query, source=False, size=STALE, sort=["_doc"], allow_partial_search_results=False
    )
    return [(hit["_index"], hit["_id"]) for hit in answer["hits"]["hits"]]


def _bulk(client: Elasticsearch, actions: Iterable[Iterable[dict[str, Json]]]) -> None:
    """Send actions in chunks; raises `BulkIndexError` if rows are refused for good."""
    done = streaming_bulk(
        client,
        chain.from_iterable(actions),
        chunk_size=CHUNK_ROWS,
        max_chunk_bytes=CHUNK_BYTES,
        max_retries=RETRIES,
        initial_backoff=FIRST_WAIT,
        max_backoff=LONGEST_WAIT,
        retry_on_status=(429, 503),
        raise_on_error=False,
    )
    refused = [item for taken, item in done if not taken and _status(item) != GONE]
    if refused:
        raise BulkIndexError(f"{len(refused)} rows refused", refused)


def _status(item: dict[str, Any]) -> int:
    return int(next(iter(item.values()))["status"])


def _id(key: str) -> str:
    """Ids have at most 512 bytes; a longer key is told apart by its hash."""
    return key if len(key.encode()) <= LONGEST_ID else hashlib.sha256(key.encode()).hexdigest()
