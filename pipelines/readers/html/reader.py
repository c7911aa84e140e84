"""The HTML reader: encoding, tree, metadata."""

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from selectolax.lexbor import LexborHTMLParser

from pipelines.errors import LimitExceeded
from pipelines.layout.draft import Draft, tidy
from pipelines.limits import Limits
from pipelines.parsed import Boxes, Parsed, Progress, Source, Span
from pipelines.readers import text
from pipelines.readers.html.flow import Flow
from pipelines.record import BlockKind

_START = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|title|meta|article|div|table|h[1-6]|p)\b",
    re.IGNORECASE | re.DOTALL,
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,40})", re.IGNORECASE)
_NESTING = re.compile(
    rb"<(/?)(?:div|span|b|i|u|font|em|strong|section|article|ul|ol|blockquote|center|a|table)\b", re.IGNORECASE
)
_DEEPEST = 5_000
"""Open elements at once. Lexbor's time grows with the square of them: 8,000 take a quarter of a second."""
_DATES = (
    'meta[property="article:published_time"]',
    'meta[name="date"]',
    'meta[name="dc.date"]',
    'meta[name="DC.date.issued"]',
    'meta[itemprop="datePublished"]',
)
_AUTHORS = 'meta[name="author"], meta[property="article:author"], meta[name="dc.creator"]'


@dataclass(frozen=True, slots=True)
class HtmlReader:
    """Reads HTML pages."""

    name: str = "HTML"
    media_types: tuple[str, ...] = ("text/html",)

    def claims(self, head: bytes, source: Source) -> str | None:  # noqa: ARG002 the content alone decides
        """A page begins with a doctype or one of HTML's elements."""
        wide = text.wide_encoding(head)
        start = head[:4096].decode(wide, "ignore").encode() if wide else head[:4096]
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
    _fill(draft, add_words(draft, data, limits, charset=charset))


def add_words(draft: Draft, data: bytes, limits: Limits, *, charset: str | None = None) -> LexborHTMLParser:
    """Adds a page's words to the draft, and returns the page."""
    _check_nesting(data)
    if len(data) > 4 * limits.characters + limits.unpacked_bytes // 10:
        raise LimitExceeded(f"The page has {len(data)} bytes.", advice="Split the file.")
    tree = LexborHTMLParser(_decoded(data, charset))
    body = tree.body or tree.root
    if body is not None:
        Flow(draft).add(body)
    return tree


def _check_nesting(data: bytes) -> None:
    depth = 0
    for match in _NESTING.finditer(data):
        depth = max(depth - 1, 0) if match[1] else depth + 1
        if depth > _DEEPEST:
            raise LimitExceeded(f"The page's elements are nested {depth} deep.", expected=f"at most {_DEEPEST}")


def _decoded(data: bytes, charset: str | None) -> str:
    declared = _CHARSET.search(data[:4096])
    for name in (charset, declared and declared[1].decode("ascii")):
        if name and not text.wide_encoding(data):
            with suppress(LookupError, UnicodeDecodeError):
                return data.decode("cp1252" if name.lower() in ("iso-8859-1", "latin-1", "ascii") else name)
    return text.decode(data)[0]


def _fill(draft: Draft, tree: LexborHTMLParser) -> None:
    title = tree.css_first("title")
    found = "".join(draft.text)
    heading = next((block for block in draft.blocks if block.kind == BlockKind.HEADING), None)
    words = title.text() if title is not None else ""
    draft.title = found[heading.start : heading.end].replace("\n", " ") if heading else tidy(words)
    authors = [tidy(node.attributes.get("content") or "") for node in tree.css(_AUTHORS)]
    draft.authors = tuple(name for name in dict.fromkeys(authors) if name)
    dates = [node.attributes.get("content") or "" for query in _DATES for node in tree.css(query)]
    draft.published = next((day for value in dates if (day := _day(value))), None)


def _day(value: str) -> date | None:
    with suppress(ValueError):
        return date.fromisoformat(value.strip()[:10])
    return None
