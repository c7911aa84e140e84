"""The HTML reader: encoding, tree, metadata."""

import codecs
import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from pipelines.errors import LimitExceeded
from pipelines.layout.draft import Draft
from pipelines.limits import Limits
from pipelines.parsed import Boxes, Parsed, Progress, Source, Span
from pipelines.readers import text
from pipelines.readers.html import metadata
from pipelines.readers.html.flow import Flow

_TAGS = (
    "html|head|body|title|meta|link|base|style|script|frameset|main|header|footer|nav|section|article|aside|div|table|"
    "tr|td|tbody|h[1-6]|p|ul|ol|dl|li|pre|blockquote|center|form|font|span|b|i|u|em|strong|a|img|br|hr|figure|details"
)
_COMMENTS = r"\s*(?:<!--.*?-->\s*)*"
_START = re.compile(
    rf"{_COMMENTS}(?:<\?xml[^>]*>{_COMMENTS})?<(?:!doctype\s+html|html\b)|{_COMMENTS}<(?:{_TAGS})(?=[\s/>])".encode(),
    re.IGNORECASE | re.DOTALL,
)
_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,40})|<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w-]{2,40})",
    re.IGNORECASE,
)
_CHARSET_WITHIN = 8192
_WIDE = ("utf-16", "utf-32", "ucs-2")
_LATIN = ("iso-8859-1", "latin-1", "latin1", "ascii", "us-ascii")
"""Names under which browsers read cp1252 (WHATWG Encoding Standard)."""
_XML = re.compile(rb"\s*<\?xml|<html[^>]{0,500}?xmlns", re.IGNORECASE)
_CLOSED = re.compile(r"<(title|script|style|textarea|iframe|noscript|div|span|a|p|td|th|li|ul|h[1-6])(\b[^<>]*?)/>")
"""Elements that XML lets end where they begin, and HTML does not."""
_NESTING = re.compile(
    rb"<(/?)(?:div|span|b|i|u|font|em|strong|section|article|ul|ol|blockquote|center|a|table)\b", re.IGNORECASE
)
_DEEPEST = 5_000
"""Open elements at once. Lexbor's time grows with the square of them: 8,000 take a quarter of a second."""
_FRAMES = "noframes"


@dataclass(frozen=True, slots=True)
class HtmlReader:
    """Reads HTML pages."""

    name: str = "HTML"
    media_types: tuple[str, ...] = ("text/html",)

    def claims(self, head: bytes, source: Source) -> str | None:  # noqa: ARG002 the content alone decides
        """A page begins with a doctype or one of HTML's elements."""
        wide = text.wide_encoding(head)
        start = head[:4096].decode(wide, "ignore").encode() if wide else head[:4096]
        start = start.removeprefix(codecs.BOM_UTF8)
        return "text/html" if _START.match(start) else None

    def read(self, source: Source, *, limits: Limits, progress: Progress) -> Parsed:
        """Raises `LimitExceeded` for elements nested deeper than any page's."""
        data = source.path.read_bytes()
        draft = Draft("text/html")
        draft.page()
        add_html(draft, data, limits)
        progress(1)
        return draft.parsed()

    def locate(self, source: Source, parsed: Parsed, spans: Sequence[Span]) -> tuple[Boxes, ...]:  # noqa: ARG002
        """A page of the web has no fixed geometry."""
        return ((),) * len(spans)


def add_html(draft: Draft, data: bytes, limits: Limits, *, charset: str | None = None) -> None:
    """Adds a page's words to the draft, and its title, authors and date."""
    metadata.fill(draft, add_words(draft, data, limits, charset=charset))


def add_words(draft: Draft, data: bytes, limits: Limits, *, charset: str | None = None) -> LexborHTMLParser:
    """Adds a page's words to the draft, and returns the page."""
    _check_nesting(data)
    if len(data) > 4 * limits.characters + limits.unpacked_bytes // 10:
        raise LimitExceeded(f"The page has {len(data)} bytes.", advice="Split the file.")
    words = _decoded(data, charset)
    tree = LexborHTMLParser(_CLOSED.sub(r"<\1\2></\1>", words) if _XML.match(data) else words)
    for node in (_without_frames(tree), tree.body or tree.root):
        if node is not None:
            Flow(draft).add(node)
    return tree


def _without_frames(tree: LexborHTMLParser) -> LexborNode | None:
    """What a page of frames shows to those who see none; it is kept unparsed."""
    framed = tree.css_first("frameset")
    words = framed and framed.css_first(_FRAMES)
    return LexborHTMLParser(words.text()).body if words else None


def _check_nesting(data: bytes) -> None:
    depth = 0
    for match in _NESTING.finditer(data):
        depth = max(depth - 1, 0) if match[1] else depth + 1
        if depth > _DEEPEST:
            raise LimitExceeded(f"The page's elements are nested {depth} deep.", expected=f"at most {_DEEPEST}")


def _decoded(data: bytes, charset: str | None) -> str:
    """The characters: bytes that are UTF-8 are never read as anything else, whatever is declared."""
    declared = _CHARSET.search(data[:_CHARSET_WITHIN])
    named = (declared[1] or declared[2]).decode("ascii") if declared else None
    if not text.wide_encoding(data) and not text.is_utf8(data):
        for name in (charset, named):
            with suppress(LookupError, UnicodeDecodeError):
                if name and not name.lower().startswith(_WIDE):
                    return data.decode("cp1252" if name.lower() in _LATIN else name)
    return text.decode(data)[0]
