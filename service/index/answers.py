"""How a stored page becomes a hit, on every engine alike."""

from datetime import date

from service.index.highlight import snippet
from service.index.hits import Hit
from service.index.queries import SearchQuery
from service.index.rows import PageRow


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
        boxes=tuple(box for start, end, box in row.boxes if any(start <= at < end for at, _ in shown.marks)),
    )
