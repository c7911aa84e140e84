"""What a misspelt query may mean: words of the index near those typed, that more pages have.

Only pages that the search itself could find are asked, by the same filters: no word of another collection is suggested.
"""

from collections import Counter, defaultdict

from service.index.analysis import form
from service.index.base import Engine
from service.index.nearness import near
from service.index.queries import SearchQuery, SearchSort
from service.query import SHORT, All, Fuzzy, Leaf, Node, Not, Phrase, Word, corrected, leaves, written

FEW = 3
"""Pages found; a search that finds more is taken as it was meant."""
RARE = 20
"""How many times more pages must have another word, for one that is there to be called misspelt."""
FARTHER = 20
"""How many times more pages a word must have than one that is a letter nearer."""
LOOKED_AT, ROUNDS, WORDS = 20, 3, 8


def did_you_mean(engine: Engine, query: SearchQuery, *, found: int) -> str | None:
    """A query that finds more than the `found` pages, None if no word seems misspelt. Raises `IndexUnavailable`."""
    if found > FEW or query.cursor:
        return None
    asked = dict.fromkeys(word for leaf in leaves(query.text) for word in _words(leaf))
    everything, *known = engine.count([_for(query, All()), *(_for(query, Word(word)) for word in asked)])
    rare = [(word, pages) for word, pages in zip(asked, known, strict=True) if RARE * pages < everything]
    better = {word: other for word, pages in rare[:WORDS] if (other := _better(engine, query, word, pages))}
    text = corrected(query.text, better)
    if not better or engine.count([_for(query, text)])[0] <= found:
        return None
    return written(text)


def _words(leaf: Leaf) -> tuple[str, ...]:
    """Those that may be misspelt: no numbers, and none so short that every other is near."""
    typed = (leaf.text,) if isinstance(leaf, Word) else leaf.words if isinstance(leaf, Phrase) else ()
    return tuple(word for word in typed if len(word) >= SHORT and not any(letter.isdigit() for letter in word))


def _better(engine: Engine, query: SearchQuery, word: str, pages: int) -> str | None:
    """The word that is near and common enough, if there is one."""
    others = _neighbours(engine, query, word)
    counts = engine.count([_for(query, Phrase((other,))) for other in others])
    weighed = {
        other: count / FARTHER ** _distance(word, other)
        for other, count in zip(others, counts, strict=True)
        if count > RARE * pages
    }
    return min(weighed, key=lambda other: (-weighed[other], other), default=None)


def _distance(word: str, other: str) -> int:
    return 1 if near(form(other), form(word), letters=1) else 2


def _neighbours(engine: Engine, query: SearchQuery, word: str) -> list[str]:
    """The words of the index near this one, as they are written most often, the newest reports' first."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for _ in range(ROUNDS):
        others = (Not(Phrase((other,))) for other in (form(word), *found))
        page = engine.search(_for(query, All((Fuzzy(word), *others)), limit=LOOKED_AT))
        before = len(found)
        for hit in page.hits:
            for start, end in hit.snippet.marks:
                written_so = hit.snippet.text[start - hit.snippet.start : end - hit.snippet.start].lower()
                found[form(written_so)][written_so] += 1
        if len(found) == before or page.total <= LOOKED_AT:
            break
    found.pop(form(word), None)
    return [spellings.most_common(1)[0][0] for spellings in found.values()]


def _for(query: SearchQuery, text: Node, *, limit: int = 0) -> SearchQuery:
    changes = {"text": text, "limit": limit, "facets": False, "sort": SearchSort.NEWEST, "cursor": None}
    return query.model_copy(update=changes)
