"""Walks WordprocessingML: `document.xml` and the parts that are built like it.

Deleted text, field codes and the second copy of text boxes (`mc:Fallback`) are left out; inserted text is kept. Local
names are used throughout, so that the strict and the transitional namespaces read alike.
"""

from collections.abc import Iterator, Mapping

from docx.oxml.xmlchemy import BaseOxmlElement

from pipelines.layout import marks
from pipelines.layout.draft import Draft, Merged
from pipelines.record import BlockKind

_SKIPPED = {"del", "moveFrom", "Fallback", "instrText", "delText", "pPr", "rPr", "tblPr", "sectPr", "txbxContent"}
_BREAKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
_WRAPPERS = {"sdt", "sdtContent", "ins", "moveTo", "smartTag", "customXml", "body", "AlternateContent", "Choice"}

Kinds = Mapping[str, BlockKind]
"""The kind of block that each paragraph style stands for, by the style's id."""


def add_body(draft: Draft, root: BaseOxmlElement, kinds: Kinds, *, kind: BlockKind | None = None) -> None:
    """Adds the paragraphs and tables below `root`; all as `kind` if one is given."""
    for element in _content(root):
        if local(element) == "tbl":
            draft.table(_rows(element))
        else:
            _add_paragraph(draft, element, kinds, kind)


def _content(root: BaseOxmlElement) -> Iterator[BaseOxmlElement]:
    """The paragraphs and tables below, those in wrappers too."""
    waiting = [iter(root)]
    while waiting:
        element = next(waiting[-1], None)
        if element is None:
            waiting.pop()
        elif local(element) in ("p", "tbl"):
            yield element
        elif local(element) in _WRAPPERS:
            waiting.append(iter(element))


def _add_paragraph(draft: Draft, paragraph: BaseOxmlElement, kinds: Kinds, kind: BlockKind | None) -> None:
    if kind is None and starts_page(paragraph) and draft.blocks:
        draft.page()
    text = text_of(paragraph)
    draft.block(kind or _kind(paragraph, text, kinds), text)
    for box in paragraph.iter("{*}txbxContent"):
        if not any(local(above) == "Fallback" for above in box.iterancestors()):
            add_body(draft, box, kinds, kind=kind)


def starts_page(paragraph: BaseOxmlElement) -> bool:
    """Whether the paragraph is the first of a page, as Word last drew it or as its author broke it."""
    return any(
        local(mark) == "lastRenderedPageBreak" or get(mark, "type") == "page"
        for mark in paragraph.iter("{*}lastRenderedPageBreak", "{*}br")
    )


def _kind(paragraph: BaseOxmlElement, text: str, kinds: Kinds) -> BlockKind:
    style = next(iter(paragraph.iterfind("{*}pPr/{*}pStyle")), None)
    named = kinds.get(get(style, "val")) if style is not None else None
    if named:
        return named
    if paragraph.find("{*}pPr/{*}outlineLvl") is not None:
        return BlockKind.HEADING
    listed = paragraph.find("{*}pPr/{*}numPr") is not None or marks.is_list_item(text)
    return BlockKind.LIST_ITEM if listed else BlockKind.PARAGRAPH


def text_of(element: BaseOxmlElement) -> str:
    """The visible characters of a paragraph."""
    return "".join(_characters(element))


def _characters(element: BaseOxmlElement) -> Iterator[str]:
    waiting = [iter(element)]
    while waiting:
        child = next(waiting[-1], None)
        name = "" if child is None else local(child)
        if child is None:
            waiting.pop()
        elif name == "t":
            yield child.text or ""
        elif name in _BREAKS:
            yield _BREAKS[name]
        elif name not in _SKIPPED:
            waiting.append(iter(child))


def _rows(table: BaseOxmlElement) -> list[list[str | Merged]]:
    rows, above = list[list[str | Merged]](), list[str | Merged]()
    for row in table.iterchildren("{*}tr"):
        cells = list[str | Merged]()
        for cell in row.iterchildren("{*}tc"):
            cells += _cell(cell, above[len(cells) :])
        rows.append(cells)
        above = cells
    return rows


def _cell(cell: BaseOxmlElement, above: list[str | Merged]) -> list[str | Merged]:
    span = cell.find("{*}tcPr/{*}gridSpan")
    width = min(int(get(span, "val") or 1), 100) if span is not None else 1
    merge = cell.find("{*}tcPr/{*}vMerge")
    if merge is not None and get(merge, "val") != "restart" and above:
        return above[:width]
    text = "\n".join(text_of(paragraph) for paragraph in cell.iter("{*}p"))
    return [Merged(text)] * width if width > 1 or merge is not None else [text]


def local(element: BaseOxmlElement) -> str:
    """The element's name without its namespace; empty for comments and the like."""
    return element.tag.rsplit("}", 1)[-1] if isinstance(element.tag, str) else ""


def get(element: BaseOxmlElement, name: str) -> str:
    """The attribute of that local name; empty if there is none."""
    return next((str(value) for key, value in element.attrib.items() if key.rsplit("}", 1)[-1] == name), "")
