"""Records made by hand, for tests of what comes after extraction. All facts are invented."""

import hashlib
from collections.abc import Sequence
from datetime import date

from pipelines.record import (
    Aggregation,
    Block,
    BlockKind,
    Document,
    Entity,
    Figure,
    Kind,
    Label,
    LanguageShare,
    Mention,
    Page,
    Period,
    Pipeline,
    Place,
    Precision,
    Qualifier,
    Status,
)

VERSION = "test"


def person(name: str, *aliases: str) -> Entity:
    return Entity(id=f"p-{name}", label=Label.PERSON, name=name, aliases=aliases)


def organization(name: str, *aliases: str) -> Entity:
    return Entity(id=f"o-{name}", label=Label.ORG, name=name, aliases=aliases)


def place(
    name: str,
    country: str,
    *aliases: str,
    at: tuple[float, float] | None = None,
    precision: Precision = Precision.POINT,
) -> Entity:
    lat, lon = at or (None, None)
    where = Place(country=country, lat=lat, lon=lon, precision=precision)
    return Entity(id=f"l-{name}", label=Label.PLACE, name=name, aliases=aliases, place=where)


def figure(best: float | None, kind: Kind, at: str, *places: Entity, **changes: object) -> Figure:
    """An exact, asserted incident whose words `at` stand in the text; its id is `at`. `changes` are fields."""
    return Figure.model_validate(
        {
            "id": at,
            "raw": at.split(maxsplit=1)[0],
            "text": at,
            "sentence": at,
            "unit": "people",
            "kind": kind,
            "low": best,
            "best": best,
            "high": best,
            "qualifier": Qualifier.EXACT,
            "aggregation": Aggregation.INCIDENT,
            "status": Status.ASSERTED,
            "confidence": 0.9,
            "rule": "test",
            **dict.fromkeys(("start", "end", "number_start", "number_end"), 0),
            "places": tuple(entity.id for entity in places),
            **changes,
        }
    )


def days(start: str, end: str | None = None) -> Period:
    return Period(start=date.fromisoformat(start), end=date.fromisoformat(end or start))


def report(
    *pages: str,
    headings: Sequence[str] = (),
    title: str | None = None,
    filename: str | None = None,
    language: str = "en",
    media_type: str = "text/plain",
    published: str | None = None,
    entities: Sequence[Entity] = (),
    figures: Sequence[Figure] = (),
) -> Document:
    """A document of these pages, one block a line. Entities are mentioned wherever a name of theirs stands."""
    text = "\f".join(pages)
    return Document(
        id="sha256:" + hashlib.sha256((text + (filename or "")).encode()).hexdigest(),
        filename=filename,
        media_type=media_type,
        bytes=len(text.encode()),
        title=title,
        published=date.fromisoformat(published) if published else None,
        languages=(LanguageShare(code=language, share=1.0),),
        text=text,
        pages=tuple(_pages(pages)),
        blocks=tuple(_blocks(pages, headings, language)),
        entities=tuple(entities),
        mentions=tuple(mention for entity in entities for mention in _mentions(text, entity)),
        figures=tuple(_placed(text, found) for found in figures),
        pipeline=Pipeline(version=VERSION),
    )


def _pages(pages: Sequence[str]) -> list[Page]:
    found, start = [], 0
    for number, page in enumerate(pages, 1):
        found.append(Page(number=number, start=start, end=start + len(page)))
        start += len(page) + 1
    return found


def _blocks(pages: Sequence[str], headings: Sequence[str], language: str) -> list[Block]:
    found, start = [], 0
    for number, page in enumerate(pages, 1):
        for line in page.split("\n"):
            kind = BlockKind.HEADING if line in headings else BlockKind.PARAGRAPH
            found.append(Block(kind=kind, page=number, start=start, end=start + len(line), language=language))
            start += len(line) + 1
    return found


def _mentions(text: str, entity: Entity) -> list[Mention]:
    found = []
    for form in (entity.name, *entity.aliases):
        start = text.find(form)
        while start >= 0:
            found.append(Mention(entity=entity.id, text=form, start=start, end=start + len(form), label=entity.label))
            start = text.find(form, start + 1)
    return found


def _placed(text: str, found: Figure) -> Figure:
    start = text.index(found.text)
    page = text.count("\f", 0, start) + 1
    return found.model_copy(
        update={
            "start": start,
            "end": start + len(found.text),
            "number_start": start,
            "number_end": start + len(found.raw),
            "page": page,
        }
    )
