"""What happens to one accepted document: it is extracted, then indexed. Either may be done again without harm."""

from collections.abc import Callable, Sequence

from pipelines.errors import TallyError
from pipelines.options import Options
from pipelines.parsed import Source
from pipelines.record import Document
from service.archive import Archive, erase
from service.catalogue import Listed
from service.errors import NotFound
from service.index.base import Entry

Extract = Callable[[Source, Options], Document]
"""Makes the record of a file. A function of a module, so that worker processes can find it."""


def pipeline(source: Source, options: Options) -> Document:
    """The record as `pipelines.run` makes it."""
    from pipelines.run import extract

    return extract(source, options=options)


def extract(archive: Archive, document: str, *, by: Extract = pipeline) -> None:
    """Make the document's record and keep it. Raises `InputError`, `ParseFailure` or `Unavailable`."""
    listed = archive.catalogue.get(document)
    archive.catalogue.started(document)
    with archive.store.local(document) as path:
        record = by(Source(path, listed.filename), archive.settings.options)
    archive.store.save(record)
    archive.catalogue.extracted(record)
    _gone(archive, document)


def index(archive: Archive, documents: Sequence[str]) -> None:
    """Make extracted documents searchable. Raises `IndexUnavailable`."""
    kept = [document for document in documents if not _gone(archive, document)]
    archive.engine.index(entry(archive, archive.catalogue.get(document)) for document in kept)
    archive.engine.flush()
    archive.catalogue.indexed(kept)


def entry(archive: Archive, listed: Listed) -> Entry:
    """A listed document's record, as it is indexed."""
    return Entry(document=archive.store.record(listed.id), collection=listed.collection)


def settle(archive: Archive, document: str, error: TallyError) -> None:
    """Note in the catalogue why a document failed."""
    archive.catalogue.failed(document, code=error.code, message=str(error))


def _gone(archive: Archive, document: str) -> bool:
    """Whether it was deleted meanwhile; then nothing of it is left behind."""
    try:
        archive.catalogue.get(document)
    except NotFound:
        erase(archive, document)
        return True
    return False
