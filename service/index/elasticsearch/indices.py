"""Making indices and changing which of them serve.

Each alias (`tally-pages`) points to one numbered index (`tally-pages-000001`). A rebuild fills the next number and
moves all aliases in one step.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from elasticsearch import BadRequestError, Elasticsearch

from service.index.elasticsearch.connection import Connection
from service.index.elasticsearch.schema import mappings, settings

_NUMBER = re.compile(r"-(\d{6})$")


@dataclass(frozen=True, slots=True)
class Indices:
    """The names to write to: an alias, or the index behind it, for each sort of row."""

    names: dict[str, str]

    def __getitem__(self, rows: str) -> str:
        return self.names[rows]

    def all(self) -> str:
        """All names, as the client takes several."""
        return ",".join(self.names.values())


def serving(connection: Connection) -> Indices:
    """The aliases."""
    return Indices({rows: connection.alias(rows) for rows in mappings()})


def ensure(connection: Connection) -> None:
    """Make what is missing."""
    for rows in mappings():
        if not connection.searching.indices.exists_alias(name=connection.alias(rows)):
            _create(connection.writing, connection.alias(rows), rows, number=1, aliased=True)


def outdated(connection: Connection) -> list[str]:
    """The aliases whose index was made with other mappings than this version's."""
    found = connection.searching.indices.get_mapping(index=serving(connection).all()).body
    wanted = {connection.alias(rows): mapping["_meta"] for rows, mapping in mappings().items()}
    return [
        alias
        for alias, meta in wanted.items()
        if any(name.startswith(f"{alias}-") and index["mappings"].get("_meta") != meta for name, index in found.items())
    ]


def make_next(connection: Connection) -> Indices:
    """New, empty indices beside those that serve."""
    number = max((_number(name) for name in _behind(connection)), default=0) + 1
    for rows in mappings():
        _create(connection.writing, connection.alias(rows), rows, number=number, aliased=False)
    return Indices({rows: f"{connection.alias(rows)}-{number:06d}" for rows in mappings()})


def put_in_service(connection: Connection, new: Indices) -> None:
    """Point every alias to the new indices, in one step, and remove the old ones."""
    old = [name for name in _behind(connection) if name not in new.names.values()]
    removed = [{"remove_index": {"index": name}} for name in old]
    added = [{"add": {"index": name, "alias": connection.alias(rows)}} for rows, name in new.names.items()]
    connection.writing.indices.update_aliases(actions=[*added, *removed])


def remove(connection: Connection, names: Iterable[str]) -> None:
    """Remove indices; those that are gone are passed over."""
    for name in names:
        connection.writing.indices.delete(index=name, ignore_unavailable=True)


def _behind(connection: Connection) -> list[str]:
    """Every numbered index of this archive, serving or left behind."""
    pattern = ",".join(f"{connection.alias(rows)}-*" for rows in mappings())
    found = connection.writing.indices.get(index=pattern, expand_wildcards="all", allow_no_indices=True)
    return [name for name in found if _NUMBER.search(name)]


def _number(name: str) -> int:
    found = _NUMBER.search(name)
    return int(found[1]) if found else 0


def _create(client: Elasticsearch, alias: str, rows: str, *, number: int, aliased: bool) -> None:
    try:
        client.indices.create(
            index=f"{alias}-{number:06d}",
            settings=settings(),
            mappings=mappings()[rows],
            aliases={alias: {}} if aliased else None,
        )
    except BadRequestError as error:
        if error.error != "resource_already_exists_exception":
            raise
