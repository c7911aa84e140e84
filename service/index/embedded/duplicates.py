"""Near-duplicates asked of SQLite."""

from collections.abc import Mapping

import sqlalchemy as sa

from service.index.embedded.facts import BANDS, SIGNATURES
from service.index.hits import Duplicate
from service.index.likeness import near
from service.index.queries import DuplicateQuery
from service.index.rows import DocumentRow

S = SIGNATURES.c


def duplicates(connection: sa.Connection, query: DuplicateQuery) -> Mapping[str, tuple[Duplicate, ...]]:
    """What says nearly the same as each document asked about."""
    shared = sa.select(BANDS.c.band).where(BANDS.c.document.in_(query.documents))
    alike = sa.select(BANDS.c.document).where(BANDS.c.band.in_(shared))
    seen = [S.collection.in_(query.collections)] if query.collections else []
    found = connection.execute(SIGNATURES.select().where(S.document.in_(alike), *seen)).mappings()
    rows = [DocumentRow(key=row["document"], bands=(), **row) for row in found]
    asked = set(query.documents)
    return near([row for row in rows if row.document in asked], rows)
