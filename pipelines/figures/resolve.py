"""A document's figures: drafts of its passages with ids, entities, dates, and offsets into the whole text."""

import re
from collections.abc import Iterator

from pipelines.entities.naming import Naming
from pipelines.figures.calibration import confidence
from pipelines.figures.component import drafts_of
from pipelines.figures.draft import Draft, Range
from pipelines.figures.identity import figure_id
from pipelines.figures.leads import led
from pipelines.figures.sourcing import citation
from pipelines.figures.tables import table_figures
from pipelines.figures.where import Setting, period, places
from pipelines.packs import Pack
from pipelines.parsed import Parsed
from pipelines.passage import Passage
from pipelines.record import BlockKind, Figure, Kind

_SKIPPED = frozenset({BlockKind.HEADER, BlockKind.FOOTER, BlockKind.TABLE})
_CONTENTS = re.compile(r"(?:\. ?){5,}\s*\d+|…{2,}\s*\d+")


def resolve(passages: tuple[Passage, ...], naming: Naming, parsed: Parsed) -> tuple[Figure, ...]:
    """Every figure of the document in order; running heads, feet and tables of contents hold none."""
    setting = Setting(passages, naming, parsed)
    read = [passage for passage in passages if _is_read(passage)]
    written = (figure for passage, lead in led(read) for figure in _figures(passage, setting, lead))
    return tuple(sorted((*written, *table_figures(setting)), key=lambda figure: figure.number_start))


def _is_read(passage: Passage) -> bool:
    return passage.pack is not None and passage.block.kind not in _SKIPPED and not _CONTENTS.search(passage.doc.text)


def _figures(passage: Passage, setting: Setting, lead: tuple[Kind, ...]) -> Iterator[Figure]:
    drafts: tuple[Draft, ...] = (
        drafts_of(passage.doc, passage.pack, lead) if lead and passage.pack else passage.doc._.figures
    )
    ids = tuple(_id(draft, passage.start) for draft in drafts)
    for draft, own in zip(drafts, ids, strict=True):
        part_of = None if draft.part_of is None else ids[draft.part_of]
        if passage.pack:
            yield _figure(draft, own, part_of, passage, passage.pack, setting)


def _id(draft: Draft, start: int) -> str:
    number = draft.number
    return figure_id(draft.kind, number.raw, number.number_start + start, number.number_end + start)


def _figure(draft: Draft, own: str, part_of: str | None, passage: Passage, pack: Pack, setting: Setting) -> Figure:
    text, start, number = setting.parsed.text, passage.start, draft.number
    return Figure(
        id=own,
        kind=draft.kind,
        low=number.low,
        best=number.best,
        high=number.high,
        qualifier=number.qualifier,
        raw=number.raw,
        unit=draft.unit,
        counted=_slice(text, draft.counted, start) if draft.counted else None,
        aggregation=draft.aggregation,
        part_of=part_of,
        supersedes=draft.supersedes,
        period=period(draft, passage, pack, setting),
        places=places(draft, passage, pack, setting),
        source=citation(draft, start, text, setting.naming),
        status=draft.status,
        text=text[draft.start + start : draft.end + start],
        sentence=_slice(text, draft.sentence, start),
        start=draft.start + start,
        end=draft.end + start,
        number_start=number.number_start + start,
        number_end=number.number_end + start,
        page=passage.block.page,
        confidence=confidence(draft.score),
        rule=f"{draft.rule}; {draft.aggregation}: {draft.aggregation_rule}",
    )


def _slice(text: str, span: Range, start: int) -> str:
    return text[span.start + start : span.end + start]
