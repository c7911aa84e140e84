"""Signed mail whose content lies inside the signature (S/MIME, RFC 8551): the content, without checking who signed."""

_DATA = bytes.fromhex("06092a864886f70d010701")
"""The identifier 1.2.840.113549.1.7.1, content that is not enciphered (RFC 5652, 4), before the content itself."""
_OCTETS, _CHUNKED, _END = 0x04, 0x24, 0x00
_LONG, _UNKNOWN = 0x80, 0x80


def signed_content(data: bytes) -> bytes:
    """The bytes that were signed; none if there are none, or they are enciphered."""
    start = data.find(_DATA)
    if start < 0:
        return b""
    try:
        place, _ = _length(data, start + len(_DATA) + 1)
        return b"".join(_octets(data, place))
    except IndexError:
        return b""


def _octets(data: bytes, place: int) -> list[bytes]:
    """A string of bytes, whole or in pieces (X.690, 8.7)."""
    kind = data[place]
    place, length = _length(data, place + 1)
    if kind == _OCTETS:
        return [data[place : place + (length or 0)]]
    pieces, end = list[bytes](), len(data) if length is None else place + length
    while kind == _CHUNKED and place < end and data[place] == _OCTETS:
        place, size = _length(data, place + 1)
        pieces.append(data[place : place + (size or 0)])
        place += size or 0
    return pieces


def _length(data: bytes, place: int) -> tuple[int, int | None]:
    """Where the content begins, and how long it is; None if its end is marked instead (X.690, 8.1.3)."""
    first = data[place]
    if first == _UNKNOWN:
        return place + 1, None
    if first < _LONG:
        return place + 1, first
    count = first - _LONG
    return place + 1 + count, int.from_bytes(data[place + 1 : place + 1 + count], "big")
