"""The parts of a mail: which are its text, which come with it, and what is wrapped in signatures or badly in itself."""

import binascii
import email
import email.policy
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message

from pipelines.errors import LimitExceeded
from pipelines.readers.eml.signed import signed_content

_DEEPEST = 50
"""Parts inside parts. Mail programs make three or four; the parser's stack ends at some hundreds."""
_HTML, _ENRICHED = "html", ("enriched", "richtext")
_SIGNED = ("application/pkcs7-mime", "application/x-pkcs7-mime")
_SOME_BOUNDARY = re.compile(r"^--(\S{1,200})[ \t]*\r?\n(?=content-)", re.IGNORECASE | re.MULTILINE)
_FULLER = 2
"""Of two versions, HTML is read if it has this many times the words: the plain one then only says so."""
_TAG = re.compile(rb"<(?:style|script)\b.*?</|<[^>]*>", re.DOTALL | re.IGNORECASE)
_UU = re.compile(rb"^begin [0-7]{3} ([^\r\n]+)\r?\n(.*?)^end[ \t]*\r?$", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Leaf:
    """A part that holds something; `shown` is False for one whose words stand in another version too."""

    part: Message
    shown: bool = True


def leaves(message: Message, *, depth: int = 0) -> Iterator[Leaf]:
    """The parts that hold something; a message inside the message is one part. Raises `LimitExceeded`."""
    if depth > _DEEPEST:
        raise LimitExceeded(f"The message's parts are nested {depth} deep.", expected=f"at most {_DEEPEST}")
    inner = _inner(message)
    best = _best(inner) if message.get_content_type() == "multipart/alternative" else None
    for child in inner:
        for leaf in leaves(child, depth=depth + 1):
            yield leaf if best is None or child is best else Leaf(leaf.part, shown=False)
    if not inner:
        yield Leaf(message)


def is_body(part: Message) -> bool:
    """Whether the part is text of the message itself."""
    of_text = part.get_content_type() in ("text/plain", "text/html", *(f"text/{name}" for name in _ENRICHED))
    named = part.get_content_disposition() == "attachment" or part.get_filename()
    return bool(of_text and not named)


def is_html(part: Message) -> bool:
    """Whether the part is a page as those of the web."""
    return part.get_content_subtype() == _HTML


def payload(part: Message) -> bytes:
    """The part's bytes, decoded."""
    encoding = str(part.get("Content-Transfer-Encoding", ""))
    if encoding and encoding != encoding.strip():
        part.replace_header("Content-Transfer-Encoding", encoding.strip())
    found = part.get_payload(decode=True)
    data = found if isinstance(found, bytes) else b""
    return _TAG.sub(b"", data) if part.get_content_subtype() in _ENRICHED else data


def without_files(data: bytes) -> tuple[bytes, list[tuple[str, bytes]]]:
    """Text without the files that old programs wrote into it (uuencode), and those files by name."""
    files = [(match[1].decode("utf-8", "replace"), _uudecoded(match[2])) for match in _UU.finditer(data)]
    return (_UU.sub(b"", data), files) if files else (data, [])


def _uudecoded(lines: bytes) -> bytes:
    whole = bytearray()
    for line in lines.splitlines():
        try:
            whole += binascii.a2b_uu(line)
        except binascii.Error:
            count = (((line[0] - 32) & 63) * 4 + 5) // 3 if line else 0
            whole += binascii.a2b_uu(line[:count]) if count > 1 else b""
    return bytes(whole)


def _inner(message: Message) -> list[Message]:
    """The parts of one with several, or what a signature is wrapped around."""
    if message.get_content_type() in _SIGNED and not message.is_multipart():
        content = signed_content(payload(message))
        return [email.message_from_bytes(content, policy=email.policy.compat32)] if content else []
    if message.get_content_maintype() != "multipart":
        return []
    inner = message.get_payload()
    if isinstance(inner, list):
        return [child for child in inner if isinstance(child, Message)]
    return [_mended(str(inner))]


def _mended(body: str) -> Message:
    """Parts between other boundaries than the message declares; all as plain text if there are none."""
    found = _SOME_BOUNDARY.search(body)
    if not found:
        return email.message_from_string(f"\n{body}", policy=email.policy.compat32)
    head = f'Content-Type: multipart/mixed; boundary="{found[1]}"\n\n'
    return email.message_from_string(head + body, policy=email.policy.compat32)


def _best(versions: list[Message]) -> Message | None:
    """The version to read: the plain one, unless it is empty or hardly says anything of what the HTML does."""
    bodies = {child: [part for part in child.walk() if not part.is_multipart() and is_body(part)] for child in versions}
    plain = next((child for child, parts in bodies.items() if parts and not any(map(is_html, parts))), None)
    html = next((child for child, parts in bodies.items() if any(map(is_html, parts))), None)
    if plain is None or html is None:
        return plain or html
    said, more = (sum(map(_count, bodies[child])) for child in (plain, html))
    return plain if said and said * _FULLER >= more else html


def _count(part: Message) -> int:
    """How many words the part has."""
    return len(_TAG.sub(b" ", payload(part)).split())
