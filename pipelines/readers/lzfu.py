"""Compressed RTF, as Outlook keeps the text of messages ([MS-OXRTFCP])."""

import struct

_COMPRESSED, _PLAIN = 0x75465A4C, 0x414C454D
_HEADER = struct.Struct("<IIII")
_WINDOW = 4096
_START = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript "
    b"\\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n"
    b"\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)
"""What the window holds at the beginning (2.1.3.1.1)."""
_BITS, _SHORTEST, _LENGTH_BITS = 8, 2, 4


def unpacked(data: bytes, most: int) -> bytes:
    """The RTF, `most` bytes of it; none if the data are not compressed RTF, what there is if they are cut short."""
    if len(data) < _HEADER.size:
        return b""
    _, size, kind, _ = _HEADER.unpack_from(data)
    body = data[_HEADER.size :]
    if kind == _PLAIN:
        return body[: min(size, most)]
    return _inflated(body, min(size, most)) if kind == _COMPRESSED else b""


def _inflated(body: bytes, most: int) -> bytes:
    """Letters as they are, and references to what the window of the last 4,096 bytes holds, eight to a byte of bits."""
    out = bytearray(_START)
    place, end = 0, len(_START) + most
    while place < len(body) and len(out) < end:
        bits = body[place]
        place += 1
        for bit in range(_BITS):
            if bits >> bit & 1 == 0:
                out += body[place : place + 1]
                place += 1
            elif place + 1 < len(body):
                pair = body[place] << _BITS | body[place + 1]
                place += 2
                if pair >> _LENGTH_BITS == len(out) % _WINDOW:
                    return bytes(out[len(_START) :])
                _copy(out, pair >> _LENGTH_BITS, (pair & (1 << _LENGTH_BITS) - 1) + _SHORTEST)
    return bytes(out[len(_START) : end])


def _copy(out: bytearray, offset: int, length: int) -> None:
    """Repeats what was written last at the offset of the window."""
    start = len(out) - (len(out) - offset) % _WINDOW
    for place in range(start, start + length):
        out.append(out[place] if 0 <= place < len(out) else ord(" "))
