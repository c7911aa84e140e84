"""The RTF reader: the document's stories, one after the other, and what it says of itself."""

import re
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pipelines.layout.draft import Draft, tidy
from pipelines.limits import Limits
from pipelines.parsed import Attachment, Boxes, Parsed, Progress, Source, Span
from pipelines.readers import embedded
from pipelines.readers.properties import first_heading
from pipelines.readers.rtf.document import Document
from pipelines.readers.rtf.story import Story
from pipelines.readers.rtf.tokens import tokens
from pipelines.record import BlockKind

MEDIA_TYPE = "application/rtf"
_MAGIC = b"{\\rtf"
_DATE = re.compile(r"yr(\d{4}) mo(\d{1,2}) dy(\d{1,2}) ")
_DATES = ("creatim", "revtim")
_HEX = re.compile(r"[^0-9a-fA-F]")
_PACKAGE = b"Package"
_HEADER_STRINGS = 3


@dataclass(frozen=True, slots=True)
class RtfReader:
    """Reads documents in the Rich Text Format."""

    name: str = "RTF"
    media_types: tuple[str, ...] = (MEDIA_TYPE,)

    def claims(self, head: bytes, source: Source) -> str | None:  # noqa: ARG002 the content alone decides
        """By its first word."""
        return MEDIA_TYPE if head.lstrip().startswith(_MAGIC) else None

    def read(self, source: Source, *, limits: Limits, progress: Progress) -> Parsed:  # noqa: ARG002
        """Pages are those that the author broke: RTF notes no other page's end."""
        draft = Draft(MEDIA_TYPE)
        draft.page()
        add_rtf(draft, source.path.read_bytes())
        for page in draft.pages:
            progress(page.number)
        return draft.parsed()

    def locate(self, source: Source, parsed: Parsed, spans: Sequence[Span]) -> tuple[Boxes, ...]:  # noqa: ARG002
        """Where words stand on a page is only known once it is drawn."""
        return ((),) * len(spans)


def add_rtf(draft: Draft, data: bytes) -> None:
    """Adds a document's words, its files, and what it says of itself. Raises `LimitExceeded`."""
    document = Document()
    document.take(tokens(data.decode("latin-1")))
    _add_stories(draft, document)
    if document.has_hidden:
        draft.warn("hidden_text", "Some words are hidden in the document; they are read like the others.")
    _fill(draft, document)
    for words in (words for group, words in document.said if group == "objdata"):
        found = _object(bytes.fromhex(_HEX.sub("", words)[: len(_HEX.sub("", words)) // 2 * 2]))
        draft.attachments += [found] if found else []


def _add_stories(draft: Draft, document: Document) -> None:
    """Running heads first, then the body, then notes, then what runs at the foot; each head once."""
    edges = [_once(document.stories, kind) for kind in (BlockKind.HEADER, BlockKind.FOOTER)]
    notes = [story for story in document.stories if story.kind in (BlockKind.PARAGRAPH, BlockKind.NOTE)]
    for story in (*edges[0], document.body, *notes, *edges[1]):
        story.add_to(draft)


def _once(stories: Sequence[Story], kind: BlockKind) -> list[Story]:
    found = {repr(story.lines): story for story in stories if story.kind == kind}
    return list(found.values())


def _fill(draft: Draft, document: Document) -> None:
    said = dict(document.said)
    draft.title = tidy(said.get("title", "")) or first_heading(draft)
    draft.authors = tuple(name for name in [tidy(said.get("author", ""))] if name)
    days = (_day(said.get(name, "")) for name in _DATES)
    draft.published = next((day for day in days if day), None)


def _day(words: str) -> date | None:
    match = _DATE.search(words)
    try:
        return date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None


def _object(data: bytes) -> Attachment | None:
    """The file in an embedded object ([MS-OLEDS] 2.2.5): three strings behind their lengths, then its bytes."""
    try:
        place, names = 8, list[bytes]()
        for _ in range(_HEADER_STRINGS):
            (length,) = struct.unpack_from("<I", data, place)
            names.append(data[place + 4 : place + 4 + length].rstrip(b"\0"))
            place += 4 + length
        (size,) = struct.unpack_from("<I", data, place)
    except struct.error:
        return None
    content = data[place + 4 : place + 4 + size]
    if names[0] == _PACKAGE:
        return embedded.packaged("object", struct.pack("<I", size) + content)
    return embedded.attachment(names[0].decode("latin-1") or "object", content)
