"""HTML: what a browser shows, and nothing else."""

from pathlib import Path

import pytest

from pipelines import sandbox
from pipelines.limits import Limits
from pipelines.parsed import Parsed, Source
from pipelines.record import BlockKind


def read(folder: Path, html: str, encoding: str = "utf-8") -> Parsed:
    path = folder / "page"
    path.write_bytes(html.encode(encoding))
    return sandbox.read(Source(path), limits=Limits())


def blocks(parsed: Parsed) -> list[tuple[BlockKind, str]]:
    return [(block.kind, parsed.text[block.start : block.end]) for block in parsed.blocks]


def test_inline_elements_do_not_break_words_or_sentences(tmp_path: Path) -> None:
    parsed = read(tmp_path, "<html><body><p>Some <b>5</b>2 people\n were <a href=x>arrested</a>.</p></body></html>")
    assert blocks(parsed) == [(BlockKind.PARAGRAPH, "Some 52 people were arrested.")]


def test_elements_give_the_kinds(tmp_path: Path) -> None:
    items = "<ul><li>four men<li>two women</ul>"
    page = f"<!doctype html><nav><p>Home</p></nav><h2>Arrests</h2>{items}after<footer>Imprint</footer>"
    assert blocks(read(tmp_path, page)) == [
        (BlockKind.HEADER, "Home"),
        (BlockKind.HEADING, "Arrests"),
        (BlockKind.LIST_ITEM, "four men"),
        (BlockKind.LIST_ITEM, "two women"),
        (BlockKind.PARAGRAPH, "after"),
        (BlockKind.FOOTER, "Imprint"),
    ]


def test_what_is_not_shown_is_not_read(tmp_path: Path) -> None:
    page = "<html><body><script>var a=1</script><style>b{}</style><!-- c --><p hidden>d</p><p>shown</p></body></html>"
    assert blocks(read(tmp_path, page)) == [(BlockKind.PARAGRAPH, "shown")]


def test_a_table_keeps_its_cells_and_spans(tmp_path: Path) -> None:
    rows = "<tr><th rowspan=2>Port<th colspan=2>Arrested<tr><th>men<th>women<tr><td>North<td>4<td>4"
    (table,) = read(tmp_path, f"<html><body><table>{rows}</table></body></html>").tables
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["Port", "Arrested", "Arrested"],
        ["Port", "men", "women"],
        ["North", "4", "4"],
    ]
    assert table.rows[0][0].start == table.rows[1][0].start


def test_a_table_that_lays_out_a_page_is_text(tmp_path: Path) -> None:
    inner = "<table><tr><td>a<td>1<tr><td>b<td>2</table>"
    parsed = read(
        tmp_path, f"<html><body><table><tr><td>Menu<td><p>Words</p>{inner}<tr><td>x<td>y</table></body></html>"
    )
    assert len(parsed.tables) == 1
    assert (BlockKind.PARAGRAPH, "Words") in blocks(parsed)


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-15", "windows-1252", "utf-16"])
def test_the_declared_encoding_is_used(tmp_path: Path, encoding: str) -> None:
    page = f"<!DOCTYPE html><html><head><meta charset={encoding}></head><body><p>Évacués à Málaga</p></body></html>"
    assert read(tmp_path, page, encoding).text == "Évacués à Málaga"


def test_metadata_tells_author_and_date(tmp_path: Path) -> None:
    page = (
        '<html><head><title>Arrests</title><meta name="author" content="The desk">'
        '<meta property="article:published_time" content="2025-03-07T10:00:00Z"></head><body><p>x</p></body></html>'
    )
    parsed = read(tmp_path, page)
    assert (parsed.title, parsed.authors, str(parsed.published)) == ("Arrests", ("The desk",), "2025-03-07")
