"""XML of any vocabulary: the words of each element that has some, as a paragraph."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml.etree import _Element as Element

from pipelines.layout.draft import Draft
from pipelines.limits import Limits
from pipelines.parsed import Boxes, Parsed, Progress, Source, Span
from pipelines.readers.html.reader import add_words
from pipelines.readers.openxml.package import local, saved
from pipelines.readers.properties import day
from pipelines.readers.text import wide_encoding
from pipelines.record import BlockKind

MEDIA_TYPE = "application/xml"
_START = re.compile(rb"\s*(?:<\?xml\s|(?:<!--.*?-->\s*)*<[A-Za-z][\w:.-]{0,60}\s[^<>]{0,2000}?xmlns)", re.DOTALL)
_TITLES = {"title", "headline"}
_SILENT = {"script", "style", "binary-object", "binaryobject", "bindata", "proofstate", "instrtext", "deltext"}
"""Elements whose characters are not words."""
_WHOLE = {"p", "para", "simpara"}
"""Elements that are paragraphs, whatever stands in them."""
_TABLES, _ROWS, _CELLS = {"tbl", "table"}, {"tr", "row"}, {"tc", "td", "th", "cell", "entry"}
_BREAKS = {"br", "lb", "tab", "cr"}
_DATES, _AUTHORS = (
    ("pubdate", "published", "issued", "date", "lastsaved", "created"),
    ("author", "creator", "dc:creator"),
)
_MARKED_UP = re.compile(r"</[a-z]\w*>|<br", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class XmlReader:
    """Reads XML documents that no other reader takes."""

    name: str = "XML"
    media_types: tuple[str, ...] = (MEDIA_TYPE,)

    def claims(self, head: bytes, source: Source) -> str | None:  # noqa: ARG002 the content alone decides
        """A document begins with its declaration, or with an element that names its vocabulary."""
        wide = wide_encoding(head)
        start = head[:4096].decode(wide, "ignore").lstrip("\ufeff").encode() if wide else head[:4096]
        return MEDIA_TYPE if _START.match(start) else None

    def read(self, source: Source, *, limits: Limits, progress: Progress) -> Parsed:
        """Entities are not unfolded. Raises `DamagedFile` if no words can be saved."""
        draft = Draft(MEDIA_TYPE)
        draft.page()
        root = saved(draft, source.path.read_bytes())
        for element in _speaking(root):
            _add(draft, element, limits)
        said = dict(_said(root))
        draft.published = next((found for name in _DATES if (found := day(said.get(name, "")))), None)
        draft.authors = tuple(said[name] for name in _AUTHORS if said.get(name))[:1]
        progress(1)
        return draft.parsed()

    def locate(self, source: Source, parsed: Parsed, spans: Sequence[Span]) -> tuple[Boxes, ...]:  # noqa: ARG002
        """Elements have no geometry."""
        return ((),) * len(spans)


def _add(draft: Draft, element: Element, limits: Limits) -> None:
    """Adds a paragraph, a title or a table."""
    words = _words(element)
    if _name(element) in _TABLES:
        draft.table([list(map(_words, _within(row, _CELLS))) for row in _within(element, _ROWS)])
    elif _name(element) in _TITLES:
        draft.block(BlockKind.HEADING, words)
        draft.title = draft.title or words
    elif _MARKED_UP.search(words):
        add_words(draft, words.encode(), limits)
    else:
        draft.block(BlockKind.PARAGRAPH, words)


def _said(root: Element) -> Iterator[tuple[str, str]]:
    """What the elements for days and authors say, the first of each name last."""
    for element in reversed(list(root.iter("*"))):
        if _name(element) in (*_DATES, *_AUTHORS):
            yield _name(element), " ".join((element.text or "").split())


def _speaking(element: Element) -> Iterator[Element]:
    """The outermost elements with words of their own, paragraphs, and tables of more than one column."""
    name = _name(element)
    if not name or name in _SILENT:
        return
    own = any((text or "").strip() for text in (element.text, *(child.tail for child in element)))
    if own or name in _WHOLE or (name in _TABLES and _has_columns(element)):
        yield element
        return
    for child in element:
        yield from _speaking(child)


def _has_columns(table: Element) -> bool:
    return any(len(list(_within(row, _CELLS))) > 1 for row in _within(table, _ROWS))


def _within(element: Element, names: set[str]) -> Iterator[Element]:
    """The outermost elements of the names."""
    for child in element.iterchildren("*"):
        if _name(child) in names:
            yield child
        else:
            yield from _within(child, names)


def _words(element: Element) -> str:
    return " ".join("".join(_characters(element)).split())


def _characters(element: Element) -> Iterator[str]:
    """The characters in the element, those of comments and entities left out."""
    yield element.text or ""
    for child in element:
        name = _name(child)
        if name and name not in _SILENT:
            yield " " if name in _BREAKS else ""
            yield from _characters(child)
            yield " " if name in _WHOLE else ""
        yield child.tail or ""


def _name(element: Element) -> str:
    """The element's name in small letters, without its namespace; empty for comments and the like."""
    return local(element).lower()


READER = XmlReader()
