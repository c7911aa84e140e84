"""A report under construction: readers add pages, blocks and tables, and the offsets come out right."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from pipelines.parsed import Attachment, Parsed, Run, Word
from pipelines.record import Block, BlockKind, Bookmark, Box, Cell, Page, Table, Warned

BETWEEN_BLOCKS, BETWEEN_ROWS, BETWEEN_CELLS = "\n\n", "\n", "\t"

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_SPACES = re.compile(r"[^\S\n]+")
_SPACED_BREAK = re.compile(r" ?\n ?")


@dataclass(frozen=True, eq=False)
class Merged:
    """A table's cell that spans several places: the same object stands in each of them."""

    text: str


@dataclass
class Draft:
    """Text, pages, blocks and tables as they grow. Blocks go to the page begun last."""

    media_type: str
    title: str | None = None
    authors: tuple[str, ...] = ()
    published: date | None = None
    text: list[str] = field(default_factory=list)
    length: int = 0
    pages: list[Page] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    warnings: list[Warned] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)
    outline: list[Bookmark] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)

    def page(
        self,
        *,
        number: int | None = None,
        width: float | None = None,
        height: float | None = None,
        ocr: bool = False,
        goes_on: bool = False,
    ) -> None:
        """Begins a page; sizes in points. `goes_on`: the paragraph that ended the page before goes on with this one."""
        if not goes_on:
            self.separate()
        start = self.length
        self.pages.append(
            Page(number=number or len(self.pages) + 1, start=start, end=start, width=width, height=height, ocr=ocr)
        )

    def block(self, kind: BlockKind, text: str, *, box: Box | None = None) -> None:
        """Adds a block of text, its spaces tidied; nothing if it has no words."""
        words = tidy(text)
        if words:
            self.separate()
            start = self.append(words)
            self.close_block(kind, start, box=box)

    def table(self, rows: Sequence[Sequence[str | Merged]], *, box: Box | None = None) -> None:
        """Adds a table: a block of its words, a line a row, and its cells with their offsets.

        Rows without words are left out, the others filled up to the longest.
        The words of a merged cell are written once, and all its places hold them.
        """
        rows = [row for row in rows if any(tidy(_text(cell)) for cell in row)]
        width = max((len(row) for row in rows), default=0)
        if not rows:
            return
        self.separate()
        start, known, done = self.length, dict[Merged, Cell](), list[tuple[Cell, ...]]()
        for number, row in enumerate(rows):
            if number:
                self.append(BETWEEN_ROWS)
            done.append(self._row([*row, *[""] * (width - len(row))], known))
        self.tables.append(Table(page=self.pages[-1].number, box=box, rows=tuple(done)))
        self.close_block(BlockKind.TABLE, start, box=box)

    def _row(self, row: Sequence[str | Merged], known: dict[Merged, Cell]) -> tuple[Cell, ...]:
        cells = list[Cell]()
        for place, cell in enumerate(row):
            if place:
                self.append(BETWEEN_CELLS)
            if not isinstance(cell, Merged):
                cells.append(self._cell(cell))
                continue
            if cell not in known:
                known[cell] = self._cell(cell.text)
            cells.append(known[cell])
        return tuple(cells)

    def _cell(self, text: str) -> Cell:
        words = tidy(text).replace("\n", " ")
        if not words:
            return Cell(text="")
        start = self.append(words)
        return Cell(text=words, start=start, end=self.length)

    def append(self, text: str) -> int:
        """Adds characters as they are and returns where they begin."""
        start = self.length
        self.text.append(text)
        self.length += len(text)
        return start

    def since(self, start: int) -> str:
        """The text from `start` on."""
        parts, place = list[str](), self.length
        for part in reversed(self.text):
            if place <= start:
                break
            parts.append(part)
            place -= len(part)
        return "".join(reversed(parts))[max(start - place, 0) :]

    def separate(self) -> None:
        """Leaves a gap after the text so far, unless there is none or there is one."""
        if self.length and self.text[-1] != BETWEEN_BLOCKS:
            self.append(BETWEEN_BLOCKS)

    def close_block(self, kind: BlockKind, start: int, *, box: Box | None = None) -> None:
        """Makes a block of the text from `start` on, and lets the page end with it."""
        page = self.pages[-1]
        self.blocks.append(Block(kind=kind, page=page.number, start=start, end=self.length, box=box))
        self.pages[-1] = page.model_copy(update={"end": self.length})

    def warn(self, code: str, message: str, *, page: int | None = None) -> None:
        """Notes what could not be read."""
        self.warnings.append(Warned(code=code, message=message, page=page))

    def parsed(self) -> Parsed:
        """The finished value."""
        text = "".join(self.text).removesuffix(BETWEEN_BLOCKS)
        return Parsed(
            media_type=self.media_type,
            text=text,
            pages=tuple(page.model_copy(update=_within(page, len(text))) for page in self.pages),
            blocks=tuple(self.blocks),
            tables=tuple(self.tables),
            title=self.title or None,
            published=self.published,
            published_from="metadata" if self.published else None,
            authors=self.authors,
            warnings=tuple(self.warnings),
            runs=tuple(self.runs),
            words=tuple(self.words),
            outline=tuple(self.outline),
            attachments=tuple(self.attachments),
        )


def _text(cell: str | Merged) -> str:
    return cell.text if isinstance(cell, Merged) else cell


def tidy(text: str) -> str:
    """`text` with runs of spaces as one, line ends as newlines, and nothing that cannot be printed."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n").replace("\x0c", "\n")
    return _SPACED_BREAK.sub("\n", _SPACES.sub(" ", _CONTROL.sub("", lines))).strip()


def _within(page: Page, length: int) -> dict[str, int]:
    return {"start": min(page.start, length), "end": min(page.end, length)}
