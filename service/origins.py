"""Where documents came from: sent by themselves, inside another document, or both, more than once.

The functions work on a connection to the catalogue's database.
"""

from collections.abc import Sequence

import sqlalchemy as sa

from pipelines.record import Frozen

METADATA = sa.MetaData()

ORIGINS = sa.Table(
    "origins",
    METADATA,
    sa.Column("document", sa.String(80), primary_key=True),
    sa.Column("parent", sa.String(80), primary_key=True),
    sa.Column("root", sa.String(80), nullable=False),
    sa.Column("depth", sa.Integer, nullable=False),
    sa.Index("origins_by_parent", "parent"),
    sa.Index("origins_by_root", "root"),
)
C = ORIGINS.c
ALONE = ""
"""The parent of what was sent by itself."""
_IDS = sa.table("documents", sa.column("id"))


class Origin(Frozen):
    """The shortest way to a document: `parent` is None and `depth` 0 if it was sent by itself.

    `root` is the document at the top, itself or the one sent by itself that holds it.
    """

    parent: str | None
    root: str
    depth: int


def create(connection: sa.Connection) -> None:
    """Make the table; what is listed so far was sent by itself."""
    METADATA.create_all(connection)
    alone = sa.select(_IDS.c.id, sa.literal(ALONE), _IDS.c.id, sa.literal(0))
    connection.execute(ORIGINS.insert().from_select(["document", "parent", "root", "depth"], alone))


def note(connection: sa.Connection, document: str, parent: str | None) -> None:
    """Note one more way. Raises `IntegrityError` if it is known."""
    above = None if parent is None else origin(connection, parent)
    row = {"document": document, "parent": parent or ALONE, "root": document, "depth": 0}
    if above:
        row |= {"root": above.root, "depth": above.depth + 1}
    connection.execute(ORIGINS.insert().values(row))


def origin(connection: sa.Connection, document: str) -> Origin:
    """Where the document came from; one of which nothing is known counts as sent by itself."""
    ways = ORIGINS.select().where(C.document == document).order_by(C.depth, C.parent)
    row = connection.execute(ways).first()
    return Origin(parent=row.parent or None, root=row.root, depth=row.depth) if row else _by_itself(document)


def inside(connection: sa.Connection, documents: Sequence[str]) -> set[str]:
    """What came in any of the documents."""
    return set(connection.scalars(sa.select(C.document).where(C.parent.in_(documents))))


def only_in(connection: sa.Connection, document: str) -> tuple[str, ...]:
    """What came in the document, at any depth, and in no other way from outside."""
    found, fresh = {document}, [document]
    while fresh:
        fresh = sorted(inside(connection, fresh) - found)
        found |= set(fresh)
    ways = connection.execute(sa.select(C.document, C.parent).where(C.document.in_(found - {document}))).all()
    while outside := {way.document for way in ways if way.parent not in found} & found:
        found -= outside
    return tuple(sorted(found - {document}))


def forget(connection: sa.Connection, document: str) -> None:
    """Forget how the document came, and what came in it."""
    connection.execute(ORIGINS.delete().where(sa.or_(C.document == document, C.parent == document)))


def _by_itself(document: str) -> Origin:
    return Origin(parent=None, root=document, depth=0)
