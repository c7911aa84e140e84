"""`tally retry` and `tally reprocess`: what they queue is to be read again, and nothing else is."""

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from service.archive import Archive, open_archive
from service.catalogue import ListQuery, State
from service.cli.exits import Exit
from service.cli.main import application
from tests.service.archived import REPORTS, fill, settings_in
from tests.service.cli.conftest import shell

Ask = Callable[..., tuple[int, str, list[str]]]


@pytest.fixture
def ask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ask:
    """Runs a command over three reports, the first of which failed; its code, its words, and what is queued then."""
    settings = settings_in(tmp_path)
    first, *_ = fill(settings, *REPORTS)
    monkeypatch.setenv("TALLY_DATA", str(tmp_path))
    archive = open_archive(settings)
    archive.catalogue.failed(first.id, code="parse_timeout", message="It took too long.")

    def asked(*arguments: str) -> tuple[int, str, list[str]]:
        shown = CliRunner().invoke(application(), arguments)
        return shown.exit_code, shown.stderr, _queued(archive)

    return asked


def _queued(archive: Archive) -> list[str]:
    return sorted(str(listed.filename) for listed in archive.catalogue.all(ListQuery(states=(State.ACCEPTED,))))


FIRST, *OTHERS = (str(report.filename) for report in REPORTS)


@pytest.mark.parametrize(
    ("arguments", "queued"),
    [
        (("retry",), [FIRST]),
        (("retry", "--failed"), [FIRST]),
        (("retry", "--failed", "--code", "parse_timeout"), [FIRST]),
        (("retry", "--code", "damaged_file"), []),
        (("reprocess", "--older-than-version", "999"), sorted(OTHERS)),
    ],
)
def test_only_what_was_asked_for_is_queued(ask: Ask, arguments: tuple[str, ...], queued: list[str]) -> None:
    code, said, found = ask(*arguments)
    assert (code, found) == (0, queued)
    assert f"Queued again: {len(queued)}." in said


def test_one_document_can_be_read_again(ask: Ask, tmp_path: Path) -> None:
    archive = open_archive(settings_in(tmp_path))
    [other, *_] = archive.catalogue.all(ListQuery(states=(State.INDEXED,)))
    assert ask("reprocess", other.id) == (0, "Queued again: 1.\n", [other.filename])


def test_what_is_no_version_is_refused(ask: Ask) -> None:
    code, said, found = ask("reprocess", "--older-than-version", "banana")
    assert (code, found) == (Exit.USAGE, [])
    assert "banana" in said


def test_an_unknown_document_is_told(tmp_path: Path) -> None:
    ended = shell("reprocess", f"sha256:{'0' * 64}", data=tmp_path)
    assert ended.returncode == Exit.FAILED
    assert b"[not_found]" in ended.stderr
