"""ZIP archives as folders: every file inside is a document of its own."""

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath, PurePosixPath

from pipelines.errors import LimitExceeded
from pipelines.layout.draft import Draft, tidy
from pipelines.limits import Limits
from pipelines.parsed import Attachment, Boxes, Parsed, Progress, Source, Span
from pipelines.readers import packages
from pipelines.record import BlockKind

MEDIA_TYPE = "application/zip"
_OFFICE_NAMES = {".pptx", ".ppsx", ".potx", ".docx", ".dotx", ".xlsx", ".odt", ".ods", ".odp", ".epub"}
_UNWANTED = ("__MACOSX/", ".DS_Store", "Thumbs.db")


@dataclass(frozen=True, slots=True)
class ZipReader:
    """Reads ZIP archives. The text of the record is the list of their files."""

    name: str = "ZIP archive"
    media_types: tuple[str, ...] = (MEDIA_TYPE,)

    def claims(self, head: bytes, source: Source) -> str | None:
        """A ZIP that is no office document, and was not sent as one: then it is a broken one, and is called so."""
        sent_as_office = PurePath(source.filename or "").suffix.lower() in _OFFICE_NAMES
        if not head.startswith(packages.MAGIC) or sent_as_office:
            return None
        return None if packages.content_types(source) or packages.mimetype(source) else MEDIA_TYPE

    def read(self, source: Source, *, limits: Limits, progress: Progress) -> Parsed:
        """Entries whose names lead out of the folder, and broken ones, are left out with a warning."""
        draft = Draft(MEDIA_TYPE)
        draft.page()
        draft.title = source.filename
        left = limits.unpacked_bytes
        with packages.opened(source, limits) as archive:
            for entry in archive.infolist():
                if entry.is_dir() or entry.filename.startswith(_UNWANTED) or entry.filename.endswith(_UNWANTED):
                    continue
                data = _unpacked(draft, archive, entry, left)
                if data is not None:
                    left -= len(data)
                    draft.block(BlockKind.HEADER, entry.filename)
                    draft.attachments.append(Attachment(tidy(entry.filename), data))
                progress(1)
        return draft.parsed()

    def locate(self, source: Source, parsed: Parsed, spans: Sequence[Span]) -> tuple[Boxes, ...]:  # noqa: ARG002
        """A list of files has no geometry."""
        return ((),) * len(spans)


def _unpacked(draft: Draft, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, left: int) -> bytes | None:
    """The entry's bytes, never more than declared. Raises `LimitExceeded` for more than `left`."""
    if _leads_out(entry.filename):
        draft.warn("attachment_skipped", f"The name {tidy(entry.filename)!r} leads out of the archive.")
        return None
    if entry.file_size > left:
        raise LimitExceeded("The archive unpacks to more than allowed.", advice="Split it.")
    try:
        with archive.open(entry) as stream:
            return stream.read(entry.file_size)
    except (*packages.BROKEN, RuntimeError):
        draft.warn("attachment_skipped", f"{tidy(entry.filename)!r} is broken or packed in a way that is not known.")
        return None


def _leads_out(name: str) -> bool:
    path = PurePosixPath(name.replace("\\", "/"))
    return path.is_absolute() or ".." in path.parts or ":" in path.parts[0]


READER = ZipReader()
