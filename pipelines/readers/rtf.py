"""RTF: its words by striprtf, with the rows of its tables as tables. Footnotes and running heads are not in it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from striprtf.striprtf import rtf_to_text

from pipelines.errors import DamagedFile
from pipelines.layout import plain
from pipelines.layout.draft import Draft, tidy
from pipelines.limits import Limits
from pipelines.parsed import Boxes, Parsed, Progress, Source, Span
from pipelines.record import BlockKind

MEDIA_TYPE = "application/rtf"
_MAGIC = b"{\\rtf"
_CELL_END = "|"
"""What striprtf writes after each cell."""
_LEAST_CELLS = 2
_FIELD = re.compile(r"\{\\(title|author)\s((?:[^{}\\]|\\[^{}]|\{\}){0,500})\}")
_CREATED = re.compile(r"\{\\creatim\\yr(\d{4})\\mo(\d{1,2})\\dy(\d{1,2})")
_INFO_WITHIN = 100_000
"""Characters at the beginning in which the document's own particulars stand."""


@dataclass(frozen=True, slots=True)
class RtfReader:
    """Reads documents in the Rich Text Format."""

    name: str = "RTF"
    media_types: tuple[str, ...] = (MEDIA_TYPE,)

    def claims(self, head: bytes, source: Source) -> str | None:  # noqa: ARG002 the content alone decides
        """By its first word."""
        return MEDIA_TYPE if head.lstrip().startswith(_MAGIC) else None

    def read(self, source: Source, *, limits: Limits, progress: Progress) -> Parsed:  # noqa: ARG002
        """The whole document as one page: RTF notes no page's end."""
        raw = source.path.read_bytes().decode("cp1252", "replace")
        draft = Draft(MEDIA_TYPE)
        draft.page()
        for is_row, lines in groupby(_text(raw).split("\n"), key=_is_row):
            if is_row:
                draft.table([line.removesuffix(_CELL_END).split(_CELL_END) for line in lines])
            else:
                _add_lines(draft, "\n\n".join(lines))
        _fill(draft, raw[:_INFO_WITHIN])
        progress(1)
        return draft.parsed()

    def locate(self, source: Source, parsed: Parsed, spans: Sequence[Span]) -> tuple[Boxes, ...]:  # noqa: ARG002
        """Where words stand on a page is only known once it is drawn."""
        return ((),) * len(spans)


def _text(raw: str) -> str:
    try:
        return str(rtf_to_text(raw, errors="replace"))  # type: ignore[no-untyped-call]
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise DamagedFile("The document is broken or cut short.", advice="Open and save it again.") from error


def _is_row(line: str) -> bool:
    return line.rstrip().endswith(_CELL_END) and line.count(_CELL_END) >= _LEAST_CELLS


def _add_lines(draft: Draft, text: str) -> None:
    for page in plain.pages(text.replace("\f", "\n")):
        for block in plain.blocks(text, page):
            draft.block(block.kind, text[block.start : block.end])


def _fill(draft: Draft, head: str) -> None:
    fields = {name: tidy(_text("{\\rtf1 " + value + "}")) for name, value in _FIELD.findall(head)}
    text = "".join(draft.text)
    headings = (text[block.start : block.end] for block in draft.blocks if block.kind == BlockKind.HEADING)
    draft.title = fields.get("title") or next(headings, None)
    draft.authors = tuple(name for name in [fields.get("author", "")] if name)
    created = _CREATED.search(head)
    try:
        draft.published = date(int(created[1]), int(created[2]), int(created[3])) if created else None
    except ValueError:
        draft.published = None


READER = RtfReader()
