"""What a file is called that no reader takes."""

import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from pipelines import sandbox
from pipelines.errors import EncryptedFile, UnsupportedFormat
from pipelines.limits import Limits
from pipelines.parsed import Source
from tests.pipelines.readers.compounds import compound


@pytest.mark.parametrize(
    ("stream", "name"),
    [
        ("WordDocument", "a Word document of the format before 2007"),
        ("PowerPoint Document", "a PowerPoint presentation of the format before 2007"),
        ("VisioDocument", "a Visio drawing"),
        ("Unheard", "a compound file of no known kind"),
    ],
)
def test_compound_files_are_named_by_what_they_hold(stream: str, name: str, tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(compound({stream: b"text " * 20}))
    with pytest.raises(UnsupportedFormat, match=name):
        sandbox.read(Source(path), limits=Limits())


def test_an_office_document_behind_a_password_is_called_so(tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    path.write_bytes(compound({"EncryptionInfo": b"x", "EncryptedPackage": b"x" * 5000}))
    with pytest.raises(EncryptedFile):
        sandbox.read(Source(path), limits=Limits())


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        ({"mimetype": "application/epub+zip"}, "an EPUB book"),
        ({"mimetype": "application/vnd.oasis.opendocument.formula"}, "an OpenDocument formula"),
        ({"[Content_Types].xml": "application/vnd.ms-visio.drawing.main+xml"}, "a Visio drawing"),
        ({"[Content_Types].xml": "<Types/>"}, "an Office package of no known kind"),
    ],
)
def test_packages_are_named_by_what_they_declare(parts: Mapping[str, str], name: str, tmp_path: Path) -> None:
    path = tmp_path / "file"
    with zipfile.ZipFile(path, "w") as package:
        for part, text in parts.items():
            package.writestr(part, text)
    with pytest.raises(UnsupportedFormat, match=name):
        sandbox.read(Source(path), limits=Limits())


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("%!PS-Adobe-3.0\n%%Title: x\n", "a PostScript document"),
        ("<<\r\n  /ASCII85EncodePages false\n>>", "settings of Acrobat Distiller"),
    ],
)
def test_printable_files_that_are_no_reports_are_named(text: str, name: str, tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text(text)
    with pytest.raises(UnsupportedFormat, match=name):
        sandbox.read(Source(path), limits=Limits())
