"""Plain text in any encoding. The text of the record is the file's own characters; only line ends become `\\n`."""

import codecs
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from charset_normalizer import from_bytes

from pipelines.errors import LimitExceeded
from pipelines.layout import plain
from pipelines.limits import Limits
from pipelines.parsed import Boxes, Parsed, Progress, Source, Span
from pipelines.record import Block, BlockKind, Warned

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ALLOWED_CONTROLS = frozenset(b"\t\n\x0b\x0c\r\x1a\x1b\x85")
_PRINTABLE, _NON_ASCII = 0x20, 0x80
_CONTROLS = re.compile("[\x00-\x08\x0e-\x19\x1c-\x1f\x7f]")
_FEW_CONTROLS = 0.06
_SAMPLE_BYTES = 1 << 16
_MIXED = "utf-8"
_WESTERN = ("cp1252", "mac_roman", "cp850")
_WESTERN_SIGNS = frozenset("àâäáãåçéèêëíìîïñóòôöõøúùûüœæßÀÂÄÅÇÉÈÊËÑÁÍÎÓÔÖÚÜŒ’‘“”–—…«»°€¿¡ºª\u00a0")
_NO_TEXT = {"Cc", "Cn", "Co", "Cs"}
_SPACE = re.compile(r"[ \n\u3000\u3002]")
_LONGEST_CHARACTER = 4
_JAPANESE = b"\x1b$B"
"""How text in ISO-2022-JP, as in mail, changes to its two-byte characters."""
_WESTERN_SHARE = 0.3
"""Text in the Latin alphabet has fewer non-ASCII bytes than this; other scripts in one-byte encodings have most."""


@dataclass(frozen=True, slots=True)
class TextReader:
    """Reads text files."""

    name: str = "plain text"
    media_types: tuple[str, ...] = ("text/plain",)

    def claims(self, head: bytes, source: Source) -> str | None:  # noqa: ARG002 the content alone decides
        """Text has no control characters but those of layout; UTF-16 and UTF-32 are told by their mark or zeros."""
        return "text/plain" if wide_encoding(head) or _is_textual(head) else None

    def read(self, source: Source, *, limits: Limits, progress: Progress) -> Parsed:
        """Raises `LimitExceeded` before it splits more pages or characters than allowed."""
        text, warnings = decode(source.path.read_bytes())
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        _check(text, limits)
        pages, blocks = plain.pages(text), list[Block]()
        for page in pages:
            blocks.extend(plain.blocks(text, page))
            if not progress(page.number):
                break
        title = next((text[block.start : block.end] for block in blocks if block.kind == BlockKind.HEADING), None)
        return Parsed("text/plain", text, pages, tuple(blocks), title=title and title.lstrip("# "), warnings=warnings)

    def locate(self, source: Source, parsed: Parsed, spans: Sequence[Span]) -> tuple[Boxes, ...]:  # noqa: ARG002
        """Plain text has no geometry."""
        return ((),) * len(spans)


def decode(data: bytes) -> tuple[str, tuple[Warned, ...]]:
    """The characters, and a warning if some bytes had none in the encoding that fits best, or are no text."""
    encoding = wide_encoding(data) or _narrow_encoding(data)
    text = _by_line(data) if encoding == _MIXED else data.decode(encoding, "replace")
    text, warnings = _without_controls(text)
    if "\ufffd" in text and "\ufffd".encode() not in data:
        found = f"Some bytes are not {encoding} and are shown as \ufffd."
        warnings = (*warnings, Warned(code="undecodable_bytes", message=found))
    return text, warnings


def _without_controls(text: str) -> tuple[str, tuple[Warned, ...]]:
    shown = _CONTROLS.sub("", text)
    if shown == text:
        return text, ()
    found = f"{len(text) - len(shown)} control characters are no text and are left out."
    return shown, (Warned(code="control_characters", message=found),)


def _by_line(data: bytes) -> str:
    """Text of which some lines are UTF-8 and others are not, as logs and mails put together are."""
    return "".join(_line(line) for line in data.splitlines(keepends=True))


def _line(line: bytes) -> str:
    text = line.decode("utf-8", "replace")
    high = sum(byte >= _NON_ASCII for byte in line)
    return line.decode("cp1252", "replace") if high and text.count("\ufffd") == high else text


def wide_encoding(data: bytes) -> str | None:
    """The encoding that a byte-order mark or the zeros between ASCII characters give away; None if nothing does."""
    marked = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)
    if marked:
        return marked
    sample = data[:4096]
    pairs = len(sample) // 2
    if pairs <= 1 or b"\0" not in sample:
        return None
    for zeros, encoding in ((sample[1::2], "utf-16-le"), (sample[::2], "utf-16-be")):
        if zeros.count(0) > pairs * 0.6 and sample.count(0) < pairs * 1.2:
            return encoding
    return next((encoding for encoding in ("utf-16-le", "utf-16-be") if _could_be(sample, encoding)), None)


def _could_be(sample: bytes, encoding: str) -> bool:
    """Whether the bytes are characters in the encoding, all of them assigned, and spaces or line ends among them."""
    text = sample[: len(sample) // 2 * 2].decode(encoding, "replace")
    if "\ufffd" in text[:-1] or not _SPACE.search(text):
        return False
    return all(unicodedata.category(char) not in _NO_TEXT or char in "\t\n\r\f" for char in text[:-1])


def is_utf8(data: bytes) -> bool:
    """Whether every byte is a part of UTF-8, as hardly any text in another encoding is."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def is_utf8_start(head: bytes) -> bool:
    """Whether the bytes are the beginning of UTF-8, a character cut in two at the end aside."""
    return any(is_utf8(head[: len(head) - cut]) for cut in range(_LONGEST_CHARACTER))


def _narrow_encoding(data: bytes) -> str:
    if _JAPANESE in data and is_utf8(data):
        return "iso2022_jp"
    if is_utf8(data):
        return "utf-8"
    sample = data[:_SAMPLE_BYTES]
    high = sum(byte >= _NON_ASCII for byte in sample)
    if _is_damaged_utf8(sample, high):
        return _MIXED
    if high < _WESTERN_SHARE * len(sample):
        return max(_WESTERN, key=lambda encoding: _likeness(sample, encoding))
    best = from_bytes(sample).best()
    return best.encoding if best else "cp1252"


def _is_damaged_utf8(sample: bytes, high: int) -> bool:
    lost = sample.decode("utf-8", "replace").count("\ufffd")
    return lost < 0.1 * high


def _likeness(sample: bytes, encoding: str) -> int:
    """How many of the bytes beyond ASCII are letters or marks of western Europe; small letters count twice."""
    found = [char for char in sample.decode(encoding, "ignore") if char in _WESTERN_SIGNS]
    return len(found) + sum(char.islower() for char in found)


def _is_textual(head: bytes) -> bool:
    """Whether no control characters are in it; a few are pardoned in what is UTF-8 otherwise, and zeros behind it."""
    words = head.rstrip(b"\0")
    controls = sum(byte < _PRINTABLE and byte not in _ALLOWED_CONTROLS for byte in words)
    return bool(words) and (not controls or (is_utf8_start(words) and controls <= _FEW_CONTROLS * len(words)))


def _check(text: str, limits: Limits) -> None:
    for found, most, unit in ((len(text), limits.characters, "characters"), (text.count("\f"), limits.pages, "pages")):
        if found > most:
            raise LimitExceeded(f"The text has {found} {unit}.", expected=f"at most {most}", advice="Split the file.")


READER = TextReader()
