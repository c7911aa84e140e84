"""Makes Outlook messages ([MS-OXMSG]) for tests."""

import struct
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

from tests.pipelines.readers.compounds import Tree, compound

SUBJECT, BODY, HTML, SENDER, ADDRESS, TO, SENT = 0x0037, 0x1000, 0x1013, 0x0C1A, 0x5D01, 0x0E04, 0x0039
NAME, DATA, METHOD = 0x3707, 0x3701, 0x3705
_TEXT, _BYTES, _NUMBER, _TIME = 0x001F, 0x0102, 0x0003, 0x0040
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)

Value = str | bytes | int | datetime


def message(fields: Mapping[int, Value], attachments: Sequence[Tree] = ()) -> bytes:
    """A message as Outlook saves it."""
    return compound(storage(fields, 32, attachments))


def attached(name: str, data: bytes) -> Tree:
    """A file that comes with a message."""
    return storage({NAME: name, DATA: data, METHOD: 1}, 8)


def inner(fields: Mapping[int, Value]) -> Tree:
    """A message that comes with a message."""
    return {**storage({METHOD: 5}, 8), "__substg1.0_3701000D": storage(fields, 24)}


def storage(fields: Mapping[int, Value], header: int, attachments: Sequence[Tree] = ()) -> Tree:
    """Properties, those of variable length as streams of their own."""
    table, streams = bytes(header), dict[str, bytes | Tree]()
    for identifier, value in fields.items():
        kind, data = _stored(value)
        if kind in (_TEXT, _BYTES):
            streams[f"__substg1.0_{identifier:04X}{kind:04X}"] = data
            data = struct.pack("<II", len(data), 0)
        table += struct.pack("<HHI8s", kind, identifier, 6, data)
    files = {f"__attach_version1.0_#{place:08X}": tree for place, tree in enumerate(attachments)}
    return {"__properties_version1.0": table, **streams, **files}


def _stored(value: Value) -> tuple[int, bytes]:
    if isinstance(value, str):
        return _TEXT, value.encode("utf-16-le")
    if isinstance(value, bytes):
        return _BYTES, value
    if isinstance(value, datetime):
        return _TIME, struct.pack("<Q", (value - _EPOCH) // timedelta(microseconds=1) * 10)
    return _NUMBER, struct.pack("<q", value)
