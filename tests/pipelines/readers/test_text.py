"""Plain text: every encoding, and not a character changed."""

import codecs
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines import sandbox
from pipelines.errors import UnsupportedFormat
from pipelines.layout import plain
from pipelines.limits import Limits
from pipelines.parsed import Parsed, Source
from pipelines.readers.text import decode
from pipelines.record import BlockKind

FRENCH = "Trente-deux personnes ont été tuées près du marché de Bouaké, a déclaré le préfet à la presse.\n"
RUSSIAN = "В результате обстрела погибли двенадцать человек, сообщили в пресс-службе областного управления полиции.\n"


def read(folder: Path, data: bytes) -> Parsed:
    path = folder / "text"
    path.write_bytes(data)
    return sandbox.read(Source(path), limits=Limits())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_french_is_read_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    assert read(tmp_path, FRENCH.encode(encoding)).text == FRENCH


@pytest.mark.parametrize("encoding", ["utf-8", "cp1251", "koi8-r", "utf-16"])
def test_russian_is_read_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    assert read(tmp_path, (RUSSIAN * 3).encode(encoding)).text == RUSSIAN * 3


def test_the_characters_are_the_file_s_own(tmp_path: Path) -> None:
    text = "  A\ttab,  two spaces\u00a0and a no-break one, \u201cquotes\u201d, 2, 510 dead \n\n\n end. \n"
    assert read(tmp_path, text.encode()).text == text


def test_line_ends_become_newlines(tmp_path: Path) -> None:
    assert read(tmp_path, b"one\r\ntwo\rthree\n").text == "one\ntwo\nthree\n"


def test_form_feeds_divide_pages(tmp_path: Path) -> None:
    parsed = read(tmp_path, b"First page.\n\fSecond page.\n\f")
    assert [parsed.text[page.start : page.end] for page in parsed.pages] == ["First page.\n", "Second page.\n"]


def test_bytes_without_a_character_leave_a_warning() -> None:
    text, warnings = decode("été".encode() * 50 + b"\xff" + "été".encode() * 50)
    assert text.count("\ufffd") == 1
    assert [warning.code for warning in warnings] == ["undecodable_bytes"]


@pytest.mark.parametrize("mark", [codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF32_BE])
def test_a_mark_alone_is_no_text(mark: bytes) -> None:
    assert decode(mark)[0] == ""


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t\f"), max_size=400))
def test_blocks_hold_all_words_in_order(text: str) -> None:
    pages = plain.pages(text)
    blocks = [block for page in pages for block in plain.blocks(text, page)]
    ends = 0
    for block in blocks:
        assert ends <= block.start < block.end
        ends = block.end
    outside = text
    for block in reversed(blocks):
        outside = outside[: block.start] + outside[block.end :]
    assert not [char for char in outside if char.isalnum()]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Arrests in spring\n\nFour men were held.", [BlockKind.HEADING, BlockKind.PARAGRAPH]),
        ("# Arrests\nFour men were held.", [BlockKind.HEADING, BlockKind.PARAGRAPH]),
        ("- four men\n- two women", [BlockKind.LIST_ITEM, BlockKind.LIST_ITEM]),
        ("Tableau 2 : Arrestations par mois", [BlockKind.CAPTION]),
        ("Cuadro IV. Detenciones", [BlockKind.CAPTION]),
    ],
)
def test_kinds_are_told_by_shape(text: str, kinds: list[BlockKind]) -> None:
    assert [block.kind for page in plain.pages(text) for block in plain.blocks(text, page)] == kinds


def test_wrapped_lines_are_one_paragraph_and_long_lines_one_each() -> None:
    wrapped = (
        "Four men were held on the coast\nroad late on Friday and taken to\nthe capital.\nThe court\nwill hear them."
    )
    (page,) = plain.pages(wrapped)
    assert len(list(plain.blocks(wrapped, page))) == 2
    unwrapped = "\n".join(["A sentence that goes on for quite a while. " * 5] * 3)
    (page,) = plain.pages(unwrapped)
    assert len(list(plain.blocks(unwrapped, page))) == 3


@pytest.mark.parametrize("encoding", ["mac_roman", "cp850", "iso-8859-15"])
def test_french_of_old_computers_is_read(tmp_path: Path, encoding: str) -> None:
    assert read(tmp_path, FRENCH.encode(encoding)).text == FRENCH


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "shift_jis", "iso2022_jp", "euc_jp"])
def test_japanese_is_read_without_a_mark(tmp_path: Path, encoding: str) -> None:
    words = "警察は金曜日、北部の港で52人を逮捕したと発表した。\n" * 3
    assert read(tmp_path, words.encode(encoding)).text == words


def test_russian_without_a_mark_is_read_in_two_bytes(tmp_path: Path) -> None:
    assert read(tmp_path, RUSSIAN.encode("utf-16-le")).text == RUSSIAN


def test_lines_of_two_encodings_are_both_read() -> None:
    assert decode(FRENCH.encode() * 5 + FRENCH.encode("cp1252"))[0] == FRENCH * 6


def test_zeros_and_other_controls_are_left_out_with_a_warning(tmp_path: Path) -> None:
    parsed = read(tmp_path, b"Nine \x01people died." * 3 + bytes(50))
    assert parsed.text == "Nine people died." * 3
    assert [warning.code for warning in parsed.warnings] == ["control_characters"]


@pytest.mark.parametrize("data", [bytes(100), b"\x00\x01\x02\x03" * 40, bytes(range(256)) * 4])
def test_what_is_no_text_is_not_read(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(UnsupportedFormat):
        read(tmp_path, data)
