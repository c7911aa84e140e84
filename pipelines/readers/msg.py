"""Outlook's messages: turned into the mail that they were, and read as that."""

import base64
import email
import email.policy
import struct
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from email.header import Header
from email.message import Message
from email.utils import format_datetime

from oxmsg.attachment import Attachment as OutlookAttachment
from oxmsg.domain import constants as outlook
from oxmsg.properties import Properties
from oxmsg.storage import Storage

from pipelines.errors import DamagedFile, LimitExceeded
from pipelines.layout.draft import Draft
from pipelines.limits import Limits
from pipelines.parsed import Boxes, Parsed, Progress, Source, Span
from pipelines.readers import compound, lzfu
from pipelines.readers.eml.reader import add_message
from pipelines.readers.rtf.reader import add_rtf

MEDIA_TYPE = "application/vnd.ms-outlook"
_PROPERTIES = "__properties_version1.0"
_INNER = "3701000D"
"""The end of the name of a storage that holds a message within a message ([MS-OXMSG] 2.2.2.1)."""
_HEADER, _INNER_HEADER = 32, 24
"""Bytes before the properties of a message, and of one within another ([MS-OXMSG] 2.4.1)."""
_DEEPEST = 50
_MOST_RTF = 50_000_000
_SIGNED = b"Content-Type: multipart/signed"
"""How the only attachment of a signed message begins, which holds all of it ([MS-OXOSMIME] 2.1.2)."""
_PID_CREATION_TIME = 0x3007
_DATES = (outlook.PID_CLIENT_SUBMIT_TIME, outlook.PID_MESSAGE_DELIVERY_TIME, _PID_CREATION_TIME)
_FIELDS = (("To", outlook.PID_DISPLAY_TO), ("Cc", outlook.PID_DISPLAY_CC))
_BROKEN = (OSError, LookupError, ValueError, AttributeError, AssertionError, StopIteration, struct.error, OverflowError)


@dataclass(frozen=True, slots=True)
class OutlookReader:
    """Reads messages as Outlook saves them."""

    name: str = "Outlook message (MSG)"
    media_types: tuple[str, ...] = (MEDIA_TYPE,)

    def claims(self, head: bytes, source: Source) -> str | None:
        """A compound file with a message's properties."""
        return MEDIA_TYPE if compound.holds(head, source, _PROPERTIES) else None

    def read(self, source: Source, *, limits: Limits, progress: Progress) -> Parsed:
        """Raises `DamagedFile`."""
        try:
            with compound.opened(source) as found:
                message = _mail(Storage.from_ole(found), _HEADER)
        except _BROKEN as error:
            raise DamagedFile("The message is broken or cut short.", advice="Save it again.") from error
        draft = Draft(MEDIA_TYPE)
        draft.page()
        add_message(draft, message, limits)
        progress(1)
        return draft.parsed()

    def locate(self, source: Source, parsed: Parsed, spans: Sequence[Span]) -> tuple[Boxes, ...]:  # noqa: ARG002
        """A message has no geometry."""
        return ((),) * len(spans)


def _mail(storage: Storage, header: int, depth: int = 0) -> Message:
    if depth > _DEEPEST:
        raise LimitExceeded(f"Messages are nested {depth} deep.", expected=f"at most {_DEEPEST}")
    found = Properties(storage, properties_header_offset=header)
    mail = Message()
    for name, value in _fields(found):
        mail[name] = _header(" ".join(value.split()))
    mail["Content-Type"] = "multipart/mixed"
    for part in (_bodies(found), *_attachments(storage, depth)):
        mail.attach(part)
    return mail


def _header(value: str) -> str:
    return value if value.isascii() else Header(value, "utf-8").encode(linesep="")


def _fields(found: Properties) -> Iterator[tuple[str, str]]:
    yield "Subject", _text(found, outlook.PID_SUBJECT)
    name = _text(found, outlook.PID_SENDER_NAME) or _text(found, outlook.PID_SENT_REPRESENTING_NAME)
    address = _text(found, outlook.PID_SENDER_SMTP_ADDRESS) or _text(found, outlook.PID_SENDER_EMAIL_ADDRESS)
    yield "From", f"{name} <{address}>".strip() if "@" in address else name
    for field, identifier in _FIELDS:
        yield field, _text(found, identifier)
    dates = (_date(found, identifier) for identifier in _DATES)
    yield "Date", next((format_datetime(sent) for sent in dates if sent), "")


def _text(found: Properties, identifier: int) -> str:
    """The property's words; none if it is missing or broken."""
    with suppress(*_BROKEN):
        return found.str_prop_value(identifier) or ""
    return ""


def _date(found: Properties, identifier: int) -> datetime | None:
    with suppress(*_BROKEN):
        return found.date_prop_value(identifier)
    return None


def _bytes(found: Properties, identifier: int) -> bytes:
    with suppress(*_BROKEN):
        return found.binary_prop_value(identifier) or b""
    return b""


def _body(found: Properties) -> Iterator[Message]:
    """The body in each form that is kept; as RTF only if that is the only one."""
    plain, html = _text(found, outlook.PID_BODY), _bytes(found, outlook.PID_HTML)
    words = _text(found, outlook.PID_BODY_HTML)
    if plain.strip():
        yield _part("text/plain", plain.encode("utf-8", "replace"), charset="utf-8")
    if html.strip():
        yield _part("text/html", html, charset=found.body_encoding)
    elif words.strip():
        yield _part("text/html", words.encode("utf-8", "replace"), charset="utf-8")
    elif not plain.strip() and (packed := _bytes(found, outlook.PID_RTF_COMPRESSED)):
        rtf = Draft(MEDIA_TYPE)
        rtf.page()
        add_rtf(rtf, lzfu.unpacked(packed, _MOST_RTF))
        yield _part("text/plain", "".join(rtf.text).encode("utf-8", "replace"), charset="utf-8")


def _bodies(found: Properties) -> Message:
    """The forms of the body as versions of the same words."""
    versions = Message()
    versions["Content-Type"] = "multipart/alternative"
    versions.set_payload(list(_body(found)))
    return versions


def _attachments(storage: Storage, depth: int) -> Iterator[Message]:
    """The files and messages inside; what is broken, and objects that are neither, are left out."""
    for kept in storage.iter_attachment_storages():
        with suppress(*_BROKEN):
            yield from _attachment(kept, depth)


def _attachment(kept: Storage, depth: int) -> Iterator[Message]:
    inner = next((one for one in kept.storages if one.name.endswith(_INNER)), None)
    if inner is not None:
        part = Message()
        part["Content-Type"] = "message/rfc822"
        part.attach(_mail(inner, _INNER_HEADER, depth + 1))
        yield part
        return
    attached = OutlookAttachment(kept)
    data, name = attached.file_bytes or b"", attached.file_name or ""
    if data.startswith(_SIGNED):
        yield email.message_from_bytes(data, policy=email.policy.compat32)
    elif data:
        name = name or attached.properties.str_prop_value(outlook.PID_ATTACH_FILENAME) or ""
        yield _part("application/octet-stream", data, filename=name)


def _part(kind: str, data: bytes, *, charset: str | None = None, filename: str | None = None) -> Message:
    part = Message()
    part["Content-Type"] = kind
    if charset:
        part.set_param("charset", charset)
    if filename is not None:
        part.add_header("Content-Disposition", "attachment", filename=("utf-8", "", filename))
    part["Content-Transfer-Encoding"] = "base64"
    part.set_payload(base64.encodebytes(data).decode("ascii"))
    return part


READER = OutlookReader()
