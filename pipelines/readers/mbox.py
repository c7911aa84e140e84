"""Mailboxes as folders: every message inside is a document of its own (RFC 4155)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.errors import LimitExceeded
from pipelines.layout.draft import Draft
from pipelines.limits import Limits
from pipelines.parsed import Attachment, Boxes, Parsed, Progress, Source, Span
from pipelines.record import BlockKind

MEDIA_TYPE = "application/mbox"
_SEPARATOR = rb"From \S+ [^\r\n]*\d{1,2}:\d{2}[^\r\n]*\r?\n(?=[!-9;-~]{1,60}:)"
_START = re.compile(_SEPARATOR)
_MESSAGE = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\r\n\r\n))" + _SEPARATOR)
_QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)
"""A line of text that looks like a separator is marked when it is put into the box."""


@dataclass(frozen=True, slots=True)
class MailboxReader:
    """Reads mailboxes. The text of the record is the list of their messages."""

    name: str = "mailbox (MBOX)"
    media_types: tuple[str, ...] = (MEDIA_TYPE,)

    def claims(self, head: bytes, source: Source) -> str | None:  # noqa: ARG002 the content alone decides
        """A box begins with the line that precedes each message, with sender and day."""
        return MEDIA_TYPE if _START.match(head) else None

    def read(self, source: Source, *, limits: Limits, progress: Progress) -> Parsed:
        """Raises `LimitExceeded` for more messages than an archive may have entries."""
        data = source.path.read_bytes()
        starts = [match.start() for match in _MESSAGE.finditer(data)]
        if len(starts) > limits.entries:
            raise LimitExceeded(f"The mailbox has {len(starts)} messages.", expected=f"at most {limits.entries}")
        draft = Draft(MEDIA_TYPE, title=source.filename)
        draft.page()
        for number, (start, end) in enumerate(zip(starts, [*starts[1:], len(data)], strict=True), start=1):
            name = f"message-{number}.eml"
            draft.block(BlockKind.HEADER, name)
            message = data[start:end].partition(b"\n")[2]
            draft.attachments.append(Attachment(name, _QUOTED.sub(rb"\1", message)))
        progress(1)
        return draft.parsed()

    def locate(self, source: Source, parsed: Parsed, spans: Sequence[Span]) -> tuple[Boxes, ...]:  # noqa: ARG002
        """A list of messages has no geometry."""
        return ((),) * len(spans)


READER = MailboxReader()
