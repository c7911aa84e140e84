"""A report as slides: a heading starts a slide; bullets, tables and speaker notes go with it."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from pptx import Presentation
from pptx.slide import Slide
from pptx.util import Cm, Pt

from scripts.corpus.source import Part, Report

TITLE_AND_CONTENT = 1


def write(report: Report, path: Path) -> None:
    """Writes the report, one slide a heading."""
    deck = Presentation()
    deck.core_properties.title = report.title
    deck.core_properties.created = datetime.fromisoformat(report.date)
    for parts in _slides(list(report.parts())):
        _fill(deck.slides.add_slide(deck.slide_layouts[TITLE_AND_CONTENT]), parts)
    deck.save(str(path))


def _slides(parts: list[Part]) -> Iterator[list[Part]]:
    starts = [index for index, part in enumerate(parts) if part.kind == "heading"]
    for start, end in zip(starts, [*starts[1:], len(parts)], strict=True):
        yield parts[start:end]


def _fill(slide: Slide, parts: list[Part]) -> None:
    if slide.shapes.title:
        slide.shapes.title.text = parts[0].text
    lines = [part.text for part in parts[1:] if part.kind in ("list_item", "paragraph")]
    slide.placeholders[1].text = "\n".join(lines)
    for part in parts:
        if part.kind == "table":
            _add_table(slide, part)
        notes = slide.notes_slide.notes_text_frame if part.kind == "note" else None
        if notes:
            notes.text = part.text


def _add_table(slide: Slide, part: Part) -> None:
    rows, columns = len(part.rows), len(part.rows[0])
    frame = slide.shapes.add_table(rows, columns, Cm(2), Cm(6), Cm(21), Cm(rows))
    for row, cells in enumerate(part.rows):
        for column, text in enumerate(cells):
            cell = frame.table.cell(row, column)
            cell.text = text
            cell.text_frame.paragraphs[0].font.size = Pt(14)
