"""Makes compound files ([MS-CFB]) for tests: Outlook's messages, and whatever has streams of a name."""

import struct
from collections.abc import Mapping
from dataclasses import dataclass, field

Tree = Mapping[str, "bytes | Tree"]
"""Streams and storages by name."""

_END, _FREE, _NONE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFF
_TABLE = 0xFFFFFFFD
_STORAGE, _STREAM, _ROOT = 1, 2, 5
_SECTOR, _SMALL_SECTOR, _SMALL = 512, 64, 4096
_ENTRIES_A_SECTOR = _SECTOR // 4


@dataclass
class _Entry:
    name: str
    kind: int
    data: bytes = b""
    start: int = _END
    children: list[int] = field(default_factory=list)


@dataclass
class _Sectors:
    """Data in sectors of a size, and the table that chains them."""

    size: int
    data: bytes = b""
    table: list[int] = field(default_factory=list)

    def add(self, data: bytes) -> int:
        if not data:
            return _END
        start, count = len(self.table), -(-len(data) // self.size)
        self.data += data.ljust(count * self.size, b"\0")
        self.table += [*range(start + 1, start + count), _END]
        return start


def compound(tree: Tree) -> bytes:
    """A compound file with the streams and storages."""
    entries = [_Entry("Root Entry", _ROOT)]
    _add(entries, 0, tree)
    large, small = _Sectors(_SECTOR), _Sectors(_SMALL_SECTOR)
    for entry in entries:
        if entry.kind == _STREAM:
            entry.start = (small if len(entry.data) < _SMALL else large).add(entry.data)
    root = entries[0]
    root.data, root.start = small.data, large.add(small.data)
    small_table = large.add(_whole(small.table))
    directory = large.add(b"".join(_packed(entries, place) for place in range(len(entries))))
    first = len(large.table)
    count = -(-first // (_ENTRIES_A_SECTOR - 1))
    large.data += _whole([*large.table, *[_TABLE] * count])
    return _head(directory, small_table, list(range(first, first + count))) + large.data


def _add(entries: list[_Entry], parent: int, tree: Tree) -> None:
    for name in sorted(tree, key=lambda name: (len(name), name.upper())):
        inner = tree[name]
        place = len(entries)
        entries.append(_Entry(name, _STREAM, inner) if isinstance(inner, bytes) else _Entry(name, _STORAGE))
        entries[parent].children.append(place)
        if not isinstance(inner, bytes):
            _add(entries, place, inner)


def _whole(table: list[int]) -> bytes:
    table = [*table, *[_FREE] * (-len(table) % _ENTRIES_A_SECTOR)]
    return struct.pack(f"<{len(table)}I", *table)


def _packed(entries: list[_Entry], place: int) -> bytes:
    """A directory entry; what lies in a storage is a list, each entry the right neighbour of the one before."""
    entry = entries[place]
    brothers = next((one.children for one in entries if place in one.children), [place])
    after = brothers[brothers.index(place) + 1 :]
    name = entry.name.encode("utf-16-le")
    links = (_NONE, after[0] if after else _NONE, entry.children[0] if entry.children else _NONE)
    head = struct.pack("<64sHBB3I", name, len(name) + 2, entry.kind, 1, *links)
    return head + bytes(36) + struct.pack("<IQ", entry.start, len(entry.data))


def _head(directory: int, small_table: int, table: list[int]) -> bytes:
    magic, version = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", (0x3E, 3, 0xFFFE, 9, 6)
    small = (small_table, 0 if small_table == _END else 1)
    counts = (0, len(table), directory, 0, _SMALL, *small, _END, 0)
    return struct.pack("<8s16x5H6x9I109I", magic, *version, *counts, *table, *[_FREE] * (109 - len(table)))
