"""OpenDocument packages made by the test: text, tables, footnotes, running heads, slides."""

from pathlib import Path

import pytest

from pipelines import sandbox
from pipelines.errors import DamagedFile, EncryptedFile
from pipelines.limits import Limits
from pipelines.parsed import Parsed, Source
from pipelines.record import BlockKind
from tests.pipelines.readers.samples import open_document

_TABLE = """
<table:table><table:table-header-rows><table:table-row>
<table:table-cell table:number-rows-spanned="2"><text:p>Port</text:p></table:table-cell>
<table:table-cell table:number-columns-spanned="2"><text:p>Arrested</text:p></table:table-cell>
<table:covered-table-cell/></table:table-row></table:table-header-rows>
<table:table-row><table:covered-table-cell/><table:table-cell><text:p>men</text:p></table:table-cell>
<table:table-cell><text:p>women</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell><text:p>North</text:p></table:table-cell>
<table:table-cell table:number-columns-repeated="2"><text:p>4</text:p></table:table-cell></table:table-row>
</table:table>"""
_TEXT = f"""
<text:tracked-changes><text:changed-region><text:p>deleted words</text:p></text:changed-region></text:tracked-changes>
<text:h>Arrests on the coast</text:h>
<text:p>Fifty-two<text:s text:c="1"/>people<text:note><text:note-citation>1</text:note-citation><text:note-body>
<text:p>Among them six minors.</text:p></text:note-body></text:note> were arrested.</text:p>
<text:list><text:list-item><text:p>four men</text:p></text:list-item></text:list>
{_TABLE}
<text:p><text:soft-page-break/>On the next page.<draw:frame><draw:text-box><text:p>In a box.</text:p></draw:text-box>
</draw:frame></text:p>"""
_HEADER = "<style:header><text:p>Restricted</text:p></style:header>"
_STYLES = f"<office:master-styles><style:master-page>{_HEADER}</style:master-page></office:master-styles>"
_META = "<office:meta><dc:creator>Desk</dc:creator><dc:date>2024-05-06T10:00:00</dc:date></office:meta>"


@pytest.fixture
def parsed(tmp_path: Path) -> Parsed:
    path = open_document(tmp_path / "report.odt", "text", _TEXT, styles=_STYLES, meta=_META)
    return sandbox.read(Source(path), limits=Limits())


def texts(parsed: Parsed, kind: BlockKind) -> list[str]:
    return [parsed.text[block.start : block.end] for block in parsed.blocks if block.kind == kind]


def test_elements_give_the_kinds(parsed: Parsed) -> None:
    assert texts(parsed, BlockKind.HEADING) == ["Arrests on the coast"]
    assert texts(parsed, BlockKind.LIST_ITEM) == ["four men"]
    assert texts(parsed, BlockKind.HEADER) == ["Restricted"]


def test_footnotes_follow_and_deleted_words_are_left_out(parsed: Parsed) -> None:
    assert texts(parsed, BlockKind.PARAGRAPH) == [
        "Fifty-two people were arrested.",
        "On the next page.",
        "In a box.",
        "Among them six minors.",
    ]


def test_spans_are_kept(parsed: Parsed) -> None:
    (table,) = parsed.tables
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["Port", "Arrested", "Arrested"],
        ["Port", "men", "women"],
        ["North", "4", "4"],
    ]


def test_pages_and_metadata(parsed: Parsed) -> None:
    assert [page.number for page in parsed.pages] == [1, 2]
    assert (parsed.authors, str(parsed.published)) == (("Desk",), "2024-05-06")


def test_slides_have_their_title_first_and_notes_last(tmp_path: Path) -> None:
    styles = (
        '<style:style style:name="gone"><style:drawing-page-properties presentation:visibility="hidden"/></style:style>'
    )
    slide = (
        '<draw:page draw:style-name="gone"><presentation:notes><text:p>Say it slowly.</text:p></presentation:notes>'
        "<draw:frame><draw:text-box><text:list><text:list-item><text:p>52 arrested</text:p></text:list-item>"
        '</text:list></draw:text-box></draw:frame><draw:frame presentation:class="title"><draw:text-box>'
        "<text:p>Arrests</text:p></draw:text-box></draw:frame></draw:page>"
    )
    body = f"<office:body><office:presentation>{slide}</office:presentation></office:body>"
    content = f"<office:styles>{styles}</office:styles>{body}"
    parsed = sandbox.read(
        Source(open_document(tmp_path / "deck.odp", "presentation", "", content=content)), limits=Limits()
    )
    assert [(block.kind, parsed.text[block.start : block.end]) for block in parsed.blocks] == [
        (BlockKind.HEADING, "Arrests"),
        (BlockKind.LIST_ITEM, "52 arrested"),
        (BlockKind.NOTE, "Say it slowly."),
    ]
    assert [warning.code for warning in parsed.warnings] == ["hidden_slide"]


def test_an_encrypted_document_is_called_so(tmp_path: Path) -> None:
    manifest = {"META-INF/manifest": "<encryption-data/>"}
    with pytest.raises(EncryptedFile):
        sandbox.read(Source(open_document(tmp_path / "locked.odt", "text", "", **manifest)), limits=Limits())


def test_broken_content_is_damaged(tmp_path: Path) -> None:
    path = open_document(tmp_path / "broken.odt", "text", "", content="<office:body>")
    with pytest.raises(DamagedFile):
        sandbox.read(Source(path), limits=Limits())
