"""A record made into rows. Whatever two engines must agree on is worked out here, once."""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from pipelines.record import Block, BlockKind, Document, Entity, Figure, Label, Page, Period, Status
from service.index.analysis import read
from service.index.base import Entry
from service.index.folding import beginnings, fold
from service.index.hits import FigureHit, FigurePlace, LeftOut
from service.index.likeness import bands, signature
from service.index.points import points
from service.index.repeats import repeated
from service.index.rows import LAST, DocumentRow, EntityRow, FigureRow, PageRow
from service.index.sums import left_out
from service.query import words

LONGEST = 50_000
"""Most characters in one row, fewer than `Read` can number. A longer page (a whole text file is one) becomes several,
cut between blocks."""


def page_rows(entry: Entry) -> Iterator[PageRow]:
    """The document's pages in order; a document without pages is one page."""
    reading = _Reading.of(entry.document)
    for page in entry.document.pages or (Page(number=1, start=0, end=len(entry.document.text)),):
        for part, (start, end) in enumerate(reading.parts(page)):
            yield _page_row(entry, reading, page.number, part, start, end)


def document_row(entry: Entry) -> DocumentRow:
    """The document as it is compared with others."""
    signed = signature(entry.document.text)
    return DocumentRow(
        key=entry.document.id,
        document=entry.document.id,
        collection=entry.collection,
        filename=entry.document.filename,
        title=entry.document.title,
        signature=signed,
        bands=bands(signed),
    )


def entity_rows(entry: Entry) -> Iterator[EntityRow]:
    """One row for each label and name, whatever number of entities share it."""
    named: dict[tuple[Label, str], list[Entity]] = defaultdict(list)
    for entity in entry.document.entities:
        named[entity.label, entity.name].append(entity)
    counted = Counter(mention.entity for mention in entry.document.mentions)
    for (label, name), entities in named.items():
        forms = {name, *(alias for entity in entities for alias in entity.aliases)}
        yield EntityRow(
            key=f"{entry.document.id}#{label}#{name}",
            document=entry.document.id,
            collection=entry.collection,
            label=label,
            name=name,
            mentions=sum(counted[entity.id] for entity in entities),
            keys=_sorted(key for form in forms for key in beginnings(form)),
        )


def figure_rows(entry: Entry) -> Iterator[FigureRow]:
    """One row for each figure."""
    reading = _Reading.of(entry.document)
    figures = {figure.id: figure for figure in entry.document.figures}
    repeats = repeated(entry.document)
    for figure in entry.document.figures:
        yield _figure_row(entry, reading, figure, left_out(figure, figures, repeats))


@dataclass(frozen=True, slots=True)
class _Reading:
    """A document's blocks, mentions and figures in the order of its text, to be cut into stretches."""

    blocks: Sequence[Block]
    block_starts: Sequence[int]
    mentions: Sequence[tuple[int, str]]
    figures: Sequence[tuple[int, Figure]]
    entities: dict[str, Entity]

    @classmethod
    def of(cls, document: Document) -> "_Reading":
        blocks = sorted(document.blocks, key=lambda block: block.start)
        return cls(
            blocks,
            [block.start for block in blocks],
            sorted((mention.start, mention.entity) for mention in document.mentions),
            sorted(((figure.number_start, figure) for figure in document.figures), key=lambda pair: pair[0]),
            {entity.id: entity for entity in document.entities},
        )

    def blocks_in(self, start: int, end: int) -> Sequence[Block]:
        return self.blocks[bisect_left(self.block_starts, start) : bisect_left(self.block_starts, end)]

    def block_at(self, offset: int) -> Sequence[Block]:
        last = bisect_right(self.block_starts, offset)
        return self.blocks[max(last - 1, 0) : last]

    def entities_in(self, start: int, end: int) -> list[Entity]:
        first, last = bisect_left(self.mentions, (start, "")), bisect_left(self.mentions, (end, ""))
        return [
            self.entities[name] for name in {name for _, name in self.mentions[first:last]} if name in self.entities
        ]

    def figures_in(self, start: int, end: int) -> list[Figure]:
        first = bisect_left(self.figures, start, key=lambda pair: pair[0])
        last = bisect_left(self.figures, end, key=lambda pair: pair[0])
        return [figure for _, figure in self.figures[first:last]]

    def parts(self, page: Page) -> Iterator[tuple[int, int]]:
        """The page cut at block starts into stretches of at most `LONGEST` characters."""
        start = page.start
        while page.end - start > LONGEST:
            cuts = [block.start for block in self.blocks_in(start + 1, start + LONGEST + 1)]
            end = cuts[-1] if cuts else start + LONGEST
            yield start, end
            start = end
        yield start, page.end


