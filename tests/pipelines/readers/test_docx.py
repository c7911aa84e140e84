"""Word documents made by the test: styles, lists, tables, notes, revisions, pages."""

from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as DocumentType
from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml

from pipelines import sandbox
from pipelines.limits import Limits
from pipelines.parsed import Parsed, Source
from pipelines.record import BlockKind

_SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@pytest.fixture
def parsed(tmp_path: Path) -> Parsed:
    document = Document()
    document.core_properties.author = "Desk of Research"
    document.sections[0].header.paragraphs[0].text = "Restricted"
    document.add_heading("Arrests on the coast", 1)
    document.add_paragraph("Fifty-two people were arrested.")
    document.add_paragraph("four men", style="List Bullet")
    document.add_paragraph("Table 1: Arrests", style="Caption")
    _table(document)
    _revised(document)
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    document.add_paragraph("On the next page.")
    path = tmp_path / "report.docx"
    document.save(str(path))
    return sandbox.read(Source(path), limits=Limits())


def _table(document: DocumentType) -> None:
    table = document.add_table(3, 3)
    for place, words in enumerate(["Port", "Arrested", "", "", "men", "women", "North", "4", "4"]):
        table.cell(place // 3, place % 3).text = words
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(0, 0).merge(table.cell(1, 0))


def _revised(document: DocumentType) -> None:
    run = "<w:r><w:t xml:space='preserve'>{}</w:t></w:r>"
    xml = (
        f"<w:p {_SPACE}>{run.format('There were ')}"
        "<w:del w:id='1'><w:r><w:delText>40</w:delText></w:r></w:del>"
        f"<w:ins w:id='2'>{run.format('52')}</w:ins>{run.format(' of them.')}</w:p>"
    )
    document.element.body.insert(-1, parse_xml(xml))


def texts(parsed: Parsed, kind: BlockKind) -> list[str]:
    return [parsed.text[block.start : block.end] for block in parsed.blocks if block.kind == kind]


def test_styles_give_the_kinds(parsed: Parsed) -> None:
    assert texts(parsed, BlockKind.HEADING) == ["Arrests on the coast"]
    assert texts(parsed, BlockKind.LIST_ITEM) == ["four men"]
    assert texts(parsed, BlockKind.CAPTION) == ["Table 1: Arrests"]
    assert texts(parsed, BlockKind.HEADER) == ["Restricted"]


def test_inserted_words_are_read_and_deleted_ones_are_not(parsed: Parsed) -> None:
    assert "There were 52 of them." in texts(parsed, BlockKind.PARAGRAPH)


def test_a_table_keeps_its_cells_and_spans(parsed: Parsed) -> None:
    (table,) = parsed.tables
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["Port", "Arrested", "Arrested"],
        ["Port", "men", "women"],
        ["North", "4", "4"],
    ]
    assert table.rows[0][0].start == table.rows[1][0].start


def test_a_page_break_begins_a_page(parsed: Parsed) -> None:
    assert [page.number for page in parsed.pages] == [1, 2]
    page = parsed.pages[1]
    assert "On the next page." in parsed.text[page.start : page.end]


def test_the_author_is_named(parsed: Parsed) -> None:
    assert parsed.authors == ("Desk of Research",)
