"""Figures, entities and document ids asked of Elasticsearch."""

from collections.abc import Iterator
from typing import Any

from elasticsearch import Elasticsearch

from pipelines.record import Label
from service.cursor import Position, seal, unseal
from service.errors import InvalidCursor
from service.index.elasticsearch import translate
from service.index.hits import EntityHit, FigureHit, FigurePage
from service.index.queries import EntityQuery, FigureQuery
from service.index.sums import Bucket, sums

STEP = 1000
"""Groups asked for at a time."""

Answer = dict[str, Any]
"""JSON to and from the client, which describes it no closer."""


def figures(client: Elasticsearch, index: str, query: FigureQuery) -> FigurePage:
    """One page of figures, with the sums over all that match. Raises `InvalidCursor`."""
    after = _place(query)
    asked = translate.figures(query)
    answer = client.search(
        index=index,
        query=asked,
        size=query.limit,
        sort=[{query.sort.value: "asc"}, {"key": "asc"}],
        search_after=list(after) or None,
        track_total_hits=True,
        source_includes=["hit"],
    ).body
    found: list[Answer] = answer["hits"]["hits"]
    more = len(found) == query.limit > 0 and (after or answer["hits"]["total"]["value"] > query.limit)
    return FigurePage(
        hits=tuple(FigureHit.model_validate_json(each["_source"]["hit"]) for each in found),
        total=answer["hits"]["total"]["value"],
        sums=sums(_buckets(client, index, query)) if query.sums else (),
        next=seal(query, tuple(found[-1]["sort"])) if more else None,
    )


def entities(client: Elasticsearch, index: str, query: EntityQuery) -> tuple[EntityHit, ...]:
    """Names by the beginning of one of their words, those in most documents first."""
    order = [{"_count": "desc"}, {"_key": "asc"}]
    terms = {"field": "identity", "size": query.limit, "shard_size": STEP, "order": order}
    counted = {"names": {"terms": terms, "aggs": {"mentions": {"sum": {"field": "mentions"}}}}}
    answer = client.search(index=index, query=translate.entities(query), size=0, aggs=counted).body
    return tuple(_entity(bucket) for bucket in answer["aggregations"]["names"]["buckets"])


def documents(client: Elasticsearch, index: str) -> Iterator[str]:
    """The ids of all documents, in order."""
    source = [{"document": {"terms": {"field": "document"}}}]
    for bucket in _composite(client, index, {"match_all": {}}, source, {}):
        yield bucket["key"]["document"]


def count(client: Elasticsearch, index: str) -> int:
    """How many documents there are; nearly, above 40,000."""
    counted = {"documents": {"cardinality": {"field": "document", "precision_threshold": 40_000}}}
    answer = client.search(index=index, size=0, aggs=counted).body
    return int(answer["aggregations"]["documents"]["value"])


def _place(query: FigureQuery) -> Position:
    if query.cursor is None:
        return ()
    match unseal(query, query.cursor):
        case (int() | float() as rank, str() as key):
            return rank, key
    raise InvalidCursor("The cursor holds no position among figures.", advice="Leave it out to begin again.")


def _buckets(client: Elasticsearch, index: str, query: FigureQuery) -> Iterator[Bucket]:
    names = {"group": query.group_by.value, "kind": "kind", "unit": "unit", "left_out": "left_out"}
    sources = [{name: {"terms": {"field": field, "missing_bucket": True}}} for name, field in names.items()]
    added = {name: {"sum": {"field": name}} for name in ("low", "best", "high")}
    counted = {"bounded": {"value_count": {"field": "high"}}, "largest": {"max": {"field": "best"}}}
    for bucket in _composite(client, index, translate.figures(query), sources, added | counted):
        yield _bucket(bucket)


def _bucket(bucket: Answer) -> Bucket:
    return Bucket(
        **bucket["key"],
        figures=bucket["doc_count"],
        low=bucket["low"]["value"],
        best=bucket["best"]["value"],
        high=bucket["high"]["value"],
        unbounded=bucket["doc_count"] - bucket["bounded"]["value"],
        largest=bucket["largest"]["value"],
    )


def _composite(
    client: Elasticsearch, index: str, query: Answer, sources: list[Answer], inside: Answer
) -> Iterator[Answer]:
    """Every bucket of a composite aggregation, however many."""
    after: Answer = {}
    while True:
        composite = {"sources": sources, "size": STEP, **({"after": after} if after else {})}
        aggregation = {"all": {"composite": composite, **({"aggs": inside} if inside else {})}}
        answer = client.search(index=index, query=query, size=0, aggs=aggregation).body["aggregations"]["all"]
        yield from answer["buckets"]
        if "after_key" not in answer:
            return
        after = answer["after_key"]


def _entity(bucket: Answer) -> EntityHit:
    name, _, label = bucket["key"].rpartition("\t")
    mentions = int(bucket["mentions"]["value"])
    return EntityHit(name=name, label=Label(label), documents=bucket["doc_count"], mentions=mentions)
