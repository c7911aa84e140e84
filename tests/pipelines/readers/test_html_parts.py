"""HTML made by the test: hidden, verbatim, framed, declared wrongly; tables; what a page says of itself."""

from pathlib import Path

import pytest

from pipelines import sandbox
from pipelines.limits import Limits
from pipelines.parsed import Parsed, Source
from pipelines.readers.properties import day
from pipelines.record import BlockKind


def read(folder: Path, page: str | bytes) -> Parsed:
    path = folder / "page"
    path.write_bytes(page if isinstance(page, bytes) else page.encode())
    return sandbox.read(Source(path), limits=Limits())


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("<p>shown</p><p style='color:red; display: none'>d</p><p style='visibility:hidden'>v</p>", "shown"),
        ("<p>shown</p><template>t</template><noscript>n</noscript><iframe>i</iframe>", "shown"),
        ("<p>There were <del>40</del><ins>52</ins></p>", "There were 52"),
        ("<p><ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby></p>", "漢"),
        ("<pre>one\n  two</pre>", "one\ntwo"),
        ("<p>one\n  two</p>", "one two"),
        ("<p>n <math><mi>x</mi><mo>=</mo><mn>2</mn></math></p>", "n x=2"),
        ("<p>caf&eacute; &lt;b&gt; &#150;</p>", "café <b> –"),
        ("<details><summary>More</summary>inside</details>", "More\n\ninside"),
        ("<dl><dt>Dead</dt><dd>nine</dd></dl>", "Dead\n\nnine"),
        ("\ufeff<p>marked</p>", "marked"),
        ("<frameset><noframes><body><p>No frames.</p></body></noframes></frameset>", "No frames."),
        ("<?xml version='1.0'?><html><head><title/><script src='x'/></head><body><p>Nine.</p></body></html>", "Nine."),
        ("<p>Some<script>x()</script>thing</p>", "Something"),
        ('<p>Nine.<img src="data:image/png;base64,iVBORw0KGgo=" alt="x"></p>', "Nine."),
    ],
)
def test_what_a_browser_shows_is_read(page: str, words: str, tmp_path: Path) -> None:
    assert read(tmp_path, page).text == words


@pytest.mark.parametrize(
    ("declared", "real"), [("iso-8859-1", "utf-8"), ("utf-8", "cp1252"), ("utf-16", "utf-8"), ("nonsense", "cp1252")]
)
def test_a_declared_encoding_that_cannot_be_right_is_not_believed(declared: str, real: str, tmp_path: Path) -> None:
    words = "Trente-deux personnes ont été tuées près du marché de Málaga, a dit le préfet à la presse “hier”."
    page = f"<html><meta charset={declared}><body><p>{words}</p></body></html>"
    assert read(tmp_path, page.encode(real)).text == words


def test_the_encoding_of_xml_is_used(tmp_path: Path) -> None:
    page = "<?xml version='1.0' encoding='iso-8859-2'?><html><body><p>Łódź</p></body></html>"
    assert read(tmp_path, page.encode("iso-8859-2")).text == "Łódź"


def test_a_table_s_caption_and_the_blocks_in_its_cells_are_read(tmp_path: Path) -> None:
    rows = "<tr><th>a<th>b<tr><td>5<b>2</b><br>men<td><ul><li>p<li>q</ul><script>x()</script>"
    parsed = read(tmp_path, f"<table><caption>Arrests</caption>{rows}</table>")
    assert [[cell.text for cell in row] for row in parsed.tables[0].rows] == [["a", "b"], ["52 men", "p q"]]
    assert (parsed.blocks[0].kind, parsed.text[:7]) == (BlockKind.CAPTION, "Arrests")


def test_a_cell_may_reach_down_to_the_end(tmp_path: Path) -> None:
    (table,) = read(tmp_path, "<table><tr><td rowspan=0>a<td>b<tr><td>c<tr><td>d</table>").tables
    assert [[cell.text for cell in row] for row in table.rows] == [["a", "b"], ["a", "c"], ["a", "d"]]


def test_what_the_page_tells_search_engines_is_used(tmp_path: Path) -> None:
    item = '{"@graph": [{"datePublished": "2024-05-06T10:00Z", "author": [{"name": "Zoé Petit"}]}]}'
    page = f'<title>Arrests</title><script type="application/ld+json">{item}</script><p>x</p>'
    parsed = read(tmp_path, page)
    assert (parsed.title, parsed.authors, str(parsed.published)) == ("Arrests", ("Zoé Petit",), "2024-05-06")


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("2024-05-06T10:00:00Z", "2024-05-06"),
        ("2024/05/06", "2024-05-06"),
        ("20240506", "2024-05-06"),
        ("Mon, 06 May 2024 10:00:00 GMT", "2024-05-06"),
        ("yesterday", "None"),
    ],
)
def test_days_are_written_in_many_ways(value: str, found: str) -> None:
    assert str(day(value)) == found
