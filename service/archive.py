"""The archive: store, catalogue and index as one thing, which the API, the commands and the workers share."""

from dataclasses import dataclass
from typing import BinaryIO

from service import tracing
from service.catalogue import Catalogue, Listed
from service.errors import StoreUnavailable
from service.index.base import Engine
from service.index.engines import open_engine
from service.settings import Settings
from service.store import Store


@dataclass(frozen=True, slots=True)
class Archive:
    """Everything that is kept. Safe to share between threads; each process opens its own."""

    settings: Settings
    store: Store
    catalogue: Catalogue
    engine: Engine

    def close(self) -> None:
        """Let go of files and connections."""
        self.engine.close()
        self.catalogue.close()


def open_archive(settings: Settings) -> Archive:
    """The archive that the settings name, made if it is not there. Raises `ConfigurationError` or `Unavailable`."""
    try:
        settings.data.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreUnavailable(
            f"The folder {settings.data} cannot be made: {error.strerror}.", advice="Set TALLY_DATA to one that can."
        ) from error
    engine = open_engine(settings)
    if tracing.wanted(settings):
        engine = tracing.traced_engine(engine)
    return Archive(settings, Store(settings.store_url), Catalogue(settings.catalogue_url), engine)


def accept(
    archive: Archive,
    stream: BinaryIO,
    *,
    filename: str | None,
    collection: str = "default",
    parent: str | None = None,
) -> tuple[Listed, bool]:
    """Keep an original durably and list it; True beside it if it is new. Raises `EmptyFile`, `LimitExceeded`.

    `parent` is the document that it came in, None if it was sent by itself.
    """
    limit = archive.settings.limits.file_bytes
    accepted, _ = archive.store.put(stream, filename=filename, collection=collection, limit=limit)
    new = archive.catalogue.add(accepted, parent=parent)
    return archive.catalogue.get(accepted.id), new


def forget(archive: Archive, document: str) -> None:
    """Delete a document, and what came only in it, from index, store and catalogue. Raises `NotFound`."""
    archive.catalogue.get(document)
    erase(archive, document)


def erase(archive: Archive, document: str) -> None:
    """Leave nothing of a document, listed or not, nor of what came only in it.

    The catalogue comes last, and the document last of all: interrupted half way, it can be deleted again.
    """
    documents = [*archive.catalogue.only_in(document), document]
    archive.engine.delete(documents)
    archive.engine.flush()
    for each in documents:
        archive.store.delete(each)
        archive.catalogue.remove(each)
