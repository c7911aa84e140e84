"""What the API and the commands ask for, in the words of an analyst."""

from collections.abc import Iterator

from service.archive import Archive
from service.index.hits import FigureHit, Hit, SearchPage
from service.index.queries import FigureQuery, SearchQuery
from service.query import Node, parse

__all__ = ["all_figures", "all_hits", "search", "text_query"]


def text_query(text: str) -> Node:
    """The tree of what a user typed, for `SearchQuery.text`."""
    return parse(text)


def search(archive: Archive, query: SearchQuery) -> SearchPage:
    """One page of hits. Raises `InvalidQuery`, `IndexUnavailable`."""
    return archive.engine.search(query)


def all_hits(archive: Archive, query: SearchQuery) -> Iterator[Hit]:
    """Every hit, however many, in order."""
    raise NotImplementedError


def all_figures(archive: Archive, query: FigureQuery) -> Iterator[FigureHit]:
    """Every figure, however many, in order."""
    raise NotImplementedError
