"""A typed query in tantivy's own words."""

from collections.abc import Iterable, Iterator

from tantivy import FieldType, Occur, Query

from service.index.analysis import FIELDS, PLAIN, analyse, asked, form
from service.index.embedded.schema import schema
from service.index.filters import where
from service.index.folding import fold
from service.index.queries import SearchQuery
from service.query import All, Any, Fuzzy, Leaf, Node, Not, Phrase, Prefix, Word

HEAD = 3.0
"""How much more a word in a title or heading counts than one in the text."""


def translate(query: SearchQuery, *, points: tuple[str, ...] = ()) -> Query:
    """Words that score and filters that do not; `points` are those near enough, where that is asked for."""
    found = [*_filters(query), *([_one_of("points", points)] if query.near else [])]
    filters = [(Occur.Must, Query.const_score_query(each, 0.0)) for each in found]
    others = [(Occur.MustNot, _one_of("document", query.other_than))] if query.other_than else []
    return Query.boolean_query([(Occur.Must, _node(query.text)), *filters, *others])


def _node(node: Node) -> Query:
    match node:
        case All():
            return _all(node.nodes)
        case Any():
            return Query.boolean_query([(Occur.Should, _node(inner)) for inner in node.nodes])
        case Not():
            return _all((node,))
        case _:
            return Query.disjunction_max_query(list(_places(node)))


def _all(nodes: tuple[Node, ...]) -> Query:
    """Something must match for tantivy to take anything away from."""
    wanted = [(Occur.Must, _node(node)) for node in nodes if not isinstance(node, Not)]
    unwanted = [(Occur.MustNot, _node(node.node)) for node in nodes if isinstance(node, Not)]
    return Query.boolean_query([*(wanted or [(Occur.Must, Query.all_query())]), *unwanted])


def _places(leaf: Leaf) -> Iterator[Query]:
    """The leaf in each field where it may stand."""
    for name in FIELDS if isinstance(leaf, Word) else (PLAIN,):
        yield Query.boost_query(_leaf(leaf, f"head_{name}", name), HEAD)
        if not leaf.title:
            yield _leaf(leaf, f"text_{name}", name)


def _leaf(leaf: Leaf, field: str, name: str) -> Query:
    match leaf:
        case Phrase():
            return _phrase(field, [found for word in leaf.words for found in analyse(word)])
        case Prefix():
            return Query.fuzzy_term_query(schema(), field, form(leaf.text), distance=0, prefix=True)
        case Fuzzy():
            return Query.fuzzy_term_query(schema(), field, form(leaf.text), distance=leaf.distance)
        case Word():
            terms = [Query.term_query(schema(), field, word) for word in asked(leaf.text, name)]
            return Query.disjunction_max_query(terms)


def _phrase(field: str, forms: list[str]) -> Query:
    if len(forms) == 1:
        return Query.term_query(schema(), field, forms[0])
    return Query.phrase_query(schema(), field, list(forms))


def _filters(query: SearchQuery) -> Iterator[Query]:
    exact = {
        "kinds": query.kinds,
        "language": query.languages,
        "media_type": query.media_types,
        "collection": query.collections,
        "document": query.documents,
        "entity_keys": [fold(name) for name in query.entities],
    }
    for field, values in exact.items():
        if values:
            yield _one_of(field, values)
    if query.places:
        yield _placed(query.places)
    if query.since or query.until:
        yield Query.range_query(
            schema(),
            "published",
            FieldType.Integer,
            lower_bound=query.since.toordinal() if query.since else None,
            upper_bound=query.until.toordinal() if query.until else None,
        )


def _placed(places: Iterable[str]) -> Query:
    wanted = where(places)
    found = [_one_of("countries", wanted.countries), _one_of("place_keys", wanted.names)]
    return Query.boolean_query([(Occur.Should, query) for query in found])


def _one_of(field: str, values: Iterable[str]) -> Query:
    return Query.term_set_query(schema(), field, [str(value) for value in values])
