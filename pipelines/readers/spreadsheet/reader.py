"""The spreadsheet reader: opens the workbook by calamine and goes through its sheets."""

from collections.abc import Sequence
from dataclasses import dataclass

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from pipelines.errors import DamagedFile, EncryptedFile, LimitExceeded
from pipelines.layout import marks
from pipelines.layout.draft import Draft
from pipelines.layout.spans import Row
from pipelines.limits import Limits
from pipelines.parsed import Boxes, Parsed, Progress, Source, Span
from pipelines.readers import compound, packages, properties
from pipelines.readers.spreadsheet.cells import groups, only_words, rows_of
from pipelines.record import BlockKind

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
XLS = "application/vnd.ms-excel"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
_MAIN_PARTS = (
    "spreadsheetml.sheet.main+xml",
    "spreadsheetml.template.main+xml",
    "ms-excel.sheet.macroEnabled.main+xml",
    "ms-excel.template.macroEnabled.main+xml",
    "ms-excel.sheet.binary.macroEnabled.main",
)
_STREAMS = ("Workbook", "Book", "WORKBOOK", "BOOK")


@dataclass(frozen=True, slots=True)
class SpreadsheetReader:
    """Reads workbooks."""

    name: str = "spreadsheet (XLSX, XLS, ODS)"
    media_types: tuple[str, ...] = (XLSX, XLS, ODS)

    def claims(self, head: bytes, source: Source) -> str | None:
        """A package that declares a workbook, or a compound file with a workbook's stream."""
        if compound.holds(head, source, *_STREAMS):
            return XLS
        if packages.is_open_document(head, source, ODS):
            return ODS
        return XLSX if packages.declares(head, source, _MAIN_PARTS) else None

    def read(self, source: Source, *, limits: Limits, progress: Progress) -> Parsed:
        """A sheet that cannot be read is left out with a warning; charts and macros hold no cells."""
        media_type = _media_type(source, limits)
        draft = Draft(media_type)
        with _opened(source) as book:
            for number, sheet in enumerate(_sheets(book, limits), start=1):
                draft.page(number=number)
                _add_sheet(draft, book, sheet, limits)
                if not progress(number):
                    break
        _fill(draft, source)
        return draft.parsed()

    def locate(self, source: Source, parsed: Parsed, spans: Sequence[Span]) -> tuple[Boxes, ...]:  # noqa: ARG002
        """Where cells stand on paper is only known once they are printed."""
        return ((),) * len(spans)


def _media_type(source: Source, limits: Limits) -> str:
    """Which of the three it is. Raises `LimitExceeded` or `EncryptedFile` for packages not to be unpacked."""
    with source.path.open("rb") as stream:
        if stream.read(len(compound.MAGIC)) == compound.MAGIC:
            return XLS
    with packages.opened(source, limits):
        return ODS if packages.is_open_document(packages.MAGIC, source, ODS) else XLSX


def _opened(source: Source) -> CalamineWorkbook:
    try:
        return CalamineWorkbook.from_path(source.path)
    except PasswordError as error:
        found = "The workbook is encrypted."
        raise EncryptedFile(found, expected="a file without a password", advice="Unlock it.") from error
    except (CalamineError, OSError, ValueError) as error:
        raise DamagedFile("The workbook is broken or cut short.", advice="Open and save it again.") from error


def _sheets(book: CalamineWorkbook, limits: Limits) -> list[SheetMetadata]:
    found = [sheet for sheet in book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
    if len(found) > limits.pages:
        raise LimitExceeded(f"There are {len(found)} sheets.", expected=f"at most {limits.pages}")
    return found


def _add_sheet(draft: Draft, book: CalamineWorkbook, sheet: SheetMetadata, limits: Limits) -> None:
    page = draft.pages[-1].number
    draft.block(BlockKind.HEADING, sheet.name)
    if sheet.visible != SheetVisibleEnum.Visible:
        draft.warn("hidden_sheet", f"The sheet {sheet.name!r} is hidden in the workbook.", page=page)
    try:
        rows = rows_of(book.get_sheet_by_name(sheet.name), limits.characters - draft.length)
    except (CalamineError, ValueError) as error:
        draft.warn("sheet_damaged", f"The sheet could not be read: {error}", page=page)
        return
    for group in groups(rows):
        _add_group(draft, group)


def _add_group(draft: Draft, rows: list[Row]) -> None:
    """Adds rows that stand together: the lines above and below a table as text, as they are its title and notes."""
    titles = [only_words(row) for row in rows]
    first = next((place for place, title in enumerate(titles) if title is None), len(rows))
    end = next((place for place in range(len(rows), first, -1) if titles[place - 1] is None), first)
    for title in titles[:first]:
        draft.block(_kind(title or ""), title or "")
    draft.table(rows[first:end])
    for note in titles[end:]:
        draft.block(BlockKind.PARAGRAPH, note or "")


def _kind(title: str) -> BlockKind:
    if marks.is_caption(title):
        return BlockKind.CAPTION
    return BlockKind.HEADING if marks.has_heading_shape(title) else BlockKind.PARAGRAPH


def _fill(draft: Draft, source: Source) -> None:
    if draft.media_type == XLS:
        compound.fill(draft, source)
    else:
        part = properties.OPEN_DOCUMENT if draft.media_type == ODS else properties.OFFICE_OPEN
        properties.fill(draft, source, part)
    draft.title = draft.title or _first_title(draft)


def _first_title(draft: Draft) -> str | None:
    """The first heading that is not a sheet's name."""
    text = "".join(draft.text)
    starts = {page.start for page in draft.pages}
    headings = (block for block in draft.blocks if block.kind == BlockKind.HEADING and block.start not in starts)
    return next((text[block.start : block.end] for block in headings), None)
