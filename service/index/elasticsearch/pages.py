"""Pages asked of Elasticsearch."""

from collections.abc import Callable, Sequence
from typing import Any

from elastic_transport import ObjectApiResponse
from elasticsearch import Elasticsearch, NotFoundError

from service.cursor import Position, seal, unseal
from service.errors import InvalidCursor
from service.index.answers import hits
from service.index.dates import MONTHS, in_order, years
from service.index.elasticsearch import translate
from service.index.elasticsearch.moments import KEEP, Moments
from service.index.elasticsearch.rows import SHOWN as SHOWN_FIELDS
from service.index.elasticsearch.rows import shown
from service.index.elasticsearch.schema import FACETS
from service.index.hits import Facet, FacetValue, SearchPage
from service.index.queries import SearchQuery, SearchSort

SHOWN, COUNTED = 10, 1000
FACET_NAMES = {"language": "languages", "media_type": "media_types", "collection": "collections"}

Answer = dict[str, Any]
"""JSON to and from the client, which describes it no closer."""


def search(client: Elasticsearch, index: str, query: SearchQuery, *, moments: Moments) -> SearchPage:
    """One page of hits. Raises `InvalidCursor`."""
    moment, after = _place(query)
    answer = _ask(client, index, _request(query, after), moment)
    found: list[Answer] = answer["hits"]["hits"]
    counted: Answer = answer.get("aggregations", {})
    months = in_order(map(_value, counted.get("month", {}).get("buckets", ())))
    scored = query.order is SearchSort.RELEVANCE
    return SearchPage(
        hits=hits(((each["_score"] if scored else None, shown(each["_source"])) for each in found), query),
        total=answer["hits"]["total"]["value"],
        facets=tuple(_facet(name, counted[name]["buckets"]) for name in FACETS) if query.facets else (),
        months=months,
        years=years(months),
        next=_next(query, answer, lambda: moments.now(client, index)),
    )


def count(client: Elasticsearch, index: str, queries: Sequence[SearchQuery]) -> tuple[int, ...]:
    """How many pages match each query, asked in one request."""
    if not queries:
        return ()
    asked = {str(number): {"filter": translate.search(query)} for number, query in enumerate(queries)}
    counted = client.search(index=index, size=0, aggs=asked, track_total_hits=False).body["aggregations"]
    return tuple(counted[number]["doc_count"] for number in asked)


def _request(query: SearchQuery, after: Position) -> Answer:
    relevance = [{"_score": "desc"}, {"key": "asc"}]
    return {
        "query": translate.search(query),
        "size": query.limit,
        "sort": relevance if query.order is SearchSort.RELEVANCE else [{query.order.value: "asc"}],
        "track_total_hits": True,
        "source_includes": list(SHOWN_FIELDS),
        **({"search_after": list(after)} if after else {}),
        **({"aggs": _counted()} if query.facets else {}),
    }


def _counted() -> Answer:
    months = {"month": {"terms": {"field": "month", "size": MONTHS}}}
    return {name: {"terms": _terms(name)} for name in FACETS} | months


def _terms(field: str) -> Answer:
    return {"field": field, "size": SHOWN, "shard_size": COUNTED, "order": [{"_count": "desc"}, {"_key": "asc"}]}


def _ask(client: Elasticsearch, index: str, request: Answer, moment: str | None) -> Answer:
    """Ask of the moment that the cursor holds on to, or of the present if that is over."""
    if moment:
        try:
            return _body(client.search(pit={"id": moment, "keep_alive": KEEP}, **request))
        except NotFoundError:
            pass
    return _body(client.search(index=index, **request))


def _body(answer: ObjectApiResponse[Any]) -> Answer:
    return dict(answer.body)


def _place(query: SearchQuery) -> tuple[str | None, Position]:
    """The moment and the last hit of the search that gave the cursor."""
    if query.cursor is None:
        return None, ()
    match unseal(query, query.cursor):
        case (str() as moment, int() | float() as score, str() as key):
            return moment, (score, key)
        case (str() as last,):
            return None, (last,)
    raise InvalidCursor("The cursor holds no position among hits.", advice="Leave it out to begin again.")


def _next(query: SearchQuery, answer: Answer, now: Callable[[], str]) -> str | None:
    """The cursor after the last hit. Dates are a position by themselves; scores only within one moment of the index."""
    found = answer["hits"]["hits"]
    if not found or len(found) < query.limit or (not query.cursor and answer["hits"]["total"]["value"] <= query.limit):
        return None
    last = found[-1]["sort"]
    if query.order is not SearchSort.RELEVANCE:
        return seal(query, (last[0],))
    moment = answer.get("pit_id") or now()
    return seal(query, (moment, last[0], last[1]))


def _facet(name: str, buckets: list[Answer]) -> Facet:
    return Facet(name=FACET_NAMES.get(name, name), values=tuple(map(_value, buckets)))


def _value(bucket: Answer) -> FacetValue:
    return FacetValue(value=bucket["key"], count=bucket["doc_count"])
