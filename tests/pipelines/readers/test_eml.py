"""Mail: fields, the better of two bodies, attachments and messages inside."""

from datetime import date
from email.message import EmailMessage
from pathlib import Path

from pipelines import sandbox
from pipelines.limits import Limits
from pipelines.parsed import Parsed, Source


def message(body: str) -> EmailMessage:
    made = EmailMessage()
    made["Subject"], made["From"], made["To"] = "Détenus à Calais", "Zoé Petit <zoe@example.org>", "desk@example.org"
    made["Date"] = "Fri, 07 Mar 2025 23:30:00 -0500"
    made.set_content(body)
    return made


def read(folder: Path, made: EmailMessage) -> Parsed:
    path = folder / "mail"
    path.write_bytes(made.as_bytes())
    return sandbox.read(Source(path), limits=Limits())


def test_fields_are_decoded(tmp_path: Path) -> None:
    parsed = read(tmp_path, message("52 personnes."))
    assert parsed.title == "Détenus à Calais"
    assert parsed.authors == ("Zoé Petit <zoe@example.org>",)
    assert (parsed.published, parsed.published_from) == (date(2025, 3, 7), "metadata")
    assert parsed.text.endswith("52 personnes.")


def test_of_two_bodies_with_the_same_words_one_is_read(tmp_path: Path) -> None:
    made = message("52 personnes.")
    made.add_alternative("<html><body><p>52 personnes.</p></body></html>", subtype="html")
    assert read(tmp_path, made).text.count("52 personnes.") == 1


def test_an_html_body_alone_is_read(tmp_path: Path) -> None:
    made = message("")
    made.set_content("<html><body><p>52 personnes.</p></body></html>", subtype="html")
    assert read(tmp_path, made).text.endswith("52 personnes.")


def test_attached_files_and_messages_are_attachments(tmp_path: Path) -> None:
    made = message("See the files.")
    made.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="rapport été.pdf")
    made.add_attachment(message("Inner words."))
    first, second = read(tmp_path, made).attachments
    assert (first.filename, first.data) == ("rapport été.pdf", b"%PDF-")
    assert b"Inner words." in second.data
    assert "Inner words." not in read(tmp_path, made).text


def test_the_name_of_an_attachment_has_no_folders(tmp_path: Path) -> None:
    made = message("See the file.")
    made.add_attachment(b"x", maintype="application", subtype="octet-stream", filename="../../etc/passwd")
    assert [attachment.filename for attachment in read(tmp_path, made).attachments] == ["passwd"]
