"""What belongs to a sheet beside its cells: remarks, boxes of text, charts, and what is printed above and below."""

import re
from collections.abc import Iterator

from lxml.etree import _Element as Element

from pipelines.layout.draft import Draft
from pipelines.readers.openxml import charts, diagrams
from pipelines.readers.openxml.choices import choose
from pipelines.readers.openxml.package import Package, get, local
from pipelines.readers.openxml.words import text_of
from pipelines.record import BlockKind

_CODE = re.compile(r'&(?:"[^"]*"|K[0-9A-F]{6}|K\d\d[+-]\d{3}|\d+|[A-Za-z&])')
_PARTS_OF_LINE = {"&L", "&C", "&R"}
_EDGES = {"Header": BlockKind.HEADER, "Footer": BlockKind.FOOTER}
_THREADS = "threadedComment"
_THREAD_MARK = "[Threaded comment]"
"""How Excel begins the copy of a conversation that it keeps for programs that know none."""


def add_extras(draft: Draft, package: Package, part: str) -> None:
    """Adds what the sheet in the part shows beside its cells."""
    for root in package.roots(part, "drawing"):
        _add_drawing(draft, package, next(package.related(part, "drawing")), root)
    for words in _remarks(package, part):
        draft.block(BlockKind.NOTE, words)
    root = package.root(part)
    if root is not None:
        _add_edges(draft, root)


def _add_drawing(draft: Draft, package: Package, part: str, root: Element) -> None:
    choose(root)
    for body in root.iter("{*}txBody"):
        for line in body.iterchildren("{*}p"):
            draft.block(BlockKind.PARAGRAPH, text_of(line))
    for words in diagrams.texts(package, part, root):
        draft.block(BlockKind.LIST_ITEM, words)
    for element in root.iter("{*}chart"):
        target = package.target(part, get(element, "id"))
        chart = package.root(target) if target else None
        if chart is not None:
            charts.add_chart(draft, chart)


def _remarks(package: Package, part: str) -> Iterator[str]:
    threads = list(package.roots(part, _THREADS))
    for root in package.roots(part, "comments"):
        for remark in root.iter("{*}comment"):
            words = text_of(remark)
            if not (threads and words.startswith(_THREAD_MARK)):
                yield words
    for root in threads:
        for text in root.iter("{*}text"):
            yield text.text or ""


def _add_edges(draft: Draft, root: Element) -> None:
    """Adds the lines printed above and below each page, without the codes for page numbers and fonts."""
    seen = set[str]()
    for element in root.iterfind("{*}headerFooter/*"):
        kind = next((kind for name, kind in _EDGES.items() if local(element).endswith(name)), None)
        words = _CODE.sub(_spoken, element.text or "")
        if kind and words not in seen:
            draft.block(kind, words)
        seen.add(words)


def _spoken(code: re.Match[str]) -> str:
    return "\t" if code[0] in _PARTS_OF_LINE else "&" if code[0] == "&&" else ""
