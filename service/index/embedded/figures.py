"""Figures and entities asked of SQLite."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import sqlalchemy as sa

from pipelines.record import Label
from service.cursor import seal, unseal
from service.errors import InvalidCursor
from service.index.embedded.around import around
from service.index.embedded.facts import ENTITIES, ENTITY_KEYS, FIGURES, FLAGS, TERMS
from service.index.filters import where
from service.index.folding import fold
from service.index.hits import EntityHit, FigureHit, FigurePage
from service.index.queries import EntityQuery, FigureGroup, FigureQuery
from service.index.sums import Bucket, sums

C = FIGURES.c
Condition = sa.ColumnElement[bool]


def figures(connection: sa.Connection, query: FigureQuery) -> FigurePage:
    """One page of figures, with the sums over all that match."""
    conditions = list(_conditions(query))
    if query.near:
        conditions.append(_has("points", around(connection, query.near)))
    rank = C[query.sort.value]
    page = sa.select(C.key, rank, C.hit).where(*conditions, *_after(query)).order_by(rank, C.key).limit(query.limit + 1)
    rows = connection.execute(page).all()
    more = seal(query, (rows[query.limit - 1][1], rows[query.limit - 1][0])) if 0 < query.limit < len(rows) else None
    return FigurePage(
        hits=tuple(FigureHit.model_validate_json(row.hit) for row in rows[: query.limit]),
        total=connection.scalar(sa.select(sa.func.count()).select_from(FIGURES).where(*conditions)) or 0,
        sums=sums(_buckets(connection, query.group_by, conditions)) if query.sums else (),
        next=more,
    )


def entities(connection: sa.Connection, query: EntityQuery) -> tuple[EntityHit, ...]:
    """Names by the beginning of one of their words, those in most documents first."""
    e = ENTITIES.c
    conditions: list[Condition] = []
    if query.prefix:
        start = fold(query.prefix)
        found = sa.select(ENTITY_KEYS.c.entity).where(ENTITY_KEYS.c.term >= start, ENTITY_KEYS.c.term < start + LAST)
        conditions.append(e.key.in_(found))
    conditions += [e.label.in_(query.labels)] if query.labels else []
    conditions += [e.collection.in_(query.collections)] if query.collections else []
    documents, mentions = sa.func.count(), sa.func.sum(e.mentions)
    counted = sa.select(e.name, e.label, documents, mentions).where(*conditions).group_by(e.name, e.label)
    rows = connection.execute(counted.order_by(documents.desc(), e.name, e.label).limit(query.limit))
    return tuple(EntityHit(name=n, label=Label(label), documents=d, mentions=m) for n, label, d, m in rows)


LAST = "\U0010ffff"
"""Sorts behind every letter."""


def _conditions(query: FigureQuery) -> Iterator[Condition]:
    exact = {
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
    yield from (C[name].in_([str(value) for value in values]) for name, values in exact.items() if values)
    if query.pages:
        yield C.page.in_(query.pages)
    yield from (C[name].is_(flag) for name in FLAGS if (flag := getattr(query, name)) is not None)
    if query.places:
        asked = where(query.places)
        yield sa.or_(_has("countries", asked.countries), _has("place_keys", asked.names))
    for field, names in (("source_words", query.sources), ("counted_words", query.counted)):
        if names:
            yield sa.or_(*(_worded(field, name) for name in names))
    if query.sentences:
        yield sa.or_(*(_said(name) for name in query.sentences))
    yield from _bounds(query)


def _bounds(query: FigureQuery) -> Iterator[Condition]:
    if query.since:
        yield C.last_day >= _day(query.since)
    if query.until:
        yield C.first_day <= _day(query.until)
    if query.minimum is not None:
        yield C.best >= query.minimum
    if query.maximum is not None:
        yield C.best <= query.maximum
    if query.confidence is not None:
        yield C.confidence >= query.confidence


def _worded(field: str, name: str) -> Condition:
    """All the words of a name."""
    return sa.and_(sa.true(), *(_has(field, [word]) for word in fold(name).split()))


def _said(name: str) -> Condition:
    """All the words in the figure's sentence."""
    return sa.and_(sa.true(), *(C.sentence_words.contains(f" {word} ") for word in fold(name).split()))


def _has(field: str, terms: Sequence[str]) -> Condition:
    """At least one of the terms."""
    return C.key.in_(sa.select(TERMS.c.figure).where(TERMS.c.field == field, TERMS.c.term.in_(terms)))


def _day(day: date) -> int:
    return day.toordinal()


def _after(query: FigureQuery) -> list[Condition]:
    if query.cursor is None:
        return []
    match unseal(query, query.cursor):
        case (int() | float() as rank, str() as key):
            return [sa.tuple_(C[query.sort.value], C.key) > sa.tuple_(sa.literal(float(rank)), sa.literal(key))]
    raise InvalidCursor("The cursor holds no position among figures.", advice="Leave it out to begin again.")


def _buckets(connection: sa.Connection, group: FigureGroup, conditions: Iterable[Condition]) -> Iterator[Bucket]:
    by = C[group.value]
    keys = (by, C.kind, C.unit, C.left_out)
    added = [sa.func.coalesce(sa.func.sum(C[name]), 0.0) for name in ("low", "best", "high")]
    unbounded = sa.func.count() - sa.func.count(C.high)
    asked = sa.select(*keys, sa.func.count(), *added, unbounded, sa.func.max(C.best))
    for row in connection.execute(asked.where(*conditions).group_by(*keys)):
        yield Bucket(*row)
