"""Rows as Elasticsearch keeps them, and back."""

from collections.abc import Iterator
from dataclasses import asdict, fields

from pydantic import TypeAdapter

from service.index.analysis import indexed, read
from service.index.base import Entry
from service.index.elasticsearch.schema import DOCUMENTS, FIGURES, MENTIONS, PAGES, Json
from service.index.projection import document_row, entity_rows, figure_rows, page_rows
from service.index.rows import DocumentRow, EntityRow, FigureRow, PageRow, ShownPage

_PAGE = TypeAdapter(ShownPage)
SHOWN = tuple(field.name for field in fields(ShownPage))
"""The fields that a hit is made of."""
_DOCUMENT = TypeAdapter(DocumentRow)


def rows(entry: Entry) -> Iterator[tuple[str, str, dict[str, Json]]]:
    """Each row of a record: the sort of it, its id and its fields."""
    for page in page_rows(entry):
        yield PAGES, page.key, _page(page)
    for entity in entity_rows(entry):
        yield MENTIONS, entity.key, _entity(entity)
    document = document_row(entry)
    yield DOCUMENTS, document.key, _document(document)
    for figure in figure_rows(entry):
        yield FIGURES, figure.key, _figure(figure)


def shown(source: dict[str, Json]) -> ShownPage:
    """What a kept page shows."""
    return _PAGE.validate_python(source)


def document_of(source: dict[str, Json]) -> DocumentRow:
    """The document that was kept, without its bands."""
    kept = {name: value for name, value in source.items() if name in DocumentRow.__slots__}
    return _DOCUMENT.validate_python(kept | {"signature": bytes.fromhex(str(kept["signature"])), "bands": ()})


def _document(row: DocumentRow) -> dict[str, Json]:
    return asdict(row) | {"signature": row.signature.hex()}


def _page(row: PageRow) -> dict[str, Json]:
    parts = (("text", row.words), ("head", read(row.head, row.language)))
    words = {f"{part}_{name}": words for part, found in parts for name, words in indexed(found).items()}
    return asdict(row) | words | {"newest": row.newest, "oldest": row.oldest, "month": row.month}


def _entity(row: EntityRow) -> dict[str, Json]:
    return asdict(row) | {"identity": f"{row.name}\t{row.label}"}


def _figure(row: FigureRow) -> dict[str, Json]:
    kept = {name: getattr(row, name) for name in FigureRow.__slots__ if name != "hit"}
    return kept | {"hit": row.hit.model_dump_json()}
