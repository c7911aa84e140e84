"""The tokens of RTF (Rich Text Format Specification 1.9.1), without line ends, which mean nothing in it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_TOKEN = re.compile(
    r"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?|\\'(?P<byte>[0-9a-fA-F]{2})|\\(?P<sign>[^a-zA-Z])"
    r"|(?P<brace>[{}])|(?P<text>[^\\{}\r\n]+)|[\r\n]+|\\",
    re.DOTALL,
)
OPEN, CLOSE, WORD, BYTES = "{", "}", "word", "bytes"
_BINARY = "bin"


@dataclass(frozen=True, slots=True)
class Token:
    """`kind` is a brace, `word` (a control word or sign in `text`, with its number if it has one), or `bytes`."""

    kind: str
    text: str
    number: int | None = None


def tokens(raw: str) -> Iterator[Token]:
    """The tokens of a document whose bytes are read as Latin-1. The bytes of pictures and files are passed over."""
    place = 0
    while match := _TOKEN.match(raw, place):
        place = match.end()
        if match["word"] == _BINARY:
            place += max(int(match["number"] or 0), 0)
        elif match["word"]:
            yield Token(WORD, match["word"], int(match["number"]) if match["number"] else None)
        elif match["byte"]:
            yield Token(BYTES, chr(int(match["byte"], 16)))
        elif match["sign"]:
            yield Token(WORD, match["sign"])
        elif match["brace"]:
            yield Token(match["brace"], match["brace"])
        elif match["text"]:
            yield Token(BYTES, match["text"])
