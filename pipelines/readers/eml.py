"""E-mail: subject, sender, text, and the attached files as documents of their own."""

import email
import email.policy
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parsedate_to_datetime

from pipelines.errors import LimitExceeded
from pipelines.layout import plain
from pipelines.layout.draft import Draft, tidy
from pipelines.limits import Limits
from pipelines.parsed import Attachment, Boxes, Parsed, Progress, Source, Span
from pipelines.readers import text
from pipelines.readers.html.reader import add_html
from pipelines.record import BlockKind

_FIELD = re.compile(rb"[!-9;-~]{1,60}:[ \t]?")
_KNOWN = re.compile(
    rb"^(?:from|to|cc|subject|date|received|message-id|mime-version|return-path|reply-to|content-type|delivered-to):",
    re.IGNORECASE | re.MULTILINE,
)
_KNOWN_FIELDS = 2
_SHOWN = ("From", "To", "Cc", "Date")
_SHOWN_CHARACTERS = 500
_DEEPEST = 50
"""Parts inside parts. Mail programs make three or four; the parser's stack ends at some hundreds."""
_BOUNDARY = re.compile(rb"^content-type:\s*multipart/", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class MailReader:
    """Reads messages as mail programs save them (RFC 5322)."""

    name: str = "e-mail (EML)"
    media_types: tuple[str, ...] = ("message/rfc822",)

    def claims(self, head: bytes, source: Source) -> str | None:  # noqa: ARG002 the content alone decides
        """A message begins with header fields, at least two of them well known."""
        start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
        fields = re.split(rb"\r?\n\r?\n", start, maxsplit=1)[0]
        known = {match.lower() for match in _KNOWN.findall(fields)}
        return "message/rfc822" if _FIELD.match(start) and len(known) >= _KNOWN_FIELDS else None

    def read(self, source: Source, *, limits: Limits, progress: Progress) -> Parsed:
        """Raises `LimitExceeded` for more parts, or deeper ones, than any mail has."""
        data = source.path.read_bytes()
        if len(_BOUNDARY.findall(data)) > limits.entries:
            raise LimitExceeded("The message has too many parts.", expected=f"at most {limits.entries}")
        draft = Draft("message/rfc822")
        draft.page()
        add_message(draft, email.message_from_bytes(data.lstrip(), policy=email.policy.compat32), limits)
        progress(1)
        return draft.parsed()

    def locate(self, source: Source, parsed: Parsed, spans: Sequence[Span]) -> tuple[Boxes, ...]:  # noqa: ARG002
        """A message has no geometry."""
        return ((),) * len(spans)


def add_message(draft: Draft, message: Message, limits: Limits) -> None:
    """Adds a message's fields, body and attachments to the draft, and its title, author and date."""
    _add_fields(draft, message)
    _add_parts(draft, message, limits)
    _fill(draft, message)


def _add_fields(draft: Draft, message: Message) -> None:
    draft.block(BlockKind.HEADING, _field(message, "Subject"))
    for name in _SHOWN:
        if value := _field(message, name):
            draft.block(BlockKind.HEADER, f"{name}: {value}")


def _field(message: Message, name: str) -> str:
    """A header field's words, cut where a list of addresses grows out of all proportion."""
    raw = str(message.get(name, ""))[: 4 * _SHOWN_CHARACTERS]
    try:
        value = str(make_header(decode_header(raw)))
    except (ValueError, LookupError):
        value = raw
    return " ".join(tidy(value).split())[:_SHOWN_CHARACTERS]


def _add_parts(draft: Draft, message: Message, limits: Limits) -> None:
    bodies = list[Message]()
    for part in _leaves(message):
        if _is_body(part):
            bodies.append(part)
        elif attachment := _attachment(part, len(draft.attachments) + 1):
            draft.attachments.append(attachment)
    for body in _chosen(bodies):
        _add_body(draft, body, limits)


def _leaves(message: Message) -> Iterator[Message]:
    """The parts that hold something; a message inside the message is one part."""
    waiting = [(message, 0)]
    while waiting:
        part, depth = waiting.pop()
        if depth > _DEEPEST:
            raise LimitExceeded(f"The message's parts are nested {depth} deep.", expected=f"at most {_DEEPEST}")
        inner = part.get_payload()
        if part.get_content_maintype() == "multipart" and isinstance(inner, list):
            waiting += [(child, depth + 1) for child in reversed(inner) if isinstance(child, Message)]
        else:
            yield part


def _is_body(part: Message) -> bool:
    text_part = part.get_content_type() in ("text/plain", "text/html")
    return text_part and part.get_content_disposition() != "attachment" and not part.get_filename()


def _chosen(bodies: list[Message]) -> list[Message]:
    """The plain version if there is one with words, else the HTML one: senders write both with the same words."""
    plain_bodies = [body for body in bodies if body.get_content_subtype() == "plain" and _payload(body).strip()]
    return plain_bodies or bodies


def _add_body(draft: Draft, body: Message, limits: Limits) -> None:
    charset = body.get_content_charset()
    if body.get_content_subtype() == "html":
        add_html(draft, _payload(body), limits, charset=charset)
        return
    try:
        words = _payload(body).decode(charset or "utf-8")
    except (LookupError, UnicodeDecodeError):
        words = text.decode(_payload(body))[0]
    words = words.replace("\r\n", "\n").replace("\f", "\n")
    for page in plain.pages(words):
        for block in plain.blocks(words, page):
            draft.block(block.kind, words[block.start : block.end])


def _payload(part: Message) -> bytes:
    found = part.get_payload(decode=True)
    return found if isinstance(found, bytes) else b""


def _attachment(part: Message, number: int) -> Attachment | None:
    inner = part.get_payload()
    if part.get_content_type() == "message/rfc822" and isinstance(inner, list):
        data = b"".join(child.as_bytes() for child in inner if isinstance(child, Message))
        name = _filename(part) or f"message-{number}.eml"
    else:
        data, name = _payload(part), _filename(part) or ""
        if not name and part.get_content_maintype() == "image":
            return None
    return Attachment(name or f"attachment-{number}", data) if data else None


def _filename(part: Message) -> str | None:
    try:
        name = str(make_header(decode_header(part.get_filename() or "")))
    except (ValueError, LookupError):
        name = part.get_filename() or ""
    return tidy(name).replace("\\", "/").rsplit("/", 1)[-1] or None


def _fill(draft: Draft, message: Message) -> None:
    draft.title = _field(message, "Subject")
    sender = _field(message, "From")
    draft.authors = (sender,) if sender else ()
    try:
        draft.published = parsedate_to_datetime(str(message.get("Date", ""))).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        draft.published = None


READER = MailReader()
