"""ZIP packages, which most office formats are: their declared parts, checked before anything is unpacked."""

import lzma
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from pipelines.errors import DamagedFile, EncryptedFile, LimitExceeded
from pipelines.limits import Limits
from pipelines.parsed import Source

MAGIC = b"PK\x03\x04"
_RATIO_FROM_BYTES = 10_000_000
"""Below this unpacked size the ratio does not matter: small empty documents pack well."""
_ENCRYPTED_FLAG = 1
_MOST = 1 << 20
_TYPES = "[Content_Types].xml"
_MIMETYPE = "mimetype"
"""The entry by which OpenDocument and EPUB packages say what they are (OpenDocument 1.3, part 2)."""


BROKEN = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, NotImplementedError),
    *(SyntaxError, LookupError, AttributeError, ValueError, TypeError),
)
"""What the office libraries raise for packages whose parts are missing, cut short or not what they should be."""


@contextmanager
def opened(source: Source, limits: Limits) -> Iterator[zipfile.ZipFile]:
    """The package. Raises `DamagedFile`, `EncryptedFile`, or `LimitExceeded` for what it would unpack to."""
    try:
        package = zipfile.ZipFile(source.path)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise DamagedFile("The archive is broken or cut short.", advice="Send it again.") from error
    with package:
        check(package, limits)
        yield package


def check(package: zipfile.ZipFile, limits: Limits) -> None:
    """Raises `LimitExceeded` by what the directory declares; unpacking stops where the declaration lied."""
    entries = package.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    packed = max(sum(entry.compress_size for entry in entries), 1)
    if len(entries) > limits.entries:
        raise LimitExceeded(f"The archive has {len(entries)} entries.", expected=f"at most {limits.entries}")
    if unpacked > limits.unpacked_bytes:
        raise LimitExceeded(f"The archive unpacks to {unpacked} bytes.", expected=f"at most {limits.unpacked_bytes}")
    if unpacked > _RATIO_FROM_BYTES and unpacked > limits.ratio * packed:
        found = f"The archive unpacks to {unpacked // packed} times its size."
        raise LimitExceeded(found, expected=f"at most {limits.ratio} times")
    if any(entry.flag_bits & _ENCRYPTED_FLAG for entry in entries):
        raise EncryptedFile("The archive is encrypted.", expected="a file without a password", advice="Unlock it.")


def declares(head: bytes, source: Source, main_parts: Iterable[str]) -> bool:
    """Whether the content is an Office Open XML package that declares one of the main parts."""
    if not head.startswith(MAGIC):
        return False
    declared = content_types(source)
    return any(part in declared for part in main_parts)


def content_types(source: Source) -> str:
    """The declaration of an Office Open XML package's parts; empty if it has none or is broken."""
    return _declarations(source.path, source.path.stat().st_mtime_ns)[0]


def mimetype(source: Source) -> str:
    """What an OpenDocument or EPUB package says that it is; empty if it says nothing or is broken."""
    return _declarations(source.path, source.path.stat().st_mtime_ns)[1]


def is_whole(source: Source) -> bool:
    """Whether the archive's directory can be read."""
    try:
        with zipfile.ZipFile(source.path):
            return True
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return False


def is_open_document(head: bytes, source: Source, media_type: str) -> bool:
    """Whether the content is an OpenDocument package of the type, or a template of it."""
    return head.startswith(MAGIC) and mimetype(source) in (media_type, f"{media_type}-template")


@lru_cache(maxsize=1)
def _declarations(path: Path, _changed: int) -> tuple[str, str]:
    """Both are asked for by reader after reader, and the directory of a package may be long."""
    try:
        with zipfile.ZipFile(path) as package:
            return _text(package, _TYPES), _text(package, _MIMETYPE).strip()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return "", ""


def part(source: Source, name: str) -> str:
    """The first 1 MiB of a part as text; empty if it is missing or broken."""
    try:
        with zipfile.ZipFile(source.path) as package:
            return _text(package, name)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return ""


def _text(package: zipfile.ZipFile, name: str) -> str:
    try:
        with package.open(name) as stream:
            return stream.read(_MOST).decode("utf-8", "replace")
    except (*BROKEN, RuntimeError):
        return ""
