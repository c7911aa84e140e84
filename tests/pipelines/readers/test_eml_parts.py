"""The parts of mails made by the test: versions of the same words, lies about encodings, signatures, broken ones."""

from pathlib import Path

import pytest

from pipelines import sandbox
from pipelines.limits import Limits
from pipelines.parsed import Parsed, Source

_HEAD = "From: Zoe <zoe@example.org>\nSubject: Test\n"
_PLAIN, _HTML = "Content-Type: text/plain\n\n{}\n", "Content-Type: text/html\n\n<p>{}</p>\n"


def read(folder: Path, mail: str | bytes) -> Parsed:
    path = folder / "mail"
    path.write_bytes(mail if isinstance(mail, bytes) else mail.encode())
    return sandbox.read(Source(path), limits=Limits())


def body(folder: Path, mail: str | bytes) -> str:
    return read(folder, mail).text.partition("zoe@example.org>\n\n")[2]


def several(kind: str, *parts: str, boundary: str = "b") -> str:
    inner = "".join(f"--{boundary}\n{part}" for part in parts)
    return f"Content-Type: multipart/{kind}; boundary=b\n\n{inner}--{boundary}--\n"


@pytest.mark.parametrize(
    ("mail", "words"),
    [
        (several("alternative", _PLAIN.format(" "), _HTML.format("Nine died.")), "Nine died."),
        (
            several("alternative", _PLAIN.format("See HTML."), _HTML.format("Nine died. " * 9)),
            "Nine died. " * 8 + "Nine died.",
        ),
        (several("alternative", _PLAIN.format("Nine died."), _HTML.format("Nine <b>died</b>.")), "Nine died."),
        (several("mixed", _PLAIN.format("Nine died."), _HTML.format("Nine <b>died</b>.")), "Nine died."),
        (
            several("mixed", _PLAIN.format("Nine died."), _HTML.format("Two were saved.")),
            "Nine died.\n\nTwo were saved.",
        ),
        (several("mixed", _PLAIN.format("Nine died."), boundary="other"), "Nine died."),
        ("Content-Type: multipart/mixed; boundary=b\n\nNine died.\n", "Nine died."),
        ("Content-Transfer-Encoding: BASE64 \n\nTmluZSBkaWVk\n", "Nine died"),
        ("Content-Transfer-Encoding: quoted-printable\n\nCaf=C3=A9 =ZZ so=\nft\n", "Café =ZZ soft"),
        ("Content-Type: text/enriched\n\n<bold>Nine</bold> died.\n", "Nine died."),
    ],
)
def test_words_are_read_once_and_none_is_lost(mail: str, words: str, tmp_path: Path) -> None:
    assert body(tmp_path, _HEAD + mail) == words


@pytest.mark.parametrize("declared", ["us-ascii", "utf-8", "x-unknown", "iso-8859-1"])
def test_a_charset_that_cannot_be_right_is_not_believed(declared: str, tmp_path: Path) -> None:
    mail = f"{_HEAD}Content-Type: text/plain; charset={declared}\n\nÉvacués à Málaga.\n"
    assert body(tmp_path, mail.encode("cp1252")) == "Évacués à Málaga."


def test_fields_are_read_however_they_are_written(tmp_path: Path) -> None:
    subject = "Subject: =?utf-8?b?w4l2YWN1?=\n =?utf-8?b?w6lz?= de\n nuit"
    mail = f"From: Zoé <zoe@example.org>\n{subject}\nDate: 2024-05-06T10:00Z\n\nx"
    parsed = read(tmp_path, mail)
    assert (parsed.title, parsed.authors, str(parsed.published)) == (
        "Évacués de nuit",
        ("Zoé <zoe@example.org>",),
        "2024-05-06",
    )


def test_a_mail_without_a_date_came_on_a_day(tmp_path: Path) -> None:
    mail = f"Received: by mx; Mon, 6 May 2024 10:00:00 +0000\n{_HEAD}\nx"
    assert str(read(tmp_path, mail).published) == "2024-05-06"


def test_files_written_into_the_text_are_attachments(tmp_path: Path) -> None:
    parsed = read(tmp_path, _HEAD + "\nSee the list.\n\nbegin 644 list.txt\n(9F]U<B!M96X\n`\nend\nGreetings.\n")
    assert [(each.filename, each.data) for each in parsed.attachments] == [("list.txt", b"four men")]
    assert parsed.text.endswith("See the list.\n\nGreetings.")


def test_a_signed_message_is_read_through_its_signature(tmp_path: Path) -> None:
    content = b"Content-Type: text/plain\r\n\r\nNine died.\r\n"
    octets = b"\x24\x80\x04" + bytes([len(content)]) + content + b"\0\0"
    signed = b"\x30\x80" + bytes.fromhex("06092a864886f70d010701") + b"\xa0\x80" + octets
    head = f"{_HEAD}Content-Type: application/pkcs7-mime; name=smime.p7m\nContent-Transfer-Encoding: 8bit\n\n"
    assert body(tmp_path, head.encode() + signed) == "Nine died."


def test_messages_of_a_digest_and_reports_are_attachments(tmp_path: Path) -> None:
    status = "Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx\n\nFinal-Recipient: y\n"
    parts = ["\nFrom: a@example.org\nSubject: one\n\nNine died.\n", status]
    found = read(tmp_path, _HEAD + several("digest", *parts)).attachments
    assert [each.filename for each in found] == ["message-1.eml", "status-2.txt"]


def test_many_versions_inside_each_other_end(tmp_path: Path) -> None:
    mail = _PLAIN.format("Nine died.")
    for depth in range(40):
        mail = f"Content-Type: multipart/alternative; boundary=b{depth}\n\n--b{depth}\n{mail}--b{depth}--\n"
    assert body(tmp_path, _HEAD + mail) == "Nine died."


def test_each_message_of_a_mailbox_is_an_attachment(tmp_path: Path) -> None:
    line = "From zoe@example.org Mon May  6 10:00:00 2024\n"
    box = f"{line}{_HEAD}\n>From then on nine died.\n\n{line}{_HEAD}\nTwo were saved.\n"
    first, second = read(tmp_path, box).attachments
    assert b"\nFrom then on nine died." in first.data
    assert b"Two were saved." in second.data
