"""XML of any vocabulary: the words of each element that has some, as a paragraph."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree
from lxml.etree import _Element as Element

from pipelines.errors import DamagedFile
from pipelines.layout.draft import Draft
from pipelines.limits import Limits
from pipelines.parsed import Boxes, Parsed, Progress, Source, Span
from pipelines.readers import properties
from pipelines.readers.text import wide_encoding
from pipelines.record import BlockKind

MEDIA_TYPE = "application/xml"
_START = re.compile(rb"\s*(?:<\?xml\s|(?:<!--.*?-->\s*)*<[A-Za-z][\w:.-]{0,60}\s[^<>]{0,2000}?xmlns)", re.DOTALL)
_TITLES = {"title", "headline"}
_SILENT = {"script", "style", "binary-object", "binaryObject"}
"""Elements whose characters are not words."""


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

    def read(self, source: Source, *, limits: Limits, progress: Progress) -> Parsed:  # noqa: ARG002
        """Entities are not unfolded. Raises `DamagedFile`."""
        draft = Draft(MEDIA_TYPE)
        draft.page()
        for element in _speaking(_root(source)):
            is_title = local(element) in _TITLES
            words = " ".join("".join(_characters(element)).split())
            draft.block(BlockKind.HEADING if is_title else BlockKind.PARAGRAPH, words)
            draft.title = draft.title or (words if is_title else None)
        progress(1)
        return draft.parsed()

    def locate(self, source: Source, parsed: Parsed, spans: Sequence[Span]) -> tuple[Boxes, ...]:  # noqa: ARG002
        """Elements have no geometry."""
        return ((),) * len(spans)


def _root(source: Source) -> Element:
    try:
        return etree.fromstring(source.path.read_bytes(), properties.parser())
    except (etree.XMLSyntaxError, ValueError) as error:
        raise DamagedFile(f"The XML is broken: {error}", advice="Send it again.") from error


def _speaking(element: Element) -> Iterator[Element]:
    """The outermost elements with words of their own."""
    name = local(element)
    if not name or name in _SILENT:
        return
    if any((text or "").strip() for text in (element.text, *(child.tail for child in element))):
        yield element
        return
    for child in element:
        yield from _speaking(child)


def _characters(element: Element) -> Iterator[str]:
    """The characters in the element, those of comments and entities left out."""
    yield element.text or ""
    for child in element:
        if local(child) and local(child) not in _SILENT:
            yield from _characters(child)
        yield child.tail or ""


def local(element: Element) -> str:
    """The element's name without its namespace; empty for comments and the like."""
    return element.tag.rsplit("}", 1)[-1] if isinstance(element.tag, str) else ""


READER = XmlReader()
