"""OpenDocument packages (OpenDocument 1.3, part 2): their parts as XML, those of objects inside too."""

import posixpath
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from lxml.etree import _Element as Element

from pipelines.errors import EncryptedFile
from pipelines.limits import Limits
from pipelines.parsed import Source
from pipelines.readers import packages
from pipelines.readers.openxml.package import parsed

_MANIFEST, _ENCRYPTED = "META-INF/manifest.xml", b"encryption-data"


@dataclass(frozen=True, slots=True)
class Package:
    """An open package."""

    archive: zipfile.ZipFile

    def read(self, part: str) -> bytes:
        """A part's bytes; none if it is missing or broken."""
        try:
            return self.archive.read(posixpath.normpath(part))
        except (*packages.BROKEN, RuntimeError):
            return b""

    def root(self, part: str) -> Element | None:
        """A part's XML, what can be saved of it if it is broken; None if nothing can."""
        return parsed(self.read(part))


@contextmanager
def opened(source: Source, limits: Limits) -> Iterator[Package]:
    """The package. Raises `EncryptedFile` for one behind a password, else as `packages.opened` does."""
    with packages.opened(source, limits) as archive:
        package = Package(archive)
        if _ENCRYPTED in package.read(_MANIFEST):
            raise EncryptedFile("The document is encrypted.", expected="one without a password", advice="Unlock it.")
        yield package
