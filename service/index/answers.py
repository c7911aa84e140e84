"""How a stored page becomes a hit, on every engine alike."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache

from pipelines.record import Box, Label
from service.index.highlight import Sought, snippet
from service.index.hits import Hit, Named, Snippet
from service.index.queries import SearchQuery
from service.index.rows import ShownPage
from service.query import WORD


def hits(found: Iterable[tuple[float | None, ShownPage]], query: SearchQuery) -> tuple[Hit, ...]:
    """Pages with their scores, each with the stretch of it that shows why it was found."""
    sought = Sought.by(query.text)
    return tuple(_hit(row, sought, score=score) for score, row in found)


def _hit(row: ShownPage, sought: Sought, *, score: float | None) -> Hit:
    shown = snippet(row.text, row.words, sought, offset=row.start)
    return Hit(
        document=row.document,
        page=row.page,
        filename=row.filename,
        title=row.title,
        media_type=row.media_type,
        language=row.language,
        collection=row.collection,
        published=date.fromordinal(row.published) if row.published else None,
        score=score,
        snippet=shown,
        named=tuple(_named(row, shown.text)),
        boxes=tuple(_marked(row, shown)),
    )


def _marked(row: ShownPage, shown: Snippet) -> Iterator[Box]:
    """The blocks in which the marks stand."""
    begins, ends = shown.start, shown.start + len(shown.text)
    near = (block for block in row.boxes if block[0] < ends and begins < block[1])
    return (box for start, end, box in near if any(start <= at < end for at, _ in shown.marks))


def _named(row: ShownPage, passage: str) -> Iterator[Named]:
    """The names of the page that stand in the passage as whole words, in the report's letters or in capitals."""
    labelled = ((Label.PERSON, row.people), (Label.ORG, row.organizations), (Label.PLACE, row.places))
    there = [
        (label, name, form)
        for label, names in labelled
        for name in names
        for first, form in _forms(name, label)
        if first in passage
    ]
    said = f" {' '.join(WORD.findall(passage))} " if there else ""
    found = dict.fromkeys((label, name) for label, name, form in there if form in said)
    return (Named(label=label, name=name) for label, name in found)


@lru_cache(maxsize=10_000)
def _forms(name: str, label: Label) -> tuple[tuple[str, str], ...]:
    """The name, and a person's last word alone, each also in capitals: its first word, and all of it with a space
    around every word.
    """
    words = WORD.findall(name)
    forms = {" ".join(words), *(words[-1:] if label is Label.PERSON else ())}
    written = sorted({each for form in forms for each in (form, form.upper())})
    return tuple((each.partition(" ")[0], f" {each} ") for each in written)
