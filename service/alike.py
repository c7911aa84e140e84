"""Documents like another: about the same matter, by the words that set it apart, or saying nearly the same."""

from collections import Counter
from collections.abc import Iterable
from math import log

from pipelines.record import Document
from service.archive import Archive
from service.index.base import Engine
from service.index.hits import Alike, Hit, Similar
from service.index.queries import DuplicateQuery, SearchQuery, SearchSort
from service.query import Any, Word, words

SHORTEST = 4
"""Letters of a word that may tell what a report is about."""
WEIGHED, ASKED = 100, 25
"""The document's commonest words that are weighed, and how many of them are looked for."""
PAGES = 200
"""Pages looked at; the documents that they belong to are the answer."""


def alike(archive: Archive, document: str, *, limit: int) -> Alike:
    """At most `limit` similar documents, and the near-duplicates. Raises `NotFound`, `IndexUnavailable`."""
    archive.catalogue.get(document)
    if not archive.store.has_record(document):
        return Alike(more_like_this=(), duplicates=())
    similar = more_like_this(archive.engine, archive.store.record(document), limit=limit)
    found = archive.engine.duplicates(DuplicateQuery(documents=(document,)))
    return Alike(more_like_this=similar, duplicates=found.get(document, ()))


def more_like_this(engine: Engine, document: Document, *, limit: int) -> tuple[Similar, ...]:
    """Other documents with the words that set this one apart from the rest, best first."""
    telling = _telling(engine, document)
    if not telling:
        return ()
    text = Any(tuple(Word(word) for word in telling))
    query = SearchQuery(text=text, other_than=(document.id,), limit=PAGES, facets=False, sort=SearchSort.RELEVANCE)
    best: dict[str, Hit] = {}
    for hit in engine.search(query).hits:
        best.setdefault(hit.document, hit)
    return tuple(_similar(hit) for hit in list(best.values())[:limit])


def _telling(engine: Engine, document: Document) -> list[str]:
    """The words that are common here and rare elsewhere, but there (tf-idf)."""
    counts = Counter(word for word in words(document.text) if len(word) >= SHORTEST and not word.isdigit())
    common = [word for word, _ in counts.most_common(WEIGHED)]
    others = SearchQuery(other_than=(document.id,), limit=0, facets=False)
    everywhere, *pages = engine.count([others, *(others.model_copy(update={"text": Word(word)}) for word in common)])
    weights = {
        word: (1 + log(counts[word])) * log(1 + everywhere / having)
        for word, having in zip(common, pages, strict=True)
        if having
    }
    return sorted(weights, key=lambda word: (-weights[word], word))[:ASKED]


def _similar(hit: Hit) -> Similar:
    shown = hit.snippet
    marked = (shown.text[start - shown.start : end - shown.start].lower() for start, end in shown.marks)
    shared = hit.model_dump(include=set(Similar.model_fields) - {"score"})
    return Similar(**shared, score=hit.score or 0.0, words=_once(marked))


def _once(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found))
