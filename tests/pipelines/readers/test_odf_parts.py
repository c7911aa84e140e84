"""OpenDocument packages made by the test: objects inside, remarks, repeated cells, hidden parts, masters."""

from pathlib import Path

import pytest

from pipelines import sandbox
from pipelines.limits import Limits
from pipelines.parsed import Parsed, Source
from pipelines.record import BlockKind
from tests.pipelines.readers.samples import open_document


def read(folder: Path, kind: str, body: str, **parts: str) -> Parsed:
    return sandbox.read(Source(open_document(folder / "file", kind, body, **parts)), limits=Limits())


def blocks(parsed: Parsed) -> list[tuple[BlockKind, str]]:
    return [(block.kind, parsed.text[block.start : block.end]) for block in parsed.blocks]


def test_remarks_are_notes_and_what_is_anchored_is_read_once(tmp_path: Path) -> None:
    remark = "<office:annotation><dc:creator>Zoé</dc:creator><text:p>Who says so?</text:p></office:annotation>"
    box = "<draw:frame><draw:text-box><text:p>In a box.</text:p></draw:text-box></draw:frame>"
    cells = f"<table:table-cell><text:p>a{box}{remark}</text:p></table:table-cell><table:table-cell/>"
    table = f"<table:table><table:table-row>{cells}</table:table-row></table:table>"
    assert blocks(read(tmp_path, "text", table)) == [
        (BlockKind.TABLE, "a\t"),
        (BlockKind.PARAGRAPH, "In a box."),
        (BlockKind.NOTE, "Who says so?"),
    ]


def test_charts_and_formulas_inside_are_read(tmp_path: Path) -> None:
    cells = "<table:table-cell><text:p>{}</text:p></table:table-cell>" * 2
    row = f"<table:table-row>{cells.format('North', 12)}</table:table-row>"
    inner = f"<text:p>Arrests</text:p><table:table>{row}</table:table>"
    chart = f"<office:body><office:chart>{inner}</office:chart></office:body>"
    math = "<math><mi>n</mi><mo>=</mo><mn>9</mn><annotation>n = 9</annotation></math>"
    names = {"Object 1/content": chart, "Object 2/content": math}
    frame = '<draw:frame><draw:object href="./Object {}"/></draw:frame>'
    body = f"<text:p>Before.{frame.format(1)}{frame.format(2)}</text:p>"
    assert [words for _, words in blocks(read(tmp_path, "text", body, **names))] == [
        "Before.",
        "Arrests",
        "North\t12",
        "n=9",
    ]


def test_hidden_sections_are_read_and_marked(tmp_path: Path) -> None:
    parsed = read(tmp_path, "text", '<text:section text:display="none"><text:p>Secret.</text:p></text:section>')
    assert (parsed.text, [warning.code for warning in parsed.warnings]) == ("Secret.", ["hidden_text"])


def test_running_heads_are_said_once(tmp_path: Path) -> None:
    page = "<style:master-page><style:header><text:p>Restricted</text:p></style:header></style:master-page>"
    styles = f"<office:master-styles>{page * 2}</office:master-styles>"
    assert read(tmp_path, "text", "<text:p>Nine.</text:p>", styles=styles).text == "Restricted\n\nNine."


def test_a_page_begins_where_a_style_says_so(tmp_path: Path) -> None:
    style = '<style:style style:name="P1"><style:paragraph-properties fo:break-before="page"/></style:style>'
    style = style.replace("fo:", "style:")
    words = '<text:p>one</text:p><text:p text:style-name="P1">two</text:p>'
    content = f"<office:styles>{style}</office:styles><office:body><office:text>{words}</office:text></office:body>"
    parsed = read(tmp_path, "text", "", content=content)
    assert [parsed.text[page.start : page.end] for page in parsed.pages] == ["one", "two"]


@pytest.mark.parametrize("kind", ["presentation", "graphics"])
def test_the_master_s_own_words_are_read_and_its_prompts_are_not(kind: str, tmp_path: Path) -> None:
    frame = "<draw:frame {}><draw:text-box><text:p>{}</text:p></draw:text-box></draw:frame>"
    prompt = frame.format('presentation:class="title"', "Click to add a title")
    page = f"<style:master-page>{frame.format('', 'Ministry')}{prompt}</style:master-page>"
    inner = "drawing" if kind == "graphics" else kind
    slide = f"<draw:page>{frame.format('', 'Nine.')}</draw:page>"
    slides = f"<office:body><office:{inner}>{slide}</office:{inner}></office:body>"
    styles = f"<office:master-styles>{page}</office:master-styles>"
    assert blocks(read(tmp_path, kind, "", content=slides, styles=styles)) == [
        (BlockKind.PARAGRAPH, "Nine."),
        (BlockKind.FOOTER, "Ministry"),
    ]


def test_sheets_of_a_million_repeated_cells_are_cut(tmp_path: Path) -> None:
    cell = '<table:table-cell table:number-columns-repeated="{}"><text:p>{}</text:p></table:table-cell>'
    row = f'<table:table-row table:number-rows-repeated="1048576">{cell.format(16384, "x")}</table:table-row>'
    last = f"<table:table-row>{cell.format(1, 'end')}</table:table-row>"
    parsed = read(tmp_path, "spreadsheet", f'<table:table table:name="S">{row}{last}</table:table>')
    assert parsed.text.endswith("end")
    assert parsed.text.count("x") == 10_000


def test_cells_of_a_sheet_show_days_as_iso_and_keep_their_remarks(tmp_path: Path) -> None:
    day = '<table:table-cell office:value-type="date" office:date-value="2024-05-06T00:00:00"><text:p>6/5</text:p>'
    remark = "<office:annotation><text:p>Who says so?</text:p></office:annotation></table:table-cell>"
    share = (
        '<table:table-cell office:value-type="percentage" office:value="0.25"><text:p>25 %</text:p></table:table-cell>'
    )
    row = f"<table:table-row>{day}{remark}{share}</table:table-row>"
    parsed = read(tmp_path, "spreadsheet", f'<table:table table:name="S">{row}</table:table>')
    assert parsed.text == "S\n\n2024-05-06\t25 %\n\nWho says so?"
    assert parsed.blocks[-1].kind == BlockKind.NOTE
