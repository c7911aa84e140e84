"""XML documents made by the test."""

from pathlib import Path

import pytest

from pipelines import sandbox
from pipelines.errors import DamagedFile
from pipelines.limits import Limits
from pipelines.parsed import Parsed, Source


def read(xml: str, folder: Path) -> Parsed:
    path = folder / "document"
    path.write_text(xml, encoding="utf-8")
    return sandbox.read(Source(path), limits=Limits())


def test_words_in_elements_of_a_paragraph_stay_together(tmp_path: Path) -> None:
    words = "<n:p>Police held <n:num>52</n:num> <!-- ? --> people.</n:p><n:p>Nine died.</n:p>"
    item = f"<n:item xmlns:n='urn:news'><n:id/>{words}</n:item>"
    assert read(item, tmp_path).text == "Police held 52 people.\n\nNine died."


def test_a_page_of_the_web_is_not_read_as_xml(tmp_path: Path) -> None:
    root = "<html xmlns='http://www.w3.org/1999/xhtml'><body><p>Nine died.</p></body></html>"
    page = f"<?xml version='1.0'?><!DOCTYPE html>{root}"
    assert read(page, tmp_path).media_type == "text/html"


def test_entities_are_not_unfolded(tmp_path: Path) -> None:
    laugh = "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'ha'><!ENTITY c '&b;&b;&b;'>]><a>Nine &c; died.</a>"
    assert read(laugh, tmp_path).text == "Nine died."


def test_broken_xml_is_damaged(tmp_path: Path) -> None:
    with pytest.raises(DamagedFile):
        read("<?xml version='1.0'?><a><b></a>", tmp_path)


def test_rows_of_cells_are_a_table(tmp_path: Path) -> None:
    rows = "<Row><Cell><Data>Port</Data></Cell><Cell><Data>Dead</Data></Cell></Row>" * 2
    root = f"<?xml version='1.0'?><Workbook xmlns='urn:x'><Worksheet><Table>{rows}</Table></Worksheet></Workbook>"
    (table,) = read(root, tmp_path).tables
    assert [[cell.text for cell in row] for row in table.rows] == [["Port", "Dead"]] * 2


def test_a_paragraph_of_elements_alone_is_one(tmp_path: Path) -> None:
    assert (
        read("<?xml version='1.0'?><a><p><r>Nine</r> <r>died<br/>here</r></p></a>", tmp_path).text == "Nine died here"
    )


def test_a_feed_s_pages_and_days_are_read(tmp_path: Path) -> None:
    item = "<description>&lt;p&gt;Nine &lt;b&gt;died&lt;/b&gt;.&lt;/p&gt;</description><author>Zoé</author>"
    parsed = read(f"<?xml version='1.0'?><a><pubDate>Mon, 06 May 2024 10:00 GMT</pubDate>{item}</a>", tmp_path)
    assert "Nine died." in parsed.text
    assert (str(parsed.published), parsed.authors) == ("2024-05-06", ("Zoé",))


def test_of_broken_xml_what_can_be_saved_is_read(tmp_path: Path) -> None:
    parsed = read("<?xml version='1.0'?><x><y>Nine died.</y><z>Two were", tmp_path)
    assert parsed.text == "Nine died.\n\nTwo were"
    assert [warning.code for warning in parsed.warnings] == ["document_damaged"]
