"""Tables as plain text, CSV and TSV: told from prose by their regular lines, whatever the file is called."""

import csv
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.layout.draft import Draft
from pipelines.layout.spans import Cell
from pipelines.limits import Limits
from pipelines.parsed import Boxes, Parsed, Progress, Source, Span
from pipelines.readers import text
from pipelines.readers.properties import first_heading
from pipelines.readers.spreadsheet.pages import add_group

MEDIA_TYPE = "text/csv"
_DELIMITERS = "\t,;|"
_HEAD_BYTES = 1 << 16
_LEAST_ROWS, _LOOKED_AT = 3, 200
_REGULAR = 0.9
"""The share of rows that have as many cells as most."""
_SPACED = 0.2
"""In prose a space follows a comma; in tables it follows fewer of the delimiters than this share."""
_QUOTED = re.compile(r'"[^"\n]*"')
_LONGEST = 200
"""Characters of a cell on average; longer ones are prose."""


@dataclass(frozen=True, slots=True)
class DelimitedReader:
    """Reads tables whose cells are divided by commas, semicolons, tabs or bars."""

    name: str = "table (CSV, TSV)"
    media_types: tuple[str, ...] = (MEDIA_TYPE,)

    def claims(self, head: bytes, source: Source) -> str | None:
        """Text whose lines have all as many cells."""
        if not text.READER.claims(head, source) or head.lstrip().startswith((b"<", b"{", b"[", b"%")):
            return None
        lines = text.decode(head)[0].splitlines()
        whole = lines[:-1] if len(head) >= _HEAD_BYTES else lines
        return MEDIA_TYPE if _delimiter(whole[:_LOOKED_AT]) else None

    def read(self, source: Source, *, limits: Limits, progress: Progress) -> Parsed:  # noqa: ARG002
        """One table on one page, and the lines above and below it that have one cell."""
        words, warnings = text.decode(source.path.read_bytes())
        draft = Draft(MEDIA_TYPE, warnings=list(warnings))
        draft.page()
        lines = words.lstrip("\ufeff").splitlines()
        rows = _rows(lines, _delimiter(lines[:_LOOKED_AT]) or ",")
        add_group(draft, [list[Cell](row) for row in rows if any(row)])
        draft.title = first_heading(draft)
        progress(1)
        return draft.parsed()

    def locate(self, source: Source, parsed: Parsed, spans: Sequence[Span]) -> tuple[Boxes, ...]:  # noqa: ARG002
        """Plain text has no geometry."""
        return ((),) * len(spans)


def _delimiter(lines: Sequence[str]) -> str | None:
    """What divides the cells; None if the lines are no table."""
    return next((sign for sign in _DELIMITERS if _is_table(lines, sign)), None)


def _is_table(lines: Sequence[str], delimiter: str) -> bool:
    joined = _QUOTED.sub("", "\n".join(lines))
    count = joined.count(delimiter)
    if count < _LEAST_ROWS or joined.count(f"{delimiter} ") > _SPACED * count:
        return False
    rows = [row for row in _rows(lines, delimiter) if any(row)]
    (width, regular), *_ = Counter(map(len, rows)).most_common(1) or [(0, 0)]
    cells = [cell for row in rows for cell in row]
    is_regular = width > 1 and len(rows) >= _LEAST_ROWS and regular >= _REGULAR * len(rows)
    return is_regular and sum(map(len, cells)) <= _LONGEST * len(cells)


def _rows(lines: Sequence[str], delimiter: str) -> list[list[str]]:
    csv.field_size_limit(1 << 30)
    try:
        return list(csv.reader((f"{line}\n" for line in lines), delimiter=delimiter))
    except csv.Error:
        return [line.split(delimiter) for line in lines]


READER = DelimitedReader()
