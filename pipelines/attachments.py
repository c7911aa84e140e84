"""Files that come in other files: which are read, and what is said of those that are not."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

from pipelines import sandbox
from pipelines.errors import InputError, LimitExceeded, ParseFailure
from pipelines.limits import Limits
from pipelines.parsed import Attachment, Parsed, Source
from pipelines.record import Document, Warned

SKIPPED = "attachment_skipped"


@dataclass(frozen=True, slots=True)
class Unpacked:
    """A record, and the files that came in its document and can be read as documents of their own."""

    document: Document
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class Room:
    """What may still come with a file: `depth` levels below it, and so many files and bytes in all."""

    depth: int
    entries: int
    unpacked_bytes: int

    @classmethod
    def of(cls, limits: Limits) -> Self:
        """The room that a file of its own has."""
        return cls(limits.depth, limits.entries, limits.unpacked_bytes)

    def without(self, attachment: Attachment) -> "Room":
        """What is left beside the attachment. Raises `LimitExceeded` where there is no room for it."""
        if self.depth < 1:
            raise LimitExceeded("It lies deeper inside other files than allowed.")
        if self.entries < 1:
            raise LimitExceeded("More files came together than allowed.")
        if self.unpacked_bytes < len(attachment.data):
            raise LimitExceeded("The files that came together hold more bytes than allowed.")
        return Room(self.depth, self.entries - 1, self.unpacked_bytes - len(attachment.data))


def readable(parsed: Parsed, *, limits: Limits) -> Parsed:
    """The report with those attachments that a reader takes; a warning says why each of the others is left out."""
    kept, warnings = list[Attachment](), list[Warned]()
    for attachment in parsed.attachments:
        try:
            with laid_out(attachment) as source:
                sandbox.claim(source, limits=limits)
        except (InputError, ParseFailure) as error:
            warnings.append(_skipped(attachment, error))
        else:
            kept.append(attachment)
    return replace(parsed, attachments=tuple(kept), warnings=(*parsed.warnings, *warnings))


def within(unpacked: Unpacked, room: Room) -> tuple[Unpacked, Room]:
    """The attachments that there is room for, warnings about the others in the record, and the room that is left."""
    kept, warnings = list[Attachment](), list[Warned]()
    for attachment in unpacked.attachments:
        try:
            room = room.without(attachment)
        except LimitExceeded as error:
            warnings.append(_skipped(attachment, error))
        else:
            kept.append(attachment)
    return Unpacked(_warned(unpacked.document, warnings), tuple(kept)), room


def name_in(parent: Document, attachment: Attachment) -> str:
    """`mail.eml/report.pdf`."""
    return f"{parent.filename}/{attachment.filename}" if parent.filename else attachment.filename


@contextmanager
def laid_out(attachment: Attachment, parent: Document | None = None) -> Iterator[Source]:
    """The attachment as a file of this machine while the context lasts."""
    with tempfile.NamedTemporaryFile(prefix="tally-") as file:
        file.write(attachment.data)
        file.flush()
        name = name_in(parent, attachment) if parent else attachment.filename
        yield Source(Path(file.name), name, parent.id if parent else None)


def _skipped(attachment: Attachment, error: InputError | ParseFailure) -> Warned:
    return Warned(code=SKIPPED, message=f"{attachment.filename}: {error}")


def _warned(document: Document, warnings: Sequence[Warned]) -> Document:
    return document.model_copy(update={"warnings": (*document.warnings, *warnings)}) if warnings else document
