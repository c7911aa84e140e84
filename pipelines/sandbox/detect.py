"""Which reader a file is for, by its content alone."""

from pipelines.errors import EncryptedFile, UnsupportedFormat
from pipelines.parsed import Reader, Source
from pipelines.registry import readers

HEAD_BYTES = 1 << 16
PLAIN_TEXT = "text/plain"

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_OFFICE = "EncryptedPackage".encode("utf-16-le")

MAGIC: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\xff\xd8\xff", "a JPEG image"),
    (0, b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (0, b"GIF8", "a GIF image"),
    (0, b"II*\x00", "a TIFF image"),
    (0, b"MM\x00*", "a TIFF image"),
    (0, b"BM", "a BMP image"),
    (8, b"WEBP", "a WebP image"),
    (4, b"ftyp", "a video or an image of the MPEG family"),
    (0, b"\x1aE\xdf\xa3", "a Matroska video"),
    (0, b"OggS", "an Ogg recording"),
    (0, b"ID3", "an MP3 recording"),
    (8, b"WAVE", "a WAV recording"),
    (0, b"\x1f\x8b", "a gzip archive"),
    (0, b"BZh", "a bzip2 archive"),
    (0, b"\xfd7zXZ\x00", "an xz archive"),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (0, b"Rar!\x1a\x07", "a RAR archive"),
    (257, b"ustar", "a tar archive"),
    (0, b"PK\x03\x04", "a ZIP archive of no known kind"),
    (0, _OLE, "an Office document of the format before 2007, or an Outlook message"),
    (0, b"\x7fELF", "a program"),
    (0, b"MZ", "a Windows program"),
    (0, b"SQLite format 3\x00", "an SQLite database"),
    (0, b"\xca\xfe\xba\xbe", "a Java class"),
)
"""Offset, bytes and name of formats that are recognised only to be named (from the formats' specifications)."""

TEXTUAL_MAGIC: tuple[tuple[int, bytes, str], ...] = (
    (0, b"{\\rtf", "an RTF document"),
    (0, b"%!PS", "a PostScript document"),
)
"""The same for formats made of printable characters, which would pass for plain text."""


def reader_for(source: Source) -> tuple[Reader, str]:
    """The reader whose format the content is, and the media type.

    A file of another known format is named; plain text is what is left when no other format fits.
    Raises `UnsupportedFormat`, or `EncryptedFile` for an Office document behind a password.
    """
    with source.path.open("rb") as stream:
        head = stream.read(HEAD_BYTES)
    claims = [(reader, found) for reader in readers() if (found := reader.claims(head, source))]
    special = [claim for claim in claims if claim[1] != PLAIN_TEXT]
    if special:
        return special[0]
    _refuse_encrypted_office(source, head)
    name = magic_name(head, TEXTUAL_MAGIC if claims else TEXTUAL_MAGIC + MAGIC)
    if claims and not name:
        return claims[0]
    what = name or "of an unknown format"
    raise UnsupportedFormat(f"The content is {what}.", expected=known_formats(), advice="Convert the file.")


def magic_name(head: bytes, table: tuple[tuple[int, bytes, str], ...] = MAGIC) -> str | None:
    """What the first bytes say the file is, as a noun with its article; None if they say nothing."""
    return next((name for offset, magic, name in table if head.startswith(magic, offset)), None)


def known_formats() -> str:
    """The names of the formats that can be read."""
    return "one of: " + ", ".join(sorted(reader.name for reader in readers()))


def _refuse_encrypted_office(source: Source, head: bytes) -> None:
    if head.startswith(_OLE) and _ENCRYPTED_OFFICE in source.path.read_bytes():
        raise EncryptedFile("The document is encrypted.", expected="a file without a password", advice="Unlock it.")
