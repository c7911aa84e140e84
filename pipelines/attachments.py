"""Files that come in other files: which are read, and what is said of those that are not."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from pipelines import sandbox
from pipelines.errors import InputError, LimitExceeded, ParseFailure
from pipelines.limits import Limits
from pipelines.parsed import Attachment, Source
from pipelines.record import Document, Warned

SKIPPED = "attachment_skipped"


@dataclass(frozen=True, slots=True)
class Unpacked:
    """A record, and the files that came in its document."""

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


def within(unpacked: Unpacked, room: Room, *, limits: Limits) -> tuple[Unpacked, Room]:
    """The attachments that there is room for and that a reader takes, and the room that is left.

    A warning in the record says why each of the others is left out.
    """
    kept, warnings = list[Attachment](), list[Warned]()
    for attachment in unpacked.attachments:
        try:
            left = room.without(attachment)
            _claim(attachment, limits)
        except (InputError, ParseFailure) as error:
            warnings.append(Warned(code=SKIPPED, message=f"{attachment.filename}: {error}"))
        else:
            room = left
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


def _claim(attachment: Attachment, limits: Limits) -> None:
    with laid_out(attachment) as source:
        sandbox.claim(source, limits=limits)


def _warned(document: Document, warnings: Sequence[Warned]) -> Document:
    return document.model_copy(update={"warnings": (*document.warnings, *warnings)}) if warnings else document
