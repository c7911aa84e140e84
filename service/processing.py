"""What happens to one accepted document: it is extracted, then indexed. Either may be done again without harm."""

import io
from collections.abc import Callable, Sequence

from pipelines.attachments import Room, Unpacked, name_in, within
from pipelines.errors import TallyError
from pipelines.options import Options
from pipelines.parsed import Source
from service.archive import Archive, accept, erase
from service.catalogue import Listed
from service.errors import NotFound
from service.index.base import Entry
from service.origins import Origin

Extract = Callable[[Source, Options], Unpacked]
"""Makes the record of a file and hands over what came in it. A function of a module, so that processes can find it."""


def pipeline(source: Source, options: Options) -> Unpacked:
    """The record as `pipelines.run` makes it."""
    from pipelines.run import unpack

    return unpack(source, options=options)


def extract(archive: Archive, document: str, *, by: Extract = pipeline) -> None:
    """Make the document's record, keep it, and accept what came in it.

    The files inside are then documents like any other, to be extracted by themselves (`catalogue.inside`).
    Raises `InputError`, `ParseFailure` or `Unavailable`.
    """
    listed = archive.catalogue.get(document)
    origin = archive.catalogue.origin(document)
    archive.catalogue.started(document)
    with archive.store.local(document) as path:
        unpacked = by(Source(path, listed.filename, origin.parent), archive.settings.options)
    unpacked, _ = within(unpacked, _room(archive, document, origin), limits=archive.settings.limits)
    archive.store.save(unpacked.document)
    _accept_inside(archive, unpacked, listed.collection)
    archive.catalogue.extracted(unpacked.document)
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


def _room(archive: Archive, document: str, origin: Origin) -> Room:
    """What may come in the document: the limits hold for all that came in the one at the top."""
    limits = archive.settings.limits
    entries, size = archive.catalogue.beside(document, origin.root)
    return Room(limits.depth - origin.depth, limits.entries - entries, limits.unpacked_bytes - size)


def _accept_inside(archive: Archive, unpacked: Unpacked, collection: str) -> None:
    parent = unpacked.document
    for attachment in unpacked.attachments:
        name = name_in(parent, attachment)
        accept(archive, io.BytesIO(attachment.data), filename=name, collection=collection, parent=parent.id)


def _gone(archive: Archive, document: str) -> bool:
    """Whether it was deleted meanwhile; then nothing of it is left behind."""
    try:
        archive.catalogue.get(document)
    except NotFound:
        erase(archive, document)
        return True
    return False
