"""Pages of lines into the one frozen text, with its blocks, tables and the runs that lead back to the page."""

from collections.abc import Iterator, Sequence

from pipelines.layout.continued import continue_table
from pipelines.layout.draft import BETWEEN_CELLS, BETWEEN_ROWS, Draft
from pipelines.layout.geometry import HYPHENS, CellLayout, Line, PageLayout, TableLayout, Word
from pipelines.layout.hyphens import Join, Spelling
from pipelines.layout.paragraphs import Measure, Paragraph, measure, paragraphs
from pipelines.layout.running import running
from pipelines.parsed import Run
from pipelines.parsed import Word as PlacedWord
from pipelines.record import BlockKind, Box, Cell, Table


def compose(draft: Draft, pages: Sequence[PageLayout]) -> None:
    """Writes the pages into the draft."""
    lines = [line for page in pages for line in page.lines]
    spelling, usual = Spelling(lines), measure(lines)
    edges = running(pages, usual)
    for page in pages:
        draft.page(number=page.number, width=page.width, height=page.height, ocr=page.ocr)
        writer = _Writer(draft, spelling, page.number)
        for item in _in_order(page, usual, edges):
            if isinstance(item, Paragraph):
                writer.paragraph(item)
            else:
                writer.table(item)
                continue_table(draft)
        for field in page.fields:
            draft.block(BlockKind.PARAGRAPH, field)
        for note in page.notes:
            draft.block(BlockKind.NOTE, note)


def _in_order(
    page: PageLayout, usual: Measure, edges: dict[tuple[int, int], BlockKind]
) -> Iterator[Paragraph | TableLayout]:
    tables = sorted(page.tables, key=lambda table: table.after)
    body = list[Line]()
    for place, line in enumerate(page.lines):
        while tables and tables[0].after <= place:
            yield from paragraphs(body, usual)
            yield tables.pop(0)
            body.clear()
        if kind := edges.get((page.number, place)):
            yield Paragraph(kind, (line,))
        else:
            body.append(line)
    yield from paragraphs(body, usual)
    yield from tables


class _Writer:
    """Appends words to a draft and keeps the runs."""

    def __init__(self, draft: Draft, spelling: Spelling, page: int) -> None:
        self._draft = draft
        self._spelling = spelling
        self._page = page

    def paragraph(self, paragraph: Paragraph) -> None:
        self._draft.separate()
        start = self._draft.length
        self._lines(paragraph.lines)
        self._draft.close_block(paragraph.kind, start, box=paragraph.box)

    def table(self, table: TableLayout) -> None:
        self._draft.separate()
        start, known, rows = self._draft.length, dict[int, Cell](), list[tuple[Cell, ...]]()
        for number, row in enumerate(table.rows):
            if number:
                self._draft.append(BETWEEN_ROWS)
            rows.append(tuple(self._cells(row, known)))
        self._draft.tables.append(Table(page=self._page, box=table.box, rows=tuple(rows)))
        self._draft.close_block(BlockKind.TABLE, start, box=table.box)

    def _cells(self, row: Sequence[CellLayout], known: dict[int, Cell]) -> Iterator[Cell]:
        for place, cell in enumerate(row):
            if place:
                self._draft.append(BETWEEN_CELLS)
            if not cell.lines:
                yield Cell(text="", box=cell.box)
                continue
            if id(cell) not in known:
                start = self._draft.length
                self._lines(cell.lines)
                known[id(cell)] = Cell(text=self._draft.since(start), start=start, end=self._draft.length, box=cell.box)
            yield known[id(cell)]

    def _lines(self, lines: Sequence[Line]) -> None:
        words = [word for line in lines for word in line.words]
        ends = _ends(lines)
        for place, word in enumerate(words):
            join = Join.SPACE
            if place in ends and place + 1 < len(words):
                join = self._spelling.join(word.text, words[place + 1].text)
            self._word(word, dropped=join is Join.DROP)
            if join is Join.SPACE and place + 1 < len(words):
                self._draft.append(" ")

    def _word(self, word: Word, *, dropped: bool) -> None:
        text = word.text[:-1] if dropped else _with_hyphens(word.text)
        start = self._draft.append(text)
        end = start + len(text)
        if word.native is not None:
            self._run(start, end, word.native)
        elif word.confidence is not None:
            self._draft.words.append(PlacedWord(self._page, start, end, _box(word), word.confidence))

    def _run(self, start: int, end: int, native: int) -> None:
        runs = self._draft.runs
        if runs and runs[-1].page == self._page and runs[-1].end + 1 == start:
            last = runs[-1]
            if last.native + (last.end - last.start) + 1 == native:
                runs[-1] = Run(self._page, last.start, end, last.native)
                return
        runs.append(Run(self._page, start, end, native))


def _ends(lines: Sequence[Line]) -> set[int]:
    """The places, among all words, of each line's last."""
    ends, place = set[int](), -1
    for line in lines:
        place += len(line.words)
        ends.add(place)
    return ends


def _with_hyphens(text: str) -> str:
    return text.translate(_HYPHENS)


def _box(word: Word) -> Box:
    return Box(word.x0, word.top, word.x1, word.bottom)


_HYPHENS = dict.fromkeys(map(ord, HYPHENS), "-")
