"""The archive: store, catalogue and index as one thing, which the API, the commands and the workers share."""

from dataclasses import dataclass
from typing import BinaryIO

from service.catalogue import Catalogue, Listed
from service.index.base import Engine
from service.settings import Settings
from service.store import Store


@dataclass(frozen=True, slots=True)
class Archive:
    """Everything that is kept. Safe to share between threads; each process opens its own."""

    settings: Settings
    store: Store
    catalogue: Catalogue
    engine: Engine


def open_archive(settings: Settings) -> Archive:
    """The archive that the settings name, created if it is not there. Raises `ConfigurationError` or `Unavailable`."""
    raise NotImplementedError


def accept(
    archive: Archive, stream: BinaryIO, *, filename: str | None, collection: str = "default"
) -> tuple[Listed, bool]:
    """Keep an original durably and list it; True beside it if it was not known. Raises `EmptyFile`, `LimitExceeded`."""
    raise NotImplementedError


def forget(archive: Archive, document: str) -> None:
    """Delete a document from index, store and catalogue. Raises `NotFound`."""
    raise NotImplementedError
