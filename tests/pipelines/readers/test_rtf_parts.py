"""RTF made by the test: code pages, groups that are shown elsewhere or not at all, tables, files inside."""

import struct
from pathlib import Path

import pytest

from pipelines import sandbox
from pipelines.errors import LimitExceeded
from pipelines.limits import Limits
from pipelines.parsed import Parsed, Source
from pipelines.record import BlockKind

_FONTS = r"{\fonttbl{\f0 Arial;}{\f1\fcharset204 Arial Cyr;}{\f2\fcharset128 Gothic;}}"
_STYLES = r"{\stylesheet{\s1\b heading 1;}{\s2 Normal;}}"


def read(folder: Path, words: str | bytes) -> Parsed:
    path = folder / "report"
    data = words if isinstance(words, bytes) else words.encode("ascii")
    path.write_bytes(rb"{\rtf1\ansi\ansicpg1252" + _FONTS.encode() + _STYLES.encode() + data + b"}")
    return sandbox.read(Source(path), limits=Limits())


def blocks(parsed: Parsed) -> list[tuple[BlockKind, str]]:
    return [(block.kind, parsed.text[block.start : block.end]) for block in parsed.blocks]


@pytest.mark.parametrize(
    ("rtf", "words"),
    [
        (r"arr\'eat\u233?s", "arrêtés"),
        (r"{\uc2 a\u233\'c3\'a9b}{\uc0 \u233 c}", "aébéc"),
        (r"\u-10179?\u-8704?", "\U0001f600"),
        (r"{\f1 \'cc\'ee\'f1\'ea\'e2\'e0}, {\f2 \'93\'fa\'96\'7b}", "Москва, 日本"),
        (r"a\emdash b\~c\_d\-e \{f\}\line g", "a—b c-de {f}\ng"),
        (r"shown{\*\unknown gone}{\v secret}{\deleted old}", "shownsecret"),
        (r"{\field{\*\fldinst HYPERLINK x}{\fldrslt link}}", "link"),
        (r"{\upr{old}{\*\ud{new}}}", "new"),
        (r"{\shp{\*\shpinst{\sp{\sn x}{\sv 1}}{\shptxt In a box.\par}}{\shprslt In a box.}}", "In a box."),
        ("{\\pict\\bin5 \\{}}}x}after", "after"),
        (r"{\listtext 1.\tab}four men", "four men"),
    ],
)
def test_what_is_shown_is_read(rtf: str, words: str, tmp_path: Path) -> None:
    assert read(tmp_path, rtf).text.replace("\u00a0", " ") == words


def test_hidden_words_are_marked(tmp_path: Path) -> None:
    assert [warning.code for warning in read(tmp_path, r"{\v secret}").warnings] == ["hidden_text"]


def test_heads_notes_and_remarks_stand_apart_from_the_text(tmp_path: Path) -> None:
    heads = r"{\header Restricted\par}{\headerf Restricted\par}{\footer Page\par}"
    note = r"{\footnote Among them six minors.}{\*\annotation Who says so?}"
    assert blocks(read(tmp_path, rf"{heads}\pard\s1 Arrests\par\pard Nine died{note} today.\par")) == [
        (BlockKind.HEADER, "Restricted"),
        (BlockKind.HEADING, "Arrests"),
        (BlockKind.PARAGRAPH, "Nine died today."),
        (BlockKind.PARAGRAPH, "Among them six minors."),
        (BlockKind.NOTE, "Who says so?"),
        (BlockKind.FOOTER, "Page"),
    ]


def test_pages_end_where_the_author_broke_them(tmp_path: Path) -> None:
    parsed = read(tmp_path, r"one\par\page two\sect\sectd\page three")
    assert [parsed.text[page.start : page.end] for page in parsed.pages] == ["one", "two", "three"]


def test_cells_reach_over_columns_and_rows(tmp_path: Path) -> None:
    rows = (
        r"\trowd\clvmgf\cellx1000\cellx3000\intbl Port\cell Arrested\cell\row"
        r"\trowd\clvmrg\cellx1000\cellx2000\cellx3010\intbl\cell men\cell women\cell\row"
        r"\trowd\cellx1000\cellx2000\cellx3000\intbl North\cell 4\par more\cell 5\cell\row"
    )
    (table,) = read(tmp_path, rf"Before\par {rows}\pard After\par").tables
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["Port", "Arrested", "Arrested"],
        ["Port", "men", "women"],
        ["North", "4 more", "5"],
    ]


def test_a_list_s_items_are_items(tmp_path: Path) -> None:
    assert blocks(read(tmp_path, r"\pard\ls1 four men\par\pard\ls0 Nine died.\par")) == [
        (BlockKind.LIST_ITEM, "four men"),
        (BlockKind.PARAGRAPH, "Nine died."),
    ]


def test_files_inside_are_attachments(tmp_path: Path) -> None:
    native = (
        b"\x02\0list.txt\0list.txt\0" + b"\0\0\x03\0" + struct.pack("<I", 1) + b"\0" + struct.pack("<I", 3) + b"men"
    )
    packed = struct.pack("<II", 0x501, 2) + struct.pack("<I", 8) + b"Package\0" + bytes(8)
    data = (packed + struct.pack("<I", len(native)) + native).hex()
    (found,) = read(tmp_path, rf"{{\object{{\*\objdata {data}}}{{\result icon}}}}").attachments
    assert (found.filename, found.data) == ("list.txt", b"men")


def test_bytes_beyond_ascii_are_read_in_the_document_s_code_page(tmp_path: Path) -> None:
    assert read(tmp_path, "arrêtés".encode("cp1252")).text == "arrêtés"


def test_groups_nested_too_deep_are_refused(tmp_path: Path) -> None:
    with pytest.raises(LimitExceeded):
        read(tmp_path, "{" * 100_000)


def test_what_is_cut_short_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    assert read(tmp_path, r"Nine died.\par{\b Two were").text == "Nine died.\n\nTwo were"
