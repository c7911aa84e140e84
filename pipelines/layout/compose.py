"""Pages of lines into the one frozen text, with its blocks, tables and the runs that lead back to the page."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipelines.layout.continued import continue_table
from pipelines.layout.draft import BETWEEN_CELLS, BETWEEN_ROWS, Draft
from pipelines.layout.geometry import HYPHENS, CellLayout, Line, PageLayout, TableLayout, Word
from pipelines.layout.hyphens import Join, Spelling
from pipelines.layout.paragraphs import Measure, Paragraph, measure, paragraphs
from pipelines.layout.running import running
from pipelines.layout.titles import title_of
from pipelines.layout.turning import Item, Leaf, Remark, turn
from pipelines.parsed import Run
from pipelines.parsed import Word as PlacedWord
from pipelines.record import BlockKind, Box, Cell, Table


def compose(draft: Draft, pages: Sequence[PageLayout]) -> None:
    """Writes the pages into the draft, and the title that they show."""
    lines = [line for page in pages for line in page.lines]
    spelling, usual = Spelling(lines), measure(lines)
    edges = running(pages, usual)
    leaves = list(turn([list(_items(page, usual, edges)) for page in pages], size=usual.size))
    joins = [*(_join(leaf, spelling) for leaf in leaves), None]
    for page, leaf, (join, following) in zip(pages, leaves, pairwise(joins), strict=True):
        goes_on = join is not None
        draft.page(number=page.number, width=page.width, height=page.height, ocr=page.ocr, goes_on=goes_on)
        _Writer(draft, spelling, page.number).leaf(leaf.items, join, following)
    fronts = zip((page.height for page in pages), map(_paragraphs, leaves), strict=True)
    draft.title = title_of(fronts, usual, spelling)


def _paragraphs(leaf: Leaf) -> list[Paragraph]:
    return [item for item in leaf.items if isinstance(item, Paragraph)]


def _join(leaf: Leaf, spelling: Spelling) -> Join | None:
    """How the page's first word goes together with the last of the page before; None if it does not."""
    if leaf.turn is None:
        return None
    broken, rest = leaf.turn
    return spelling.join(broken.lines[-1].words[-1].text, rest.lines[0].words[0].text)


def _items(page: PageLayout, usual: Measure, edges: dict[tuple[int, int], BlockKind]) -> Iterator[Item]:
    yield from _in_order(page, usual, edges)
    yield from (Remark(BlockKind.PARAGRAPH, field) for field in page.fields)
    yield from (Remark(BlockKind.NOTE, note) for note in page.notes)


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

    def leaf(self, items: Sequence[Item], join: Join | None, following: Join | None) -> None:
        """Writes a page; `join` ties its first paragraph to the page before, `following` its last to the page after."""
        for place, item in enumerate(items):
            match item:
                case Paragraph():
                    is_last = place == len(items) - 1
                    self._paragraph(item, join if place == 0 else None, following if is_last else None)
                case Remark():
                    self._draft.block(item.kind, item.text)
                case TableLayout():
                    self._table(item)
                    continue_table(self._draft)

    def _paragraph(self, paragraph: Paragraph, join: Join | None, following: Join | None) -> None:
        if join is None:
            self._draft.separate()
        start = self._draft.length
        self._lines(paragraph.lines, following)
        self._draft.close_block(paragraph.kind, start, box=paragraph.box)
        if following is Join.SPACE:
            self._draft.append(" ")

    def _table(self, table: TableLayout) -> None:
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

    def _lines(self, lines: Sequence[Line], following: Join | None = None) -> None:
        words = [word for line in lines for word in line.words]
        ends = _ends(lines)
        for place, word in enumerate(words):
            join = Join.SPACE
            if place in ends and place + 1 < len(words):
                join = self._spelling.join(word.text, words[place + 1].text)
            is_divided = join is Join.DROP or (following is Join.DROP and place + 1 == len(words))
            self._word(word, dropped=is_divided)
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
