"""Walks WordprocessingML: `document.xml` and the parts that are built like it.

Deleted text and field codes are left out; inserted text is kept. Local names are used throughout, so that the strict
and the transitional namespaces read alike.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lxml.etree import _Element as Element

from pipelines.layout.draft import Draft
from pipelines.readers.docx import pages
from pipelines.readers.docx.styles import Styles
from pipelines.readers.docx.tables import cells_of, is_data, rows_in, rows_of
from pipelines.readers.openxml import charts, diagrams
from pipelines.readers.openxml.package import Package, get, local
from pipelines.readers.openxml.words import APART, text_of
from pipelines.record import BlockKind

_BLOCKS = {"p", "tbl", "altChunk"}
_WRAPPERS = {"sdt", "sdtContent", "ins", "moveTo", "smartTag", "customXml", "body"}
_EDGES = {BlockKind.HEADER, BlockKind.FOOTER}


@dataclass(frozen=True, slots=True)
class Body:
    """Adds what the elements of one part show to a draft; all as `kind` if one is given."""

    draft: Draft
    package: Package
    part: str
    styles: Styles
    add_chunk: Callable[[str], None]
    kind: BlockKind | None = None

    def add(self, root: Element) -> None:
        """Adds the paragraphs and tables below `root`."""
        for element in _content(root):
            name = local(element)
            if name == "p":
                self._add_paragraph(element)
            elif name == "tbl":
                self._add_table(element)
            elif chunk := self.package.target(self.part, get(element, "id")):
                self.add_chunk(chunk)

    def _add_paragraph(self, paragraph: Element) -> None:
        before, after = pages.breaks(paragraph) if self.kind is None else (False, False)
        if before:
            pages.turn(self.draft)
        text = text_of(paragraph)
        self.draft.block(self.kind or self.styles.kind(paragraph, text), text)
        for element in _apart(paragraph):
            self._add_apart(element)
        if after:
            pages.turn(self.draft)

    def _add_table(self, table: Element) -> None:
        if not is_data(table):
            for row in rows_in(table):
                for cell in cells_of(row):
                    self.add(cell)
            return
        if self.kind in _EDGES:
            self._add_lines(table)
        else:
            self.draft.table(rows_of(table))
        for element in _apart(table):
            self._add_figures(element)

    def _add_lines(self, table: Element) -> None:
        """A running head is no table, whatever holds it together."""
        for row in rows_in(table):
            words = (" ".join(text_of(line) for line in cell.iter("{*}p")) for cell in cells_of(row))
            self.draft.block(self.kind or BlockKind.PARAGRAPH, "\t".join(words))

    def _add_apart(self, element: Element) -> None:
        """What is anchored in a paragraph: boxes of text, letters drawn as a picture, diagrams, charts."""
        for box in _outermost(element, "txbxContent"):
            self.add(box)
        for line in element.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}p"):
            self.draft.block(self.kind or BlockKind.PARAGRAPH, text_of(line))
        for path in element.iter("{*}textpath"):
            self.draft.block(self.kind or BlockKind.PARAGRAPH, get(path, "string"))
        self._add_figures(element)

    def _add_figures(self, element: Element) -> None:
        for words in diagrams.texts(self.package, self.part, element):
            self.draft.block(self.kind or BlockKind.LIST_ITEM, words)
        for chart in element.iter("{*}chart"):
            target = self.package.target(self.part, get(chart, "id"))
            root = self.package.root(target) if target else None
            if root is not None:
                charts.add_chart(self.draft, root)


def _content(root: Element) -> Iterator[Element]:
    """The paragraphs, tables and chunks below, those in wrappers too."""
    waiting = [iter(root)]
    while waiting:
        element = next(waiting[-1], None)
        if element is None:
            waiting.pop()
        elif local(element) in _BLOCKS:
            yield element
        elif local(element) in _WRAPPERS:
            waiting.append(iter(element))


def _apart(element: Element) -> Iterator[Element]:
    """The outermost drawings in an element."""
    tags = [f"{{*}}{name}" for name in APART]
    return (found for found in element.iter(*tags) if not _lies_in(found, element, APART))


def _outermost(element: Element, name: str) -> Iterator[Element]:
    return (found for found in element.iter(f"{{*}}{name}") if not _lies_in(found, element, {name}))


def _lies_in(element: Element, root: Element, names: set[str]) -> bool:
    for above in element.iterancestors():
        if above is root:
            return False
        if local(above) in names:
            return True
    return False
