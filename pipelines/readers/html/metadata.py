"""What a page says of itself: title, authors and the day of publication, for people, search engines and programs."""

import json
from collections.abc import Iterator
from contextlib import suppress

from selectolax.lexbor import LexborHTMLParser

from pipelines.layout.draft import Draft, tidy
from pipelines.readers.properties import day, first_heading

_DATES = (
    *("article:published_time", "og:published_time", "datepublished", "citation_publication_date", "dc.date.issued"),
    *("dcterms.issued", "dc.date.created", "dcterms.created", "dc.date", "dcterms.date", "publication_date", "pubdate"),
    *("publishdate", "publish-date", "parsely-pub-date", "sailthru.date", "date", "creation_date"),
)
"""Names of `<meta>` elements in lower case, the surest first (Open Graph, schema.org, Dublin Core, Highwire)."""
_AUTHORS = ("author", "article:author", "dc.creator", "dcterms.creator", "citation_author", "parsely-author")
_NAMED_BY = ("property", "name", "itemprop")
_LINKED_DATA = 'script[type="application/ld+json"]'
_TIMES = 'time[itemprop="datePublished"], time[pubdate]'
_DEEPEST = 20


def fill(draft: Draft, tree: LexborHTMLParser) -> None:
    """Sets the draft's title, authors and date."""
    said, linked = list(_said(tree)), [item for item in _linked(tree) if "datePublished" in item]
    title = tree.css_first("title")
    draft.title = first_heading(draft) or tidy(title.text() if title is not None else "").replace("\n", " ")
    authors = [tidy(value) for name in _AUTHORS for key, value in said if key == name and "://" not in value]
    draft.authors = tuple(dict.fromkeys(name for name in authors or [*_writers(linked)] if name))
    times = [node.attributes.get("datetime") or "" for node in tree.css(_TIMES)]
    values = [*(str(item["datePublished"]) for item in linked), *times]
    dates = [value for name in _DATES for key, value in said if key == name]
    draft.published = next((found for value in (*dates, *values) if (found := day(value))), None)


def _said(tree: LexborHTMLParser) -> Iterator[tuple[str, str]]:
    for node in tree.css("meta[content]"):
        for key in _NAMED_BY:
            if name := node.attributes.get(key):
                yield name.lower(), node.attributes.get("content") or ""


def _linked(tree: LexborHTMLParser) -> Iterator[dict[str, object]]:
    """The things that the page describes for search engines (JSON-LD)."""
    for node in tree.css(_LINKED_DATA):
        with suppress(ValueError, RecursionError):
            yield from _things(json.loads(node.text()), 0)


def _things(value: object, depth: int) -> Iterator[dict[str, object]]:
    if isinstance(value, dict) and depth < _DEEPEST:
        yield value
        yield from _things(value.get("@graph"), depth + 1)
    elif isinstance(value, list) and depth < _DEEPEST:
        for one in value:
            yield from _things(one, depth + 1)


def _writers(things: list[dict[str, object]]) -> Iterator[str]:
    for thing in things:
        for writer in _things(thing.get("author"), 0):
            yield tidy(str(writer.get("name", "")))