def _page_row(entry: Entry, reading: _Reading, number: int, part: int, start: int, end: int) -> PageRow:
    document = entry.document
    blocks, entities = reading.blocks_in(start, end), reading.entities_in(start, end)
    named = {label: _sorted(entity.name for entity in entities if entity.label is label) for label in Label}
    published, language = _ordinal(document.published), _language(document, blocks)
    return PageRow(
        key=f"{document.id}#{number:06d}.{part:04d}",
        document=document.id,
        page=number,
        start=start,
        text=document.text[start:end],
        words=read(document.text[start:end], language),
        head="\n".join([*(_naming(document) if start == 0 else ()), *_headings(document.text, blocks)]),
        filename=document.filename,
        title=document.title,
        media_type=document.media_type,
        language=language,
        collection=entry.collection,
        published=published,
        people=named[Label.PERSON],
        organizations=named[Label.ORG],
        places=named[Label.PLACE],
        countries=_countries(entities),
        kinds=_sorted(f.kind for f in reading.figures_in(start, end) if f.status is Status.ASSERTED),
        entity_keys=_keys(entities),
        place_keys=_keys([entity for entity in entities if entity.label is Label.PLACE]),
        points=points(entities),
        boxes=tuple((block.start, block.end, block.box) for block in blocks if block.box),
    )


def _figure_row(entry: Entry, reading: _Reading, figure: Figure, omitted: LeftOut | None) -> FigureRow:
    document = entry.document
    places = [reading.entities[name] for name in figure.places if name in reading.entities]
    countries = _countries(places)
    first, last = _days(figure.period, document.published)
    source = _source(figure, reading.entities)
    return FigureRow(
        key=f"{document.id}#{figure.id}",
        document=document.id,
        collection=entry.collection,
        kind=figure.kind,
        unit=figure.unit,
        status=figure.status,
        aggregation=figure.aggregation,
        language=_language(document, reading.block_at(figure.number_start)),
        media_type=document.media_type,
        qualifier=figure.qualifier,
        rule=figure.rule,
        figure=figure.id,
        part_of=figure.part_of,
        page=figure.page,
        in_table=figure.cell is not None,
        revised=figure.supersedes is not None,
        confidence=figure.confidence,
        left_out=omitted,
        low=figure.low,
        best=figure.best,
        high=figure.high,
        first_day=first,
        last_day=last,
        newest=LAST if last is None else -last,
        oldest=LAST if first is None else first,
        largest=LAST if figure.best is None else -figure.best,
        country=countries[0] if len(countries) == 1 else None,
        place=places[0].name if len(places) == 1 else None,
        month=_month(figure.period),
        source=source[0] if source else None,
        countries=countries,
        place_keys=_keys(places),
        source_words=_sorted(word for form in source for word in fold(form).split()),
        counted_words=_sorted(fold(figure.counted or "").split()),
        sentence_words=_sorted(fold(figure.sentence).split()),
        points=points(places),
        hit=FigureHit(
            document=document.id,
            filename=document.filename,
            title=document.title,
            collection=entry.collection,
            published=document.published,
            figure=figure,
            places=tuple(FigurePlace(name=place.name, place=place.place) for place in places),
            left_out=omitted,
        ),
    )


def _naming(document: Document) -> Iterator[str]:
    if document.title:
        yield document.title
    if document.filename:
        yield " ".join(words(PurePath(document.filename).stem))


def _headings(text: str, blocks: Sequence[Block]) -> Iterator[str]:
    return (text[block.start : block.end] for block in blocks if block.kind is BlockKind.HEADING)


def _language(document: Document, blocks: Sequence[Block]) -> str | None:
    """The language of most of the letters, else the document's first."""
    letters: Counter[str] = Counter()
    for block in blocks:
        if block.language:
            letters[block.language] += block.end - block.start
    if letters:
        return letters.most_common(1)[0][0]
    return document.languages[0].code if document.languages else None


def _source(figure: Figure, entities: dict[str, Entity]) -> list[str]:
    """The names of who is cited, the fullest first; empty where nobody is."""
    if figure.source is None:
        return []
    entity = entities.get(figure.source.entity or "")
    return [entity.name, *entity.aliases, figure.source.text] if entity else [figure.source.text]


def _days(period: Period | None, published: date | None) -> tuple[int | None, int | None]:
    """First and last day that a figure touches; without a period, the report's date; an open end lasts until then."""
    start, end = (period.start, period.end) if period else (None, None)
    first = start or end or published
    last = end or max(filter(None, (start, published)), default=None)
    return _ordinal(first), _ordinal(last)


def _month(period: Period | None) -> str | None:
    if period is None or period.start is None or period.end is None:
        return None
    first, last = f"{period.start:%Y-%m}", f"{period.end:%Y-%m}"
    return first if first == last else None


def _countries(entities: Sequence[Entity]) -> tuple[str, ...]:
    return _sorted(entity.place.country for entity in entities if entity.place and entity.place.country)


def _keys(entities: Sequence[Entity]) -> tuple[str, ...]:
    return _sorted(fold(form) for entity in entities for form in (entity.name, *entity.aliases))


def _ordinal(day: date | None) -> int | None:
    return day.toordinal() if day else None


def _sorted(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(values) - {""}))
