"""Which reader a file is for, by its content alone."""

from pipelines.errors import DamagedFile, EncryptedFile, UnsupportedFormat
from pipelines.parsed import Reader, Source
from pipelines.readers import compound, packages
from pipelines.registry import readers

HEAD_BYTES = 1 << 16
PLAIN_TEXT = "text/plain"

_ENCRYPTED_OFFICE = "EncryptedPackage"
"""The stream that holds an Office document behind a password ([MS-OFFCRYPTO] 1.3.2)."""

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
    (0, b"\x7fELF", "a program"),
    (0, b"MZ", "a Windows program"),
    (0, b"SQLite format 3\x00", "an SQLite database"),
    (0, b"\xca\xfe\xba\xbe", "a Java class"),
)
"""Offset, bytes and name of formats that are recognised only to be named (from the formats' specifications)."""

TEXTUAL_MAGIC: tuple[tuple[int, bytes, str], ...] = (
    (0, b"%!PS", "a PostScript document"),
    (0, b"<</ASCII85EncodePages", "settings of Acrobat Distiller"),
)
"""The same for formats made of printable characters, which would pass for plain text; spaces do not count."""

COMPOUND: tuple[tuple[str, str], ...] = (
    ("WordDocument", "a Word document of the format before 2007"),
    ("PowerPoint Document", "a PowerPoint presentation of the format before 2007"),
    ("PP40", "a PowerPoint presentation of the format before 1997"),
    ("VisioDocument", "a Visio drawing"),
    ("Quill", "a Publisher document"),
    ("\x05HwpSummaryInformation", "a Hangul document"),
    ("NativeContent_MAIN", "a Quattro Pro workbook"),
    ("__nameid_version1.0", "an Outlook template"),
    ("CONTENTS", "a Works document"),
)
"""What a compound file is, by a stream or storage at its top."""

_OLD = "of the format before"
_OF_OLD = "Open it in the program that made it, or in LibreOffice, and save it in its present format."

PACKAGES: tuple[tuple[str, str], ...] = (
    ("application/epub+zip", "an EPUB book"),
    ("application/vnd.oasis.opendocument", "an OpenDocument formula, chart or database"),
    ("application/vnd.sun.xml", "an OpenOffice document of the format before 2005"),
    ("ms-visio", "a Visio drawing"),
    ("ms-package.xps", "an XPS document"),
    ("fixedrepresentation", "an XPS document"),
)
"""What a ZIP package is, by a word of what it declares."""


def reader_for(source: Source) -> tuple[Reader, str]:
    """The reader whose format the content is, and the media type.

    A file of another known format is named; plain text is what is left when no other format fits.
    Raises `UnsupportedFormat`, `EncryptedFile` for an Office document behind a password, and `DamagedFile` for a broken
    archive.
    """
    with source.path.open("rb") as stream:
        head = stream.read(HEAD_BYTES)
    claims = [(reader, found) for reader in readers() if (found := reader.claims(head, source))]
    special = [claim for claim in claims if claim[1] != PLAIN_TEXT]
    if special:
        return special[0]
    name = _name(head, source, magic=MAGIC if not claims else ())
    if claims and not name:
        return claims[0]
    advice = _OF_OLD if name and _OLD in name else "Convert the file."
    raise UnsupportedFormat(
        f"The content is {name or 'of an unknown format'}.", expected=known_formats(), advice=advice
    )


def _name(head: bytes, source: Source, *, magic: tuple[tuple[int, bytes, str], ...]) -> str | None:
    """What a file is that no reader takes. Raises `EncryptedFile`, or `DamagedFile` for a broken archive."""
    if head.startswith(compound.MAGIC):
        return _compound_name(source)
    if head.startswith(packages.MAGIC):
        return _package_name(source)
    return magic_name(head, magic) or magic_name(b"".join(head[:200].split()), TEXTUAL_MAGIC)


def _compound_name(source: Source) -> str:
    with compound.opened(source) as found:
        names = compound.top(found)
    if _ENCRYPTED_OFFICE in names:
        raise EncryptedFile("The document is encrypted.", expected="a file without a password", advice="Unlock it.")
    known = (name for stream, name in COMPOUND if stream in names)
    return next(known, "a compound file of no known kind")


def _package_name(source: Source) -> str:
    if not packages.is_whole(source):
        raise DamagedFile("The archive or office document is broken or cut short.", advice="Send it again.")
    declared = packages.mimetype(source) or packages.content_types(source)
    known = (name for words, name in PACKAGES if words in declared)
    return next(known, "an Office package of no known kind" if declared else "a ZIP archive of no known kind")


def magic_name(head: bytes, table: tuple[tuple[int, bytes, str], ...] = MAGIC) -> str | None:
    """What the first bytes say the file is, as a noun with its article; None if they say nothing."""
    return next((name for offset, magic, name in table if head.startswith(magic, offset)), None)


def known_formats() -> str:
    """The names of the formats that can be read."""
    return "one of: " + ", ".join(sorted(reader.name for reader in readers()))
