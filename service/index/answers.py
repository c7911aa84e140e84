"""How a stored page becomes a hit, on every engine alike."""

from collections.abc import Iterator
from datetime import date

from pipelines.record import Label
from service.index.highlight import snippet
from service.index.hits import Hit, Named
from service.index.queries import SearchQuery
from service.index.rows import PageRow
from service.query import WORD


def hit(row: PageRow, query: SearchQuery, *, score: float | None) -> Hit:
    """The page with the stretch of it that shows why it was found."""
    shown = snippet(row.text, query.text, language=row.language, offset=row.start)
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


def _named(row: PageRow, passage: str) -> Iterator[Named]:
    """The names of the page that stand in the passage as whole words, in the report's letters or in capitals."""
    said = _spaced(passage)
    for label, names in (
        (Label.PERSON, row.people),
        (Label.ORG, row.organizations),
        (Label.PLACE, row.places),
    ):
        for name in names:
            forms = [name, *WORD.findall(name)[-1:]] if label is Label.PERSON else [name]
            if any(_spaced(form) in said or _spaced(form.upper()) in said for form in forms):
                yield Named(label=label, name=name)


def _spaced(text: str) -> str:
    return f" {' '.join(WORD.findall(text))} "
