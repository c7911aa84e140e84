"""What the server reads from its standard input before it starts, in its own binary form.

The start script of a download writes this; there is no file to read it from. Numbers of variable length have seven
bits a byte, the lowest first; a text is its length and its bytes.
"""

from collections.abc import Mapping
from pathlib import Path

KEYSTORE = "org.elasticsearch.common.settings.KeyStoreWrapper"
EMPTY_KEYSTORE = (7).to_bytes(4, "big") + bytes(4)
"""Format 7; no password, no data, no entries."""
TEXT, LIST = b"\x00", b"\x07"

Setting = str | tuple[str, ...]


def arguments(settings: Mapping[str, Setting], *, config: Path, logs: Path) -> bytes:
    """Neither a daemon nor quiet nor with a pid file, no secrets, these settings and folders."""
    packed = b"".join(_text(name) + _value(value) for name, value in sorted(settings.items()))
    return (
        bytes(3)
        + _text(KEYSTORE)
        + EMPTY_KEYSTORE
        + _number(len(settings))
        + packed
        + _text(str(config))
        + _text(str(logs))
    )


def _value(value: Setting) -> bytes:
    if isinstance(value, str):
        return TEXT + _text(value)
    return LIST + _number(len(value)) + b"".join(TEXT + _text(each) for each in value)


def _text(text: str) -> bytes:
    return _number(len(text)) + text.encode("ascii")


def _number(number: int) -> bytes:
    low, rest = number & 0x7F, number >> 7
    return bytes([low | 0x80]) + _number(rest) if rest else bytes([low])
