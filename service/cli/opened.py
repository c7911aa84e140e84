"""The archive that the settings name, for commands."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from service.archive import Archive


@contextmanager
def opened() -> Iterator["Archive"]:
    """The archive, closed at the end."""
    from service.archive import open_archive
    from service.settings import load

    archive = open_archive(load())
    try:
        yield archive
    finally:
        archive.close()
