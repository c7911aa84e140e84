"""The mail reader: fields, text and attachments of messages as mail programs save them."""

import email
import email.policy
import re
from collections.abc import Sequence
from dataclasses import dataclass
from email.message import Message

from pipelines.errors import LimitExceeded
from pipelines.layout import plain
from pipelines.layout.draft import Draft
from pipelines.limits import Limits
from pipelines.parsed import Attachment, Boxes, Parsed, Progress, Source, Span
from pipelines.readers import text
from pipelines.readers.eml.fields import field, filename, sent
from pipelines.readers.eml.parts import Leaf, is_body, is_html, leaves, payload, without_files
from pipelines.readers.html.reader import add_words
from pipelines.record import BlockKind

_FIELD = re.compile(rb"[!-9;-~]{1,60}:[ \t]?")
_KNOWN = re.compile(
    rb"^(?:from|to|cc|subject|date|received|message-id|mime-version|return-path|reply-to|content-type|delivered-to):",
    re.IGNORECASE | re.MULTILINE,
)
_KNOWN_FIELDS = 2
_SHOWN = ("From", "To", "Cc", "Date")
_BOUNDARY = re.compile(rb"^content-type:\s*multipart/", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class MailReader:
    """Reads messages as mail programs save them (RFC 5322)."""

    name: str = "e-mail (EML)"
    media_types: tuple[str, ...] = ("message/rfc822",)

    def claims(self, head: bytes, source: Source) -> str | None:  # noqa: ARG002 the content alone decides
        """A message begins with header fields, at least two of them well known."""
        start = _with_line_ends(head.removeprefix(b"\xef\xbb\xbf")).lstrip()
        fields = re.split(rb"\r?\n\r?\n", start, maxsplit=1)[0]
        known = {match.lower() for match in _KNOWN.findall(fields)}
        return "message/rfc822" if _FIELD.match(start) and len(known) >= _KNOWN_FIELDS else None

    def read(self, source: Source, *, limits: Limits, progress: Progress) -> Parsed:
        """Raises `LimitExceeded` for more parts, or deeper ones, than any mail has."""
        data = _with_line_ends(source.path.read_bytes().removeprefix(b"\xef\xbb\xbf"))
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


def _with_line_ends(data: bytes) -> bytes:
    """The message with the line ends of this century: old Macintoshes ended lines with a carriage return alone."""
    return data if b"\n" in data else data.replace(b"\r", b"\n")


def add_message(draft: Draft, message: Message, limits: Limits) -> None:
    """Adds a message's fields, body and attachments to the draft, and its title, author and date."""
    _add_fields(draft, message)
    _add_parts(draft, message, limits)
    _fill(draft, message)


def _add_fields(draft: Draft, message: Message) -> None:
    draft.block(BlockKind.HEADING, field(message, "Subject"))
    for name in _SHOWN:
        if value := field(message, name):
            draft.block(BlockKind.HEADER, f"{name}: {value}")


def _add_parts(draft: Draft, message: Message, limits: Limits) -> None:
    """Adds the text parts in order and keeps the others; of versions of the same words one is read."""
    found = list(leaves(message))
    for leaf in found:
        if is_body(leaf.part):
            if leaf.shown and not _is_copy(leaf, found, limits):
                _add_body(draft, leaf.part, limits)
        elif attachment := _attachment(leaf.part, len(draft.attachments) + 1):
            draft.attachments.append(attachment)


def _is_copy(leaf: Leaf, found: Sequence[Leaf], limits: Limits) -> bool:
    """Whether an HTML part says what a plain one does, though it is not marked as another version of it."""
    plain_parts = [each.part for each in found if each.shown and is_body(each.part) and not is_html(each.part)]
    if not is_html(leaf.part) or not plain_parts:
        return False
    words = _words(leaf.part, limits)
    return any(_words(part, limits) == words for part in plain_parts)


def _words(part: Message, limits: Limits) -> list[str]:
    draft = Draft("text/plain")
    draft.page()
    _add_body(draft, part, limits)
    return "".join(draft.text).split()


def _add_body(draft: Draft, body: Message, limits: Limits) -> None:
    data, charset = payload(body), body.get_content_charset()
    if is_html(body):
        add_words(draft, data, limits, charset=charset)
        return
    data, files = without_files(data)
    draft.attachments += [Attachment(name, content) for name, content in files]
    try:
        words = text.decode(data)[0] if text.is_utf8(data) else data.decode(charset or "utf-8")
    except (LookupError, UnicodeDecodeError):
        words = text.decode(data)[0]
    words = words.replace("\r\n", "\n").replace("\f", "\n")
    for page in plain.pages(words):
        for block in plain.blocks(words, page):
            draft.block(block.kind, words[block.start : block.end])


def _attachment(part: Message, number: int) -> Attachment | None:
    inner, name = part.get_payload(), filename(part) or ""
    if part.get_content_maintype() == "message" and isinstance(inner, list):
        data = b"\n".join(child.as_bytes() for child in inner if isinstance(child, Message))
        usual = f"message-{number}.eml" if part.get_content_subtype() == "rfc822" else f"status-{number}.txt"
        return Attachment(name or usual, data) if data else None
    data = payload(part)
    if not name and part.get_content_maintype() == "image":
        return None
    return Attachment(name or f"attachment-{number}", data) if data else None


def _fill(draft: Draft, message: Message) -> None:
    draft.title = field(message, "Subject")
    sender = field(message, "From")
    draft.authors = (sender,) if sender else ()
    draft.published = sent(message)
