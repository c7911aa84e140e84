"""The command line as a shell sees it: in a process of its own, and quicker, inside this one."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from pipelines.record import Document
from service.cli.main import application
from tests.service.archived import REPORTS, fill, settings_in

Tally = Callable[..., Result]


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, tuple[Document, ...]]:
    """The folder of an archive, and what is in it."""
    folder = tmp_path_factory.mktemp("archive")
    return folder, fill(settings_in(folder), *REPORTS)


@pytest.fixture
def tally(filled: tuple[Path, tuple[Document, ...]], monkeypatch: pytest.MonkeyPatch) -> Tally:
    """Runs a command on the archive, in this process."""
    monkeypatch.setenv("TALLY_DATA", str(filled[0]))
    return lambda *arguments: CliRunner().invoke(application(), arguments)


def shell(*arguments: str, data: Path, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """`tally` in a process of its own, not on a terminal."""
    command = [sys.executable, "-c", "from service.cli import main; main()", *arguments]
    environment = os.environ | {"TALLY_DATA": str(data)}
    return subprocess.run(command, input=given, capture_output=True, env=environment, check=False, timeout=240)
