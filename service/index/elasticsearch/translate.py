"""A typed query in Elasticsearch's own words. What a user typed is only ever a value, never a query."""

from collections.abc import Iterable, Iterator, Mapping

from service.index.analysis import FIELDS, PLAIN, analyse, asked, form
from service.index.elasticsearch.schema import Json
from service.index.filters import where
from service.index.folding import fold
from service.index.queries import EntityQuery, FigureQuery, Near, SearchQuery
from service.query import All, Any, Fuzzy, Leaf, Node, Not, Phrase, Prefix, Word

HEAD = 3.0
"""How much more a word in a title or heading counts than one in the text."""

EXPANDED = 1000
"""Most words that a misspelt one stands for."""

Clause = dict[str, Json]


def search(query: SearchQuery) -> Clause:
    """Words that score and filters that do not."""
    others = list(_exact({"document": query.other_than}))
    return _bool(must=[_node(query.text)], filter=list(_page_filters(query)), must_not=others)


def figures(query: FigureQuery) -> Clause:
    """Filters over figures."""
    return _bool(filter=list(_figure_filters(query)))


def entities(query: EntityQuery) -> Clause:
    """Filters over entities."""
    beginning: list[Clause] = [{"prefix": {"keys": {"value": fold(query.prefix)}}}] if query.prefix else []
    exact = {"label": query.labels, "collection": query.collections}
    return _bool(filter=[*beginning, *_exact(exact)])


def _node(node: Node) -> Clause:
    match node:
        case All():
            wanted = [_node(inner) for inner in node.nodes if not isinstance(inner, Not)]
            unwanted = [_node(inner.node) for inner in node.nodes if isinstance(inner, Not)]
            return _bool(must=wanted or [{"match_all": {}}], must_not=unwanted)
        case Any():
            return {"bool": {"should": [_node(inner) for inner in node.nodes], "minimum_should_match": 1}}
        case Not():
            return _node(All((node,)))
        case _:
            return {"dis_max": {"queries": list(_places(node))}}


def _places(leaf: Leaf) -> Iterator[Clause]:
    """The leaf in each field where it may stand."""
    for name in FIELDS if isinstance(leaf, Word) else (PLAIN,):
        yield _leaf(leaf, f"head_{name}", name, HEAD)
        if not leaf.title:
            yield _leaf(leaf, f"text_{name}", name, 1.0)


def _leaf(leaf: Leaf, field: str, name: str, boost: float) -> Clause:
    match leaf:
        case Phrase():
            return {"match_phrase": {field: {"query": " ".join(_forms(leaf.words)), "boost": boost}}}
        case Prefix():
            return {"prefix": {field: {"value": form(leaf.text), "boost": boost}}}
        case Fuzzy():
            options: Clause = {
                "fuzziness": leaf.distance,
                "max_expansions": EXPANDED,
                "rewrite": "constant_score",
                "boost": boost,
            }
            return {"fuzzy": {field: {"value": form(leaf.text), **options}}}
        case Word():
            terms: list[Json] = [{"term": {field: {"value": word}}} for word in asked(leaf.text, name)]
            return {"dis_max": {"queries": terms, "boost": boost}}


def _forms(words: Iterable[str]) -> list[str]:
    return [found for word in words for found in analyse(word)]


def _page_filters(query: SearchQuery) -> Iterator[Clause]:
    yield from _exact(
        {
            "kinds": query.kinds,
            "language": query.languages,
            "media_type": query.media_types,
            "collection": query.collections,
            "document": query.documents,
            "entity_keys": [fold(name) for name in query.entities],
        }
    )
    yield from _placed(query.places)
    yield from _around(query.near)
    if query.since:
        yield _range("published", gte=query.since.toordinal())
    if query.until:
        yield _range("published", lte=query.until.toordinal())


def _figure_filters(query: FigureQuery) -> Iterator[Clause]:
    yield from _exact(
        {
            "kind": query.kinds,
            "unit": query.units,
            "status": query.statuses,
            "aggregation": query.aggregations,
            "language": query.languages,
            "media_type": query.media_types,
            "collection": query.collections,
            "document": query.documents,
            "qualifier": query.qualifiers,
            "left_out": query.left_out,
            "rule": query.rules,
            "figure": query.figures,
            "part_of": query.wholes,
        }
    )
    yield from _placed(query.places)
    yield from _around(query.near)
    worded = {"source_words": query.sources, "counted_words": query.counted, "sentence_words": query.sentences}
    for field, names in worded.items():
        if names:
            yield _any([_worded(field, name) for name in names])
    if query.pages:
        yield {"terms": {"page": list[Json](query.pages)}}
    for flag, asked_for in (("in_table", query.in_table), ("revised", query.revised)):
        if asked_for is not None:
            yield {"term": {flag: asked_for}}
    yield from _figure_bounds(query)


def _figure_bounds(query: FigureQuery) -> Iterator[Clause]:
    if query.since:
        yield _range("last_day", gte=query.since.toordinal())
    if query.until:
        yield _range("first_day", lte=query.until.toordinal())
    if query.minimum is not None:
        yield _range("best", gte=query.minimum)
    if query.maximum is not None:
        yield _range("best", lte=query.maximum)
    if query.confidence is not None:
        yield _range("confidence", gte=query.confidence)


def _exact(filters: Mapping[str, Iterable[str]]) -> Iterator[Clause]:
    for field, values in filters.items():
        if wanted := [str(value) for value in values]:
            yield {"terms": {field: list[Json](wanted)}}


def _placed(places: Iterable[str]) -> Iterator[Clause]:
    """Pages or figures at any of the places."""
    wanted = where(places)
    if clauses := list(_exact({"countries": wanted.countries, "place_keys": wanted.names})):
        yield _any(clauses)


def _around(near: Near | None) -> Iterator[Clause]:
    """Pages or figures with a place near enough."""
    if near:
        yield {
            "geo_distance": {
                "distance": f"{near.within}km",
                "distance_type": "arc",
                "points": {"lat": near.lat, "lon": near.lon},
            }
        }


def _worded(field: str, name: str) -> Clause:
    """All the words of a name."""
    return _bool(filter=[{"term": {field: word}} for word in fold(name).split()])


def _range(field: str, **bounds: float) -> Clause:
    return {"range": {field: dict[str, Json](bounds)}}


def _any(clauses: list[Clause]) -> Clause:
    return {"bool": {"should": list[Json](clauses), "minimum_should_match": 1}}


def _bool(**clauses: list[Clause]) -> Clause:
    return {"bool": {name: list[Json](found) for name, found in clauses.items() if found}}
