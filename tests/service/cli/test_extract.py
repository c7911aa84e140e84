import json
from pathlib import Path

import pytest

from pipelines.record import Document
from service.cli.exits import Exit
from service.cli.inputs import files
from tests.pipelines.nested import report_mail
from tests.service.cli.conftest import shell

JPEG = bytes.fromhex("ffd8ffe000104a46494600010100000100010000ffdb004300") + bytes(64)
TEXT = b"On 3 May 2022 police in Karachi arrested 14 smugglers.\n"


def test_folder_with_bad_files(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    (folder / "inner").mkdir(parents=True)
    (folder / "inner" / "good.txt").write_bytes(TEXT)
    (folder / "empty.txt").write_bytes(b"")
    (folder / "picture.pdf").write_bytes(JPEG)
    ended = shell("extract", str(folder), str(tmp_path / "gone.txt"), data=tmp_path)
    (record,) = [Document.model_validate_json(line) for line in ended.stdout.splitlines()]
    assert record.filename == "good.txt"
    assert ended.returncode == Exit.FAILED
    complaints = ended.stderr.decode().splitlines()
    assert len(complaints) == 3
    for name, code in (("empty.txt", "empty_file"), ("picture.pdf", "["), ("gone.txt", "unreadable_file")):
        assert any(name in line and code in line for line in complaints)


def test_standard_input(tmp_path: Path) -> None:
    ended = shell("extract", "-", data=tmp_path, given=TEXT)
    record = json.loads(ended.stdout)
    assert (ended.returncode, record["filename"], record["text"]) == (0, None, TEXT.decode())


def test_explain_draws_the_figure_under_its_sentence(tmp_path: Path) -> None:
    ended = shell("extract", "--explain", "-", data=tmp_path, given=TEXT)
    lines = ended.stdout.decode().splitlines()
    sentence = next(place for place, line in enumerate(lines) if line.startswith("On 3 May 2022"))
    assert lines[sentence + 1].index("^") == lines[sentence].index("14")


@pytest.mark.parametrize("name", [".hidden.txt", ".git/config"])
def test_hidden_files_in_folders_are_left_out(tmp_path: Path, name: str) -> None:
    hidden = tmp_path / name
    hidden.parent.mkdir(exist_ok=True)
    hidden.write_bytes(TEXT)
    (tmp_path / "seen.txt").write_bytes(TEXT)
    assert list(files([tmp_path])) == [tmp_path / "seen.txt"]
    assert list(files([hidden])) == [hidden]


def test_what_came_in_a_mail_follows_it(tmp_path: Path) -> None:
    (tmp_path / "mail.eml").write_bytes(report_mail(tmp_path))
    ended = shell("extract", "--profile", "fast", str(tmp_path / "mail.eml"), data=tmp_path)
    letter, *inside = [Document.model_validate_json(line) for line in ended.stdout.splitlines()]
    assert ended.returncode == Exit.OK
    assert (letter.filename, letter.parent) == ("mail.eml", None)
    assert [record.filename for record in inside] == [
        f"mail.eml/{name}" for name in ("report.pdf", "more.zip", "more.zip/note.txt")
    ]
    assert inside[0].parent == inside[1].parent == letter.id
