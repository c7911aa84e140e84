"""Files inside office documents: taken out of the wrapping that Windows put around them ([MS-OLEDS])."""

import struct
from collections.abc import Iterator
from io import BytesIO
from pathlib import PurePosixPath

import olefile

from pipelines.layout.draft import tidy
from pipelines.parsed import Attachment
from pipelines.readers import compound
from pipelines.readers.openxml.package import Package

_NATIVE, _PACKAGE, _CONTENTS = "\x01Ole10Native", "Package", "CONTENTS"
_DOCUMENTS = ("WordDocument", "Workbook", "Book", "PowerPoint Document")
_SHORT, _LONG = 2, 4
_EMBEDDINGS, _CHARTS = "/embeddings/", "/charts/chart"


def in_package(package: Package) -> Iterator[Attachment]:
    """The files embedded in a document of Office Open XML, but for the sheets behind its charts."""
    behind_charts = {
        link.target.lower() for part in package.names if _CHARTS in part for link in package.relations(part)
    }
    for part in package.names:
        if _EMBEDDINGS in part and "/_rels/" not in part and part not in behind_charts:
            found = attachment(PurePosixPath(part).name, package.read(part))
            if found:
                yield found


def attachment(name: str, data: bytes) -> Attachment | None:
    """The file that was embedded under the name; None for objects that hold none, as formulas and controls do."""
    if not data:
        return None
    if not data.startswith(compound.MAGIC):
        return Attachment(name, data)
    try:
        with olefile.OleFileIO(BytesIO(data)) as found:
            return _inside(found, name, data)
    except compound.BROKEN:
        return Attachment(name, data)


def _inside(found: olefile.OleFileIO, name: str, data: bytes) -> Attachment | None:
    names = compound.top(found)
    if _NATIVE in names:
        return packaged(name, found.openstream(_NATIVE).read())
    for stream in (_PACKAGE, _CONTENTS):
        if stream in names and not names.intersection(_DOCUMENTS):
            return Attachment(name, found.openstream(stream).read())
    has_file = names.intersection((*_DOCUMENTS, "__properties_version1.0", "EncryptedPackage", "VisioDocument"))
    return Attachment(name, data) if has_file else None


def packaged(name: str, stream: bytes) -> Attachment | None:
    """A packaged file: its label, its path, the path of a copy, and its bytes, each behind their length or a zero."""
    try:
        label, place = _string(stream, _LONG + _SHORT)
        _, place = _string(stream, place)
        (copied,) = struct.unpack_from("<I", stream, place + _LONG)
        place += 2 * _LONG + copied
        (size,) = struct.unpack_from("<I", stream, place)
    except (struct.error, ValueError):
        return None
    data = stream[place + _LONG : place + _LONG + size]
    file = PurePosixPath(label.replace("\\", "/")).name
    return Attachment(tidy(file) or name, data) if data else None


def _string(stream: bytes, start: int) -> tuple[str, int]:
    end = stream.index(b"\0", start)
    return stream[start:end].decode("cp1252", "replace"), end + 1
