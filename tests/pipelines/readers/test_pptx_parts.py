"""Decks made by the test: the strict form, broken links, two forms of a shape, groups, masters, scatter charts."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree
from pptx import Presentation
from pptx.chart.data import XyChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.oxml import parse_xml
from pptx.slide import Slide
from pptx.util import Inches

from pipelines import sandbox
from pipelines.limits import Limits
from pipelines.parsed import Parsed, Source
from pipelines.record import BlockKind
from tests.pipelines.readers.openxml import SPACES, strict

_SPACES = " ".join(f'xmlns:{name}="{space}"' for name, space in SPACES.items())


def deck(folder: Path, fill: Callable[[Slide], None]) -> Path:
    presentation = Presentation()
    fill(presentation.slides.add_slide(presentation.slide_layouts[6]))
    path = folder / "deck"
    presentation.save(str(path))
    return path


def words(slide: Slide) -> None:
    slide.shapes.add_textbox(Inches(0), Inches(0), Inches(2), Inches(1)).text_frame.text = "Nine people died."


def read(path: Path) -> Parsed:
    return sandbox.read(Source(path), limits=Limits())


def blocks(parsed: Parsed) -> list[tuple[BlockKind, str]]:
    return [(block.kind, parsed.text[block.start : block.end]) for block in parsed.blocks]


def rewritten(path: Path, part: str, change: Callable[[str], str]) -> Path:
    with zipfile.ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    with zipfile.ZipFile(path, "w") as packed:
        for name, data in parts.items():
            packed.writestr(name, change(data.decode()) if name == part else data)
    return path


def test_the_strict_form_is_read(tmp_path: Path) -> None:
    assert read(strict(deck(tmp_path, words))).text == "Nine people died."


def test_a_relation_that_leads_nowhere_does_no_harm(tmp_path: Path) -> None:
    link = '<Relationship Id="rId99" Type="http://x/image" Target="NULL"/></Relationships>'
    links = "ppt/slides/_rels/slide1.xml.rels"
    path = rewritten(deck(tmp_path, words), links, lambda xml: xml.replace("</Relationships>", link))
    assert read(path).text == "Nine people died."


def test_a_slide_that_is_listed_and_missing_is_told(tmp_path: Path) -> None:
    entry = '<p:sldId id="999" r:id="rId99"/></p:sldIdLst>'
    path = deck(tmp_path, words)
    parsed = read(rewritten(path, "ppt/presentation.xml", lambda xml: xml.replace("</p:sldIdLst>", entry)))
    assert (parsed.text, [warning.code for warning in parsed.warnings]) == ("Nine people died.", ["slide_damaged"])


@pytest.mark.parametrize(
    "kind",
    ["vnd.ms-powerpoint.template.macroEnabled", "vnd.openxmlformats-officedocument.presentationml.slideshow"],
)
def test_shows_and_templates_are_read(kind: str, tmp_path: Path) -> None:
    usual = "vnd.openxmlformats-officedocument.presentationml.presentation"
    path = rewritten(deck(tmp_path, words), "[Content_Types].xml", lambda xml: xml.replace(usual, kind))
    assert read(path).text == "Nine people died."


def test_of_two_forms_of_a_shape_the_one_with_words_is_read_once(tmp_path: Path) -> None:
    shape = (
        '<p:sp><p:nvSpPr><p:cNvPr id="9" name="t"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:p>'
        "<m:oMath><m:r><m:t>n</m:t></m:r></m:oMath><a:r><a:t> = 9</a:t></a:r></a:p></p:txBody></p:sp>"
    )
    both = f"<mc:Choice Requires='a14'>{shape}</mc:Choice><mc:Fallback>{shape}</mc:Fallback>"

    def fill(slide: Slide) -> None:
        slide.shapes._spTree.append(parse_xml(f"<mc:AlternateContent {_SPACES}>{both}</mc:AlternateContent>"))

    assert read(deck(tmp_path, fill)).text == "n = 9"


def test_what_a_group_holds_stands_where_the_group_is_drawn(tmp_path: Path) -> None:
    def fill(slide: Slide) -> None:
        words(slide)
        group = slide.shapes.add_group_shape()
        group.shapes.add_textbox(Inches(0), Inches(0), Inches(2), Inches(1)).text_frame.text = "Below."
        group.left, group.top = Inches(1), Inches(4)

    parsed = read(deck(tmp_path, fill))
    assert parsed.text == "Nine people died.\n\nBelow."
    assert parsed.blocks[1].box is not None
    assert parsed.blocks[1].box.top == pytest.approx(288)


def test_the_master_s_own_words_are_read_once_and_its_prompts_never(tmp_path: Path) -> None:
    presentation = Presentation()
    master = presentation.slide_masters[0].shapes._spTree
    words(presentation.slides.add_slide(presentation.slide_layouts[1]))
    words(presentation.slides.add_slide(presentation.slide_layouts[1]))
    box = presentation.slides[0].shapes[-1].element
    master.append(parse_xml(etree.tostring(box).replace(b"Nine people died.", b"Ministry")))
    presentation.save(str(tmp_path / "deck"))
    assert [found for found in blocks(read(tmp_path / "deck")) if found[0] == BlockKind.FOOTER] == [
        (BlockKind.FOOTER, "Ministry")
    ]


def test_a_scatter_chart_gives_both_numbers_of_each_point(tmp_path: Path) -> None:
    def fill(slide: Slide) -> None:
        data = XyChartData()  # type: ignore[no-untyped-call]
        series = data.add_series("Boats")  # type: ignore[no-untyped-call]
        series.add_data_point(1.5, 9)
        series.add_data_point(2, 12)
        slide.shapes.add_chart(XL_CHART_TYPE.XY_SCATTER, *[Inches(3)] * 4, data)  # type: ignore[arg-type, call-arg]

    parsed = read(deck(tmp_path, fill))
    assert [[cell.text for cell in row] for row in parsed.tables[0].rows] == [["", "Boats"], ["1.5", "9"], ["2", "12"]]
    assert parsed.attachments == ()
