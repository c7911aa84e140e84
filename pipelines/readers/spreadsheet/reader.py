"""The spreadsheet reader: goes through the sheets of a workbook; those of binary formats are opened by calamine."""

from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree
from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from pipelines.errors import DamagedFile, EncryptedFile
from pipelines.layout.draft import Draft
from pipelines.limits import Limits
from pipelines.parsed import Boxes, Parsed, Progress, Source, Span
from pipelines.readers import compound, embedded, packages, properties
from pipelines.readers.openxml.package import package_of
from pipelines.readers.spreadsheet import extras, ods, xlsx
from pipelines.readers.spreadsheet.cells import Grid, shown
from pipelines.readers.spreadsheet.pages import add_grid, begin_sheet, check_count
from pipelines.record import BlockKind

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
XLS = "application/vnd.ms-excel"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
_MAIN_PARTS = (
    "spreadsheetml.sheet.main+xml",
    "spreadsheetml.template.main+xml",
    "ms-excel.sheet.macroEnabled.main+xml",
    "ms-excel.template.macroEnabled.main+xml",
    "ms-excel.addin.macroEnabled.main+xml",
    "ms-excel.sheet.binary.macroEnabled.main",
)
_BINARY = _MAIN_PARTS[-1:]
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
        """A sheet that cannot be read is left out with a warning; macros hold no cells."""
        media_type = _media_type(source, limits)
        draft = Draft(media_type)
        if media_type == XLSX and not packages.declares(packages.MAGIC, source, _BINARY):
            _add_package(draft, source, limits, progress)
        elif media_type == ODS:
            ods.add_sheets(draft, source, limits, progress)
        else:
            _add_old(draft, source, limits, progress)
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


def _add_package(draft: Draft, source: Source, limits: Limits, progress: Progress) -> None:
    with packages.opened(source, limits) as archive:
        package = package_of(archive)
        book = xlsx.book_of(package)
        if book is None:
            raise DamagedFile("The workbook is broken or cut short.", advice="Open and save it again.")
        check_count(len(book.sheets), limits)
        for number, sheet in enumerate(book.sheets, start=1):
            begin_sheet(draft, number, sheet.name, hidden=sheet.hidden)
            _add_listed(draft, book, sheet, limits)
            if not progress(number):
                break
        draft.attachments += embedded.in_package(package)


def _add_listed(draft: Draft, book: xlsx.Book, sheet: xlsx.Listed, limits: Limits) -> None:
    grid = Grid(limits.characters - draft.length)
    try:
        hidden = book.fill(grid, sheet.part)
    except etree.XMLSyntaxError as error:
        draft.warn("sheet_damaged", f"The sheet could not be read: {error}", page=draft.pages[-1].number)
        return
    if hidden:
        found = f"Rows or columns of the sheet {sheet.name!r} are hidden."
        draft.warn("hidden_rows", found, page=draft.pages[-1].number)
    add_grid(draft, grid)
    extras.add_extras(draft, book.package, sheet.part)


def _add_old(draft: Draft, source: Source, limits: Limits, progress: Progress) -> None:
    """Adds a workbook of a binary format."""
    with _opened(source) as book:
        found = [sheet for sheet in book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
        check_count(len(found), limits)
        for number, sheet in enumerate(found, start=1):
            begin_sheet(draft, number, sheet.name, hidden=sheet.visible != SheetVisibleEnum.Visible)
            _add_sheet(draft, book, sheet, limits)
            if not progress(number):
                break


def _opened(source: Source) -> CalamineWorkbook:
    try:
        return CalamineWorkbook.from_path(source.path)
    except PasswordError as error:
        found = "The workbook is encrypted."
        raise EncryptedFile(found, expected="a file without a password", advice="Unlock it.") from error
    except (CalamineError, OSError, ValueError) as error:
        raise DamagedFile("The workbook is broken or cut short.", advice="Open and save it again.") from error


def _add_sheet(draft: Draft, book: CalamineWorkbook, sheet: SheetMetadata, limits: Limits) -> None:
    grid = Grid(limits.characters - draft.length)
    try:
        found = book.get_sheet_by_name(sheet.name)
        _, left = found.start or (0, 0)
        for row, values in enumerate(found.iter_rows()):
            for column, value in enumerate(values, start=left):
                grid.put(row, column, shown(value))
        ranges = found.merged_cell_ranges or ()
    except (CalamineError, ValueError) as error:
        draft.warn("sheet_damaged", f"The sheet could not be read: {error}", page=draft.pages[-1].number)
        return
    grid.merge((*start, *end) for start, end in ranges)
    add_grid(draft, grid)


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
