"""Near-duplicates asked of SQLite."""

from collections.abc import Mapping

import sqlalchemy as sa

from service.index.embedded.facts import BANDS, SIGNATURES
from service.index.hits import Duplicate
from service.index.likeness import near
from service.index.queries import DuplicateQuery
from service.index.rows import DocumentRow

S = SIGNATURES.c
_MINE, _OTHERS = BANDS.alias("mine").c, BANDS.alias("others").c
_ALIKE = sa.select(_MINE.document, _OTHERS.document).where(
    _MINE.document.in_(sa.bindparam("documents", expanding=True)),
    _OTHERS.band == _MINE.band,
    _OTHERS.document != _MINE.document,
)
"""Documents with a band in common with those asked about; mostly there are none, and nothing else has to be read."""


def duplicates(connection: sa.Connection, query: DuplicateQuery) -> Mapping[str, tuple[Duplicate, ...]]:
    """What says nearly the same as each document asked about."""
    alike = {document for pair in connection.execute(_ALIKE, {"documents": query.documents}) for document in pair}
    if not alike:
        return {}
    seen = [S.collection.in_(query.collections)] if query.collections else []
    found = connection.execute(SIGNATURES.select().where(S.document.in_(alike), *seen)).mappings()
    rows = [DocumentRow(key=row["document"], bands=(), **row) for row in found]
    asked = set(query.documents)
    return near([row for row in rows if row.document in asked], rows)
