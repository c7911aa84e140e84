"""Rows as Elasticsearch keeps them, and back."""

from collections.abc import Iterator
from dataclasses import asdict

from pydantic import TypeAdapter

from service.index.analysis import indexed
from service.index.base import Entry
from service.index.elasticsearch.schema import DOCUMENTS, FIGURES, MENTIONS, PAGES, Json
from service.index.projection import document_row, entity_rows, figure_rows, page_rows
from service.index.rows import DocumentRow, EntityRow, FigureRow, PageRow

_PAGE = TypeAdapter(PageRow)
_DOCUMENT = TypeAdapter(DocumentRow)
_BESIDE = ("newest", "oldest", "stamp")


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


def page_row(source: dict[str, Json]) -> PageRow:
    """The page that was kept."""
    return _PAGE.validate_python({name: value for name, value in source.items() if name not in _BESIDE})


def document_of(source: dict[str, Json]) -> DocumentRow:
    """The document that was kept, without its bands."""
    kept = {name: value for name, value in source.items() if name in DocumentRow.__slots__}
    return _DOCUMENT.validate_python(kept | {"signature": bytes.fromhex(str(kept["signature"])), "bands": ()})


def _document(row: DocumentRow) -> dict[str, Json]:
    return asdict(row) | {"signature": row.signature.hex()}


def _page(row: PageRow) -> dict[str, Json]:
    parts = (("text", row.text), ("head", row.head))
    words = {f"{part}_{name}": words for part, text in parts for name, words in indexed(text, row.language).items()}
    return asdict(row) | words | {"newest": row.newest, "oldest": row.oldest}


def _entity(row: EntityRow) -> dict[str, Json]:
    return asdict(row) | {"identity": f"{row.name}\t{row.label}"}


def _figure(row: FigureRow) -> dict[str, Json]:
    kept = {name: getattr(row, name) for name in FigureRow.__slots__ if name != "hit"}
    return kept | {"hit": row.hit.model_dump_json()}
