"""What comes in a file is read with it: mail, archives, and archives in archives."""

from pathlib import Path

import pytest

from pipelines.attachments import SKIPPED
from pipelines.errors import UnsupportedFormat
from pipelines.family import Unread, family
from pipelines.limits import Limits
from pipelines.options import Options
from pipelines.parsed import Source
from pipelines.record import Document
from pipelines.run import extract
from tests.pipelines.nested import NOTE, PICTURE, mail, report_mail, zipped
from tests.pipelines.readers.samples import SENTENCES


def read(folder: Path, data: bytes, *, name: str = "mail.eml", limits: Limits | None = None) -> list[Document | Unread]:
    path = folder / "file"
    path.write_bytes(data)
    options = Options(profile="fast", boxes=False, limits=limits or Limits())
    return list(family(Source(path, name), options=options))


def documents(found: list[Document | Unread]) -> list[Document]:
    return [each for each in found if isinstance(each, Document)]


def skipped(document: Document) -> list[str]:
    return [warning.message for warning in document.warnings if warning.code == SKIPPED]


def test_a_mail_with_a_pdf_and_an_archive(tmp_path: Path) -> None:
    found = documents(read(tmp_path, report_mail(tmp_path)))
    names = ["mail.eml", "mail.eml/report.pdf", "mail.eml/more.zip", "mail.eml/more.zip/note.txt"]
    assert [document.filename for document in found] == names
    letter, report, archive, note = found
    assert [each.parent for each in found] == [None, letter.id, letter.id, archive.id]
    assert SENTENCES[0] in report.text
    assert note.text.encode() == NOTE
    assert [(figure.best, figure.kind) for figure in note.figures] == [(14, "arrested")]
    assert [message.split(":")[0] for message in skipped(archive)] == ["photo.jpg"]
    assert "a JPEG image" in skipped(archive)[0]


def test_an_archive_deeper_than_allowed(tmp_path: Path) -> None:
    data = NOTE
    for _ in range(3):
        data = zipped(inner_zip=data) if data != NOTE else zipped(note_txt=NOTE)
    found = documents(read(tmp_path, data, name="outer.zip", limits=Limits(depth=1)))
    assert [document.filename for document in found] == ["outer.zip", "outer.zip/inner.zip"]
    assert skipped(found[0]) == []
    assert [message.split(":")[0] for message in skipped(found[1])] == ["inner.zip"]
    all_of_it = documents(read(tmp_path, data, name="outer.zip"))
    assert all_of_it[-1].filename == "outer.zip/inner.zip/inner.zip/note.txt"


@pytest.mark.parametrize("limits", [Limits(entries=3), Limits(unpacked_bytes=600)])
def test_limits_hold_for_all_of_them_together(tmp_path: Path, limits: Limits) -> None:
    inner = {f"{place}_zip": zipped(a_txt=NOTE + b" %d" % place, b_txt=NOTE + b" b%d" % place) for place in range(2)}
    found = documents(read(tmp_path, mail("Many", **inner), limits=limits))
    assert sum(document.media_type == "text/plain" for document in found) < 4
    named = {message.split(":")[0] for document in found for message in skipped(document)}
    assert named <= {"0.zip", "1.zip", "a.txt", "b.txt"}
    assert len(found) + sum(len(skipped(document)) for document in found) >= 5


def test_the_same_bytes_are_one_document(tmp_path: Path) -> None:
    found = documents(read(tmp_path, zipped(one_txt=NOTE, two_txt=NOTE), name="a.zip"))
    assert [document.filename for document in found] == ["a.zip", "a.zip/one.txt"]


def test_what_cannot_be_read_does_not_stop_the_rest(tmp_path: Path) -> None:
    found = read(tmp_path, mail("Broken", broken_pdf=b"%PDF-1.7\nnothing", note_txt=NOTE))
    assert [type(each) for each in found] == [Document, Unread, Document]
    letter, broken, note = found
    assert isinstance(letter, Document)
    assert isinstance(broken, Unread)
    assert (broken.filename, broken.parent) == ("mail.eml/broken.pdf", letter.id)
    assert broken.error.code == "damaged_file"
    assert isinstance(note, Document)
    assert note.figures


def test_a_file_of_its_own_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UnsupportedFormat):
        read(tmp_path, PICTURE)


def test_one_report_alone_says_what_it_leaves_out(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(mail("Picture", photo_jpg=PICTURE, note_txt=NOTE))
    record = extract(Source(path, "mail.eml"), options=Options(profile="fast", boxes=False))
    assert [message.split(":")[0] for message in skipped(record)] == ["photo.jpg"]
    assert record.parent is None
