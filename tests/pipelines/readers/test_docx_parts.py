"""The parts of a Word document: tables, styles, notes, charts, diagrams, files inside, and what is broken in it."""

from pathlib import Path

import pytest

from pipelines import sandbox
from pipelines.errors import DamagedFile
from pipelines.limits import Limits
from pipelines.parsed import Parsed, Source
from pipelines.record import BlockKind
from tests.pipelines.readers.compounds import compound
from tests.pipelines.readers.openxml import p, r, word, xml


def read(path: Path) -> Parsed:
    return sandbox.read(Source(path), limits=Limits())


def blocks(parsed: Parsed) -> list[tuple[BlockKind, str]]:
    return [(block.kind, parsed.text[block.start : block.end]) for block in parsed.blocks]


def cell(words: str, settings: str = "") -> str:
    return f"<w:tc><w:tcPr>{settings}</w:tcPr>{p(words)}</w:tc>"


def rows(parsed: Parsed) -> list[list[str]]:
    return [[cell.text for cell in row] for row in parsed.tables[0].rows]


def test_rows_and_cells_in_wrappers_are_read_and_deleted_rows_are_not(tmp_path: Path) -> None:
    row = f"<w:tr>{cell('a')}{cell('b')}</w:tr>"
    gone = f"<w:tr><w:trPr><w:del/></w:trPr>{cell('x')}{cell('y')}</w:tr>"
    held = f"<w:tr><w:sdt><w:sdtContent>{cell('c')}</w:sdtContent></w:sdt>{cell('d')}</w:tr>"
    wrapped = f"<w:sdt><w:sdtContent>{held}</w:sdtContent></w:sdt>"
    late = f'<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>{cell("e")}</w:tr>'
    parsed = read(word(tmp_path / "report", f"<w:tbl>{row}{gone}{wrapped}{late}</w:tbl>"))
    assert rows(parsed) == [["a", "b"], ["c", "d"], ["", "e"]]


def test_cells_merged_in_any_of_three_ways_are_one(tmp_path: Path) -> None:
    down, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    first = f"<w:tr>{cell('a', down)}{cell('b', '<w:gridSpan w:val=' + chr(34) + '2' + chr(34) + '/>')}</w:tr>"
    second = f"<w:tr>{cell('', on)}{cell('c', '<w:hMerge w:val=' + chr(34) + 'restart' + chr(34) + '/>')}"
    second += f"{cell('', '<w:hMerge/>')}</w:tr>"
    parsed = read(word(tmp_path / "report", f"<w:tbl>{first}{second}</w:tbl>"))
    assert rows(parsed) == [["a", "b", "b"], ["a", "c", "c"]]
    assert parsed.text == "a\tb\t\n\tc\t"


def test_a_table_that_lays_out_the_page_is_text(tmp_path: Path) -> None:
    inner = f"<w:tbl><w:tr>{cell('a')}{cell('b')}</w:tr></w:tbl>"
    outer = f"<w:tbl><w:tr>{cell('Left.')}<w:tc>{p('Right.')}{inner}</w:tc></w:tr></w:tbl>"
    parsed = read(word(tmp_path / "report", outer + f"<w:tbl><w:tr>{cell('In a frame.')}</w:tr></w:tbl>"))
    assert [words for _, words in blocks(parsed)] == ["Left.", "Right.", "a\tb", "In a frame."]
    assert rows(parsed) == [["a", "b"]]


_STYLES = (
    '<w:style w:styleId="T1"><w:name w:val="Titre"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
    '<w:style w:styleId="Own"><w:name w:val="Own"/><w:basedOn w:val="H"/></w:style>'
    '<w:style w:styleId="H"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:styleId="Body"><w:name w:val="Body"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>'
    '<w:style w:styleId="N"><w:name w:val="N"/><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>'
)


@pytest.mark.parametrize(
    ("style", "words", "kind"),
    [
        ("T1", "Arrests", BlockKind.HEADING),
        ("Own", "Arrests", BlockKind.HEADING),
        ("Body", "Arrests", BlockKind.PARAGRAPH),
        ("N", "four men", BlockKind.LIST_ITEM),
        ("N", "four men and more " * 20, BlockKind.PARAGRAPH),
    ],
)
def test_styles_are_followed_to_what_they_are_based_on(style: str, words: str, kind: BlockKind, tmp_path: Path) -> None:
    parts = {"word/styles.xml": xml("w:styles", _STYLES)}
    path = word(tmp_path / "report", p(words, style=style), parts, [("s", "styles", "styles.xml")])
    assert [found for found, _ in blocks(read(path))] == [kind]


