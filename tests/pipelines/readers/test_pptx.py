"""Decks made by the test: order, notes, tables, charts, groups, comments, hidden slides."""

from pathlib import Path

import pytest
from pptx import Presentation
from pptx.chart.data import ChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.slide import Slide
from pptx.util import Inches

from pipelines import sandbox
from pipelines.limits import Limits
from pipelines.parsed import Parsed, Source
from pipelines.record import BlockKind


@pytest.fixture
def parsed(tmp_path: Path) -> Parsed:
    presentation = Presentation()
    blank = presentation.slide_layouts[5]
    _order(presentation.slides.add_slide(blank))
    _table(presentation.slides.add_slide(blank))
    _chart(presentation.slides.add_slide(blank))
    _hidden(presentation.slides.add_slide(blank))
    path = tmp_path / "deck.pptx"
    presentation.save(str(path))
    return sandbox.read(Source(path), limits=Limits())


def _text(slide: Slide, words: str, left: float, top: float) -> None:
    slide.shapes.add_textbox(Inches(left), Inches(top), Inches(2), Inches(1)).text_frame.text = words


def _order(slide: Slide) -> None:
    _text(slide, "bottom", 1, 6)
    _text(slide, "right", 5, 3)
    _text(slide, "left", 1, 3.1)
    group = slide.shapes.add_group_shape()
    group.shapes.add_textbox(Inches(1), Inches(4.5), Inches(2), Inches(0.5)).text_frame.text = "grouped"
    title, notes = slide.shapes.title, slide.notes_slide.notes_text_frame
    assert title is not None
    assert notes is not None
    title.text_frame.text = "Arrests on the coast"
    notes.text = "Say that 52 were arrested."


def _table(slide: Slide) -> None:
    table = slide.shapes.add_table(3, 3, Inches(1), Inches(2), Inches(6), Inches(2)).table
    for place, words in enumerate(["Port", "Arrested", "", "", "men", "women", "North", "4", "4"]):
        table.cell(place // 3, place % 3).text = words
    table.cell(0, 1).merge(table.cell(0, 2))


def _chart(slide: Slide) -> None:
    data = ChartData()  # type: ignore[no-untyped-call]
    data.categories = ["January", "February"]
    data.add_series("Seizures", (12, 7.5))  # type: ignore[no-untyped-call]
    slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, Inches(1), Inches(2), Inches(6), Inches(4), data)


def _hidden(slide: Slide) -> None:
    slide.element.set("show", "0")
    xml = (
        b'<p:cmLst xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main">'
        b'<p:cm authorId="0" idx="1"><p:text>Ask the port for its figures.</p:text></p:cm></p:cmLst>'
    )
    package = slide.part.package
    part = Part(PackURI("/ppt/comments/comment1.xml"), "application/xml", package, xml)
    slide.part.relate_to(part, RELATIONSHIP_TYPE.COMMENTS)


def _slide(parsed: Parsed, number: int) -> list[tuple[BlockKind, str]]:
    return [(block.kind, parsed.text[block.start : block.end]) for block in parsed.blocks if block.page == number]


def test_title_comes_first_then_rows_from_left_to_right_then_notes(parsed: Parsed) -> None:
    found = _slide(parsed, 1)
    assert found[0] == (BlockKind.HEADING, "Arrests on the coast")
    assert [words for _, words in found[1:]] == ["left", "right", "grouped", "bottom", "Say that 52 were arrested."]
    assert found[-1][0] == BlockKind.NOTE


def test_a_table_keeps_its_cells_and_spans(parsed: Parsed) -> None:
    table = next(table for table in parsed.tables if table.page == 2)
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["Port", "Arrested", "Arrested"],
        ["", "men", "women"],
        ["North", "4", "4"],
    ]
    assert table.rows[0][1].start == table.rows[0][2].start
    assert table.rows[2][1].start != table.rows[2][2].start


def test_a_chart_gives_the_numbers_that_it_shows(parsed: Parsed) -> None:
    table = next(table for table in parsed.tables if table.page == 3)
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["", "Seizures"],
        ["January", "12"],
        ["February", "7.5"],
    ]


def test_a_hidden_slide_is_read_and_marked(parsed: Parsed) -> None:
    assert [(warning.code, warning.page) for warning in parsed.warnings] == [("hidden_slide", 4)]


def test_comments_are_notes(parsed: Parsed) -> None:
    assert (BlockKind.NOTE, "Ask the port for its figures.") in _slide(parsed, 4)


def test_a_slide_is_a_page_in_points(parsed: Parsed) -> None:
    assert [page.number for page in parsed.pages] == [1, 2, 3, 4]
    assert (parsed.pages[0].width, parsed.pages[0].height) == (720, 540)
