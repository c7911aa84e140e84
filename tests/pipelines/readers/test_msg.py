"""Outlook messages made by the test: fields, bodies, files and messages inside."""

import struct
from datetime import UTC, datetime
from pathlib import Path

from pipelines import sandbox
from pipelines.limits import Limits
from pipelines.parsed import Parsed, Source
from pipelines.readers.lzfu import unpacked
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


_RTF = rb"{\rtf1\ansi\pard Twelve people died.\par}"


def test_a_body_of_compressed_rtf_alone_is_read(tmp_path: Path) -> None:
    body = b"".join(b"\0" + _RTF[place : place + 8] for place in range(0, len(_RTF), 8))
    packed = struct.pack("<IIII", len(body) + 12, len(_RTF), 0x75465A4C, 0) + body
    assert read(outlook.message({**_FIELDS, 0x1009: packed}), tmp_path).text.endswith("Twelve people died.")


def test_references_to_what_was_written_are_followed() -> None:
    again = ((207 << 4) | (6 - 2)).to_bytes(2, "big")
    body = b"\x08abc" + again + b"def!" + bytes([0x01])
    packed = struct.pack("<IIII", len(body) + 12, 13, 0x75465A4C, 0) + body
    assert unpacked(packed, 100) == b"abcabcabcdef!"


def test_a_signed_message_is_read_from_its_only_file(tmp_path: Path) -> None:
    part = b"Content-Type: text/plain\r\n\r\nNine people died.\r\n"
    signed = b'Content-Type: multipart/signed; boundary="b"\r\n\r\n--b\r\n' + part + b"--b--\r\n"
    data = outlook.message(_FIELDS, [outlook.attached("smime.p7m", signed)])
    assert read(data, tmp_path).text.endswith("Nine people died.")


def test_an_object_that_is_no_message_does_no_harm(tmp_path: Path) -> None:
    drawing = {**outlook.storage({outlook.METHOD: 6}, 8), "__substg1.0_3701000D": {"CONTENTS": b"x"}}
    data = outlook.message({**_FIELDS, outlook.BODY: "Nine people died."}, [drawing])
    assert read(data, tmp_path).text.endswith("Nine people died.")
