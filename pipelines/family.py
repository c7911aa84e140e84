"""A file, the files that came in it, the files that came in those: every record, depth first."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipelines.assemble import document_id
from pipelines.attachments import Room, Unpacked, laid_out, name_in, within
from pipelines.errors import InputError, ParseFailure
from pipelines.options import DEFAULT, Options
from pipelines.parsed import Attachment, Source
from pipelines.record import Document
from pipelines.run import unpack


@dataclass(frozen=True, slots=True)
class Unread:
    """An attachment that a reader takes and yet cannot read: its name, and the id of the document that it came in."""

    filename: str
    parent: str
    error: InputError | ParseFailure


@dataclass(frozen=True, slots=True)
class _Waiting:
    """An attachment to read, the document that it came in, and the levels that may lie below it."""

    attachment: Attachment
    parent: Document
    depth: int


def family(source: Source, *, options: Options = DEFAULT) -> Iterator[Document | Unread]:
    """The record of a file and of everything inside it, each document once. Raises as `extract` does for the first.

    The limits on depth, entries and unpacked bytes hold for all of them together. What is beyond, and what no reader
    takes, is a warning `attachment_skipped` in the record of the document that it came in.
    """
    limits = options.limits
    first, room = within(unpack(source, options=options), Room.of(limits), limits=limits)
    yield first.document
    seen, waiting = {first.document.id}, _inside(first, room)
    while waiting:
        one = waiting.pop()
        with laid_out(one.attachment, one.parent) as file:
            identity = document_id(file.path)
            read = None if identity in seen else _read(file, one, options)
        seen.add(identity)
        if isinstance(read, Unpacked):
            read, room = within(read, replace(room, depth=one.depth), limits=limits)
            waiting += _inside(read, room)
            yield read.document
        elif read:
            yield read


def _read(file: Source, one: _Waiting, options: Options) -> Unpacked | Unread:
    try:
        return unpack(file, options=options)
    except (InputError, ParseFailure) as error:
        return Unread(name_in(one.parent, one.attachment), one.parent.id, error)


def _inside(unpacked: Unpacked, room: Room) -> list[_Waiting]:
    """What came in the document, the first at the end."""
    return [_Waiting(each, unpacked.document, room.depth - 1) for each in reversed(unpacked.attachments)]
