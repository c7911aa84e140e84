"""Whether an index on disk is still what was written."""

import json
import sqlite3
import zlib
from contextlib import closing
from pathlib import Path

from service.errors import IndexDamaged

CHUNK = 1 << 20
_NUMBER, _MAGIC = 4, 1337
"""A file of tantivy's ends with a footer in JSON, which holds the CRC-32 of what is before; then the footer's length
and this number, of four bytes each, the lowest first."""
META = "meta.json"


def check_text(folder: Path) -> None:
    """Compare each segment's bytes with their checksum; nobody may write meanwhile. Raises `IndexDamaged`."""
    for path in _segments(folder):
        try:
            sound = _crc(path) == _footer(path)
        except (ValueError, KeyError):
            sound = False
        if not sound:
            raise broken(f"{path.name} has other bytes than were written")


def check_facts(path: Path) -> None:
    """Let SQLite look over its file. Raises `IndexDamaged`."""
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
            [said] = connection.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.DatabaseError as error:
        said = str(error)
    if said != "ok":
        raise broken(f"{path.name}: {said}")


def broken(found: str) -> IndexDamaged:
    """The error for an index that is to be made anew."""
    return IndexDamaged(
        f"The index is damaged: {found}.", advice="It is made anew by whoever works; `tally reindex` does so at once."
    )


def senseless(error: BaseException) -> bool:
    """Whether tantivy, or what was read from it, raised it; tantivy's panics are no `Exception` and have no name."""
    return isinstance(error, ValueError) or type(error).__name__ == "PanicException"


def _segments(folder: Path) -> list[Path]:
    """The files that the index consists of; a writer that died may have left others. Raises `IndexDamaged`."""
    try:
        listed = json.loads((folder / META).read_bytes())["segments"]
        starts = [segment["segment_id"].replace("-", "") for segment in listed]
        deletes = {
            f"{start}.{(each['deletes'] or {}).get('opstamp')}.del" for start, each in zip(starts, listed, strict=True)
        }
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise broken(f"{META} cannot be read") from error
    found = [path for start in starts for path in sorted(folder.glob(f"{start}.*"))]
    return [path for path in found if path.suffix != ".del" or path.name in deletes]


def _footer(path: Path) -> int:
    with path.open("rb") as file:
        file.seek(_footer_start(path))
        footer = file.read()[: -2 * _NUMBER]
    return int(json.loads(footer)["crc"])


def _footer_start(path: Path) -> int:
    """Raises `ValueError` where no footer is."""
    size = path.stat().st_size
    if size < 2 * _NUMBER:
        raise ValueError(size)
    with path.open("rb") as file:
        file.seek(size - 2 * _NUMBER)
        length, magic = (int.from_bytes(file.read(_NUMBER), "little") for _ in range(2))
    start = size - 2 * _NUMBER - length
    if magic != _MAGIC or start < 0:
        raise ValueError(magic)
    return start


def _crc(path: Path) -> int:
    left, crc = _footer_start(path), 0
    with path.open("rb") as file:
        while left and (chunk := file.read(min(CHUNK, left))):
            crc, left = zlib.crc32(chunk, crc), left - len(chunk)
    return crc
