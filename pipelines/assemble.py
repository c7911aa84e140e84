"""The last step: all that was found, put together into the record."""

import hashlib
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path

from pipelines import sandbox
from pipelines.entities.naming import Naming
from pipelines.language import Identified
from pipelines.language.detect import UNKNOWN
from pipelines.options import Options
from pipelines.packs import pack
from pipelines.parsed import Boxes, Parsed, Source, Span
from pipelines.record import Document, Figure, Mention, Page, Pipeline, Warned


def assemble(
    source: Source,
    parsed: Parsed,
    identified: Identified,
    naming: Naming,
    figures: Sequence[Figure],
    *,
    options: Options,
) -> Document:
    """The record. Boxes are looked up here, for mentions and figures only, unless `options.boxes` is False."""
    mentions = tuple(_mention_on(_page_at(parsed, mention.start), mention) for mention in naming.mentions)
    figures = tuple(_figure_on(_page_at(parsed, figure.number_start), figure) for figure in figures)
    boxes = _boxes(source, parsed, (*mentions, *figures), options)
    count = len(mentions)
    return Document(
        id=document_id(source.path),
        parent=source.parent,
        filename=source.filename,
        media_type=parsed.media_type,
        bytes=source.path.stat().st_size,
        title=parsed.title,
        published=parsed.published,
        published_from=parsed.published_from,
        authors=parsed.authors,
        languages=identified.languages,
        text=parsed.text,
        pages=parsed.pages,
        blocks=identified.blocks,
        tables=parsed.tables,
        outline=parsed.outline,
        entities=naming.entities,
        mentions=tuple(map(_mention_at, mentions, boxes[:count])),
        figures=tuple(map(_figure_at, figures, boxes[count:])),
        warnings=(*parsed.warnings, *_unread(identified)),
        pipeline=_pipeline(identified, options),
    )


def document_id(path: Path) -> str:
    """`sha256:` and the hash of the file's bytes: the same bytes are the same document."""
    with path.open("rb") as file:
        return f"sha256:{hashlib.file_digest(file, 'sha256').hexdigest()}"


def _boxes(source: Source, parsed: Parsed, found: Sequence[Mention | Figure], options: Options) -> tuple[Boxes, ...]:
    if not (options.boxes and parsed.runs and found):
        return ((),) * len(found)
    pages = {page.number: page for page in parsed.pages}
    spans = [_within(pages.get(item.page or 0), Span(item.start, item.end)) for item in found]
    return sandbox.locate(source, parsed, spans, limits=options.limits)


def _page_at(parsed: Parsed, offset: int) -> int | None:
    """The number of the page that an offset is on: a sentence that goes on over the page has words on both."""
    place = bisect_right(parsed.pages, offset, key=lambda page: page.start)
    return parsed.pages[place - 1].number if place else None


def _within(page: Page | None, span: Span) -> Span:
    """The part of the span that is on its page."""
    return Span(max(span.start, page.start), min(span.end, page.end)) if page else span


def _mention_on(page: int | None, mention: Mention) -> Mention:
    return mention if page in {None, mention.page} else mention.model_copy(update={"page": page})


def _figure_on(page: int | None, figure: Figure) -> Figure:
    return figure if page in {None, figure.page} else figure.model_copy(update={"page": page})


def _mention_at(mention: Mention, boxes: Boxes) -> Mention:
    return mention.model_copy(update={"boxes": boxes})


def _figure_at(figure: Figure, boxes: Boxes) -> Figure:
    return figure.model_copy(update={"boxes": boxes})


def _unread(identified: Identified) -> Iterator[Warned]:
    """A warning for each language of the document that no installed pack reads."""
    for language in identified.languages:
        if language.code != UNKNOWN and pack(language.code) is None:
            message = f"No language pack for {language.code}: its text can be searched, but nothing is drawn from it."
            yield Warned(code="language_without_pack", message=message)


def _pipeline(identified: Identified, options: Options) -> Pipeline:
    used = [found for found in (pack(language.code) for language in identified.languages) if found]
    models = ["tally_ner" if options.profile == "accurate" else found.settings.spacy_model for found in used]
    return Pipeline(
        version=version("tally"),
        language_packs=tuple(found.code for found in used),
        models=tuple(dict.fromkeys(models)),
    )