def test_notes_follow_the_text_and_running_heads_are_said_once(tmp_path: Path) -> None:
    parts = {
        "word/header1.xml": xml("w:hdr", p("Restricted")),
        "word/header2.xml": xml("w:hdr", p("Restricted")),
        "word/footnotes.xml": xml("w:footnotes", f"<w:footnote>{p('Among them six minors.')}</w:footnote>"),
        "word/comments.xml": xml("w:comments", f"<w:comment>{p('Who says so?')}</w:comment>"),
    }
    links = [("a", "header", "header1.xml"), ("b", "header", "header2.xml")]
    links += [("c", "footnotes", "footnotes.xml"), ("d", "comments", "/word/comments.xml"), ("e", "footer", "NULL")]
    assert blocks(read(word(tmp_path / "report", p("Nine people died."), parts, links))) == [
        (BlockKind.HEADER, "Restricted"),
        (BlockKind.PARAGRAPH, "Nine people died."),
        (BlockKind.PARAGRAPH, "Among them six minors."),
        (BlockKind.NOTE, "Who says so?"),
    ]


_NUMBERS = "<c:numCache><c:pt idx='0'><c:v>12</c:v></c:pt><c:pt idx='1'><c:v>7.50</c:v></c:pt></c:numCache>"
_NAMES = "<c:strCache><c:pt idx='0'><c:v>North</c:v></c:pt><c:pt idx='1'><c:v>South</c:v></c:pt></c:strCache>"
_SERIES = (
    "<c:ser><c:tx><c:strRef><c:strCache><c:pt idx='0'><c:v>{}</c:v></c:pt></c:strCache></c:strRef></c:tx>"
    f"<c:cat><c:strRef>{_NAMES}</c:strRef></c:cat><c:val><c:numRef>{_NUMBERS}</c:numRef></c:val></c:ser>"
)
_TITLE = "<c:title><c:tx><c:rich><a:p><a:r><a:t>Arrests</a:t></a:r></a:p></c:rich></c:tx></c:title>"


def test_charts_and_diagrams_are_read(tmp_path: Path) -> None:
    plot = f"<c:plotArea><c:barChart>{_SERIES.format('Men')}{_SERIES.format('Women')}</c:barChart></c:plotArea>"
    point = "<dgm:pt><dgm:t><a:p><a:r><a:t>Chief</a:t></a:r></a:p></dgm:t></dgm:pt>"
    parts = {
        "word/charts/chart1.xml": xml("c:chartSpace", f"<c:chart>{_TITLE}{plot}</c:chart>"),
        "word/diagrams/data1.xml": xml("dgm:dataModel", f"<dgm:ptLst>{point}</dgm:ptLst>"),
    }
    drawing = "<w:r><w:drawing><c:chart r:id='c'/></w:drawing><w:drawing><dgm:relIds r:dm='d'/></w:drawing></w:r>"
    links = [("c", "chart", "charts/chart1.xml"), ("d", "diagramData", "diagrams/data1.xml")]
    parsed = read(word(tmp_path / "report", p(drawing), parts, links))
    assert rows(parsed) == [["", "Men", "Women"], ["North", "12", "12"], ["South", "7.5", "7.5"]]
    assert blocks(parsed)[0] == (BlockKind.CAPTION, "Arrests")
    assert blocks(parsed)[-1] == (BlockKind.LIST_ITEM, "Chief")


def test_files_inside_are_taken_out_of_their_wrapping(tmp_path: Path) -> None:
    copied = b"C:\\list.txt\0"
    native = bytes(4) + b"\x02\0list.txt\0C:\\list.txt\0" + b"\0\0\x03\0" + len(copied).to_bytes(4, "little") + copied
    native += (8).to_bytes(4, "little") + b"four men"
    parts: dict[str, str | bytes] = {
        "word/embeddings/oleObject1.bin": compound({"\x01Ole10Native": native}),
        "word/embeddings/oleObject2.bin": compound({"Equation Native": b"x" * 40}),
        "word/embeddings/sheet.xlsx": b"PK",
    }
    found = read(word(tmp_path / "report", p("Nine."), parts)).attachments
    assert [(each.filename, each.data) for each in found] == [("list.txt", b"four men"), ("sheet.xlsx", b"PK")]


def test_a_page_of_the_web_in_the_text_is_read_in_its_place(tmp_path: Path) -> None:
    parts = {"word/chunk.html": "<html><title>T</title><body><p>Nine died.</p></body></html>"}
    chunk = p("Before.") + '<w:altChunk r:id="c"/>' + p("After.")
    parsed = read(word(tmp_path / "report", chunk, parts, [("c", "aFChunk", "chunk.html")]))
    assert [words for _, words in blocks(parsed)] == ["Before.", "Nine died.", "After."]
    assert parsed.title is None


def test_of_a_broken_part_what_can_be_saved_is_read(tmp_path: Path) -> None:
    parts = {"word/document.xml": xml("w:document", f"<w:body>{p('Nine & more')}</w:body>")}
    assert "Nine" in read(word(tmp_path / "report", "", parts)).text


def test_a_document_without_its_main_part_is_damaged(tmp_path: Path) -> None:
    with pytest.raises(DamagedFile):
        read(word(tmp_path / "report", "", {"word/document.xml": ""}))


def test_runs_of_deleted_paragraphs_leave_nothing(tmp_path: Path) -> None:
    gone = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:del>" + r("gone") + "</w:del></w:p>"
    assert read(word(tmp_path / "report", gone + p("kept"))).text == "kept"
