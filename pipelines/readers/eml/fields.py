"""The header fields of a mail: decoded whatever they are written in, cut where they grow out of all proportion."""

import re
from datetime import date
from email.header import decode_header, make_header
from email.message import Message

from pipelines.layout.draft import tidy
from pipelines.readers import text
from pipelines.readers.properties import day

_MOST_CHARACTERS = 500
_DATES = ("Date", "Resent-Date", "Delivery-Date", "Received", "X-OriginalArrivalTime")
_WORDS = re.compile(r"(\?=)\s+(=\?)")


def field(message: Message, name: str) -> str:
    """A header field's words."""
    return " ".join(tidy(decoded(_raw(message, name)[: 4 * _MOST_CHARACTERS])).split())[:_MOST_CHARACTERS]


def filename(part: Message) -> str | None:
    """The name of the file in the part, without folders; None if it has none."""
    try:
        name = part.get_filename() or ""
    except (ValueError, LookupError, TypeError):
        name = ""
    return tidy(decoded(name)).replace("\\", "/").rsplit("/", 1)[-1] or None


def sent(message: Message) -> date | None:
    """The day on which the message was sent, or came if that is all it says."""
    values = (_raw(message, name).rpartition(";")[2] for name in _DATES)
    return next((found for value in values if (found := day(" ".join(value.split())))), None)


def decoded(raw: str) -> str:
    """Encoded words as what they say (RFC 2047), and bytes beyond ASCII in the encoding that fits best."""
    if not raw.isascii():
        return text.decode(raw.encode("utf-8", "surrogateescape"))[0]
    try:
        return str(make_header(decode_header(_WORDS.sub(r"\1 \2", raw))))
    except (ValueError, LookupError):
        return raw


def _raw(message: Message, name: str) -> str:
    """The field as it stands in the file; bytes beyond ASCII are surrogates."""
    found = (value for key, value in message.raw_items() if key.lower() == name.lower())
    return str(next(found, ""))
