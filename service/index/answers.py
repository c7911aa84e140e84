"""How a stored page becomes a hit, on every engine alike."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache

from pipelines.record import Label
from service.index.highlight import Sought, snippet
from service.index.hits import Hit, Named
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
        boxes=tuple(box for start, end, box in row.boxes if any(start <= at < end for at, _ in shown.marks)),
    )


def _named(row: ShownPage, passage: str) -> Iterator[Named]:
    """The names of the page that stand in the passage as whole words, in the report's letters or in capitals."""
    labelled = ((Label.PERSON, row.people), (Label.ORG, row.organizations), (Label.PLACE, row.places))
    forms = ((label, name, form) for label, names in labelled for name in names for form in _forms(name, label))
    there = [(label, name, form) for label, name, form in forms if form.strip().partition(" ")[0] in passage]
    said = f" {' '.join(WORD.findall(passage))} " if there else ""
    found = dict.fromkeys((label, name) for label, name, form in there if form in said)
    return (Named(label=label, name=name) for label, name in found)


@lru_cache(maxsize=10_000)
def _forms(name: str, label: Label) -> tuple[str, ...]:
    """The name, and a person's last word alone, each also in capitals, with a space around every word."""
    words = WORD.findall(name)
    forms = {" ".join(words), *(words[-1:] if label is Label.PERSON else ())}
    return tuple(sorted({f" {written} " for form in forms for written in (form, form.upper())}))
