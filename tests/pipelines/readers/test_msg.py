"""Outlook messages made by the test: fields, bodies, files and messages inside."""

from datetime import UTC, datetime
from pathlib import Path

from pipelines import sandbox
from pipelines.limits import Limits
from pipelines.parsed import Parsed, Source
from tests.pipelines.readers import outlook

_FIELDS: dict[int, outlook.Value] = {
    outlook.SUBJECT: "Naufrage près de la côte",
    outlook.SENDER: "Zoé",
    outlook.ADDRESS: "zoe@example.org",
    outlook.TO: "Desk; Team",
    outlook.SENT: datetime(2024, 5, 6, 10, tzinfo=UTC),
}


def read(data: bytes, folder: Path) -> Parsed:
    path = folder / "message"
    path.write_bytes(data)
    return sandbox.read(Source(path), limits=Limits())


def test_fields_are_those_of_a_mail(tmp_path: Path) -> None:
    parsed = read(outlook.message({**_FIELDS, outlook.BODY: "Douze personnes sont mortes."}), tmp_path)
    assert (parsed.title, str(parsed.published)) == ("Naufrage près de la côte", "2024-05-06")
    assert parsed.authors == ("Zoé <zoe@example.org>",)
    assert "To: Desk; Team" in parsed.text
    assert parsed.text.endswith("Douze personnes sont mortes.")


def test_a_body_of_html_alone_is_read(tmp_path: Path) -> None:
    parsed = read(outlook.message({**_FIELDS, outlook.HTML: b"<p>Twelve people <b>died</b>.</p>"}), tmp_path)
    assert parsed.text.endswith("Twelve people died.")


def test_files_and_messages_inside_are_attachments(tmp_path: Path) -> None:
    inside = outlook.inner({outlook.SUBJECT: "Earlier", outlook.BODY: "Nine people died."})
    data = outlook.message(_FIELDS, [outlook.attached("list.txt", b"four men"), inside])
    listed, earlier = read(data, tmp_path).attachments
    assert (listed.filename, listed.data) == ("list.txt", b"four men")
    again = read(earlier.data, tmp_path)
    assert (again.media_type, again.title) == ("message/rfc822", "Earlier")
    assert again.text.endswith("Nine people died.")
