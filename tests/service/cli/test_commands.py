import csv
import io
import json
import pkgutil
from pathlib import Path

import pytest

import service.cli
from pipelines.errors import ConfigurationError, DamagedFile
from pipelines.record import Document, json_schema
from service.cli.exits import Exit, exit_for
from service.errors import IndexUnavailable
from tests.service.cli.conftest import Tally, shell

Filled = tuple[Path, tuple[Document, ...]]


def commands() -> list[str]:
    sources = Path(service.cli.__path__[0])
    return [
        info.name
        for info in pkgutil.iter_modules(service.cli.__path__)
        if "\nCOMMAND = " in (sources / f"{info.name}.py").read_text(encoding="utf-8")
    ]


@pytest.mark.parametrize("command", commands())
def test_every_command_explains_itself(tally: Tally, command: str) -> None:
    shown = tally(command, "--help")
    assert shown.exit_code == 0
    assert "Usage" in shown.output


def test_help_names_the_exit_codes(tally: Tally) -> None:
    shown = " ".join(tally("--help").output.split())
    assert "Exit codes" in shown
    assert all(name in shown for name in commands())


def test_schema_is_the_records(tally: Tally) -> None:
    assert json.loads(tally("schema").stdout) == json_schema()


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (DamagedFile("x"), Exit.FAILED),
        (ConfigurationError("x"), Exit.CONFIGURATION),
        (IndexUnavailable("x"), Exit.UNAVAILABLE),
    ],
)
def test_exit_codes(error: DamagedFile, code: Exit) -> None:
    assert exit_for(error) is code


def test_search_prints_a_hit_a_line_with_file_and_page(tally: Tally, filled: Filled) -> None:
    lines = tally("search", "this year", "--format", "json").stdout.splitlines()
    (hit,) = [json.loads(line) for line in lines]
    assert (hit["filename"], hit["page"], hit["document"]) == ("strait.txt", 2, filled[1][0].id)


@pytest.mark.parametrize(
    ("options", "files"),
    [
        (("--place", "PK"), {"raid.txt"}),
        (("--kind", "rescued"), {"strait.txt"}),
        (("--since", "2022-02-02"), {"=cmd|lyon.txt"}),
        (("--entity", "Salim", "--language", "en"), {"raid.txt"}),
        (("--until", "2020-01-01"), set()),
    ],
)
def test_search_filters(tally: Tally, options: tuple[str, ...], files: set[str]) -> None:
    lines = tally("search", *options, "--format", "json").stdout.splitlines()
    assert {json.loads(line)["filename"] for line in lines} == files


def test_search_csv_is_harmless(tally: Tally) -> None:
    rows = list(csv.DictReader(io.StringIO(tally("search", "--format", "csv").stdout)))
    assert len(rows) == 4
    assert not any(value.startswith("=") for row in rows for value in row.values())


def test_search_table_marks_the_words(tally: Tally) -> None:
    shown = tally("search", "smugglers", "--format", "table").stdout
    assert "raid.txt, page 1" in shown
    assert "1 page match" in shown


@pytest.mark.parametrize("arguments", [("search", "--kind", "lost"), ("figures", "--sort", "up"), ("nothing",)])
def test_what_is_not_understood_is_a_usage_error(tally: Tally, arguments: tuple[str, ...]) -> None:
    assert tally(*arguments).exit_code == Exit.USAGE


def test_figures_csv_holds_file_page_and_number(tally: Tally) -> None:
    shown = tally("figures", "--kind", "killed", "--since", "2021-01-01", "--format", "csv").stdout
    rows = list(csv.DictReader(io.StringIO(shown.removeprefix("\ufeff"))))
    assert len(rows) == 2
    assert {"strait.txt"} == {value for row in rows for value in row.values() if value and value.endswith(".txt")}


def test_figures_json_is_one_a_line(tally: Tally) -> None:
    lines = tally("figures", "--counted", "smugglers").stdout.splitlines()
    assert len(lines) == 1
    assert "raid.txt" in lines[0]


def test_figures_table_sums_events_only(tally: Tally) -> None:
    shown = tally("figures", "--kind", "killed", "--format", "table").stdout
    assert "1 total" in shown
    assert "410" in shown
    assert "2 figures; 2 shown." in shown


def test_export_is_one_entity_a_line(tally: Tally, filled: Filled) -> None:
    found = [json.loads(line) for line in tally("export").stdout.splitlines()]
    assert sum("fileName" in entity["properties"] for entity in found) == len(filled[1])


def test_verify_finds_nothing_wrong(tally: Tally) -> None:
    shown = tally("verify")
    assert (shown.exit_code, json.loads(shown.stdout)["checked"]) == (0, 3)


def test_reindex_takes_in_everything(tally: Tally) -> None:
    assert "Indexed: 3." in tally("reindex").stderr
    assert len(tally("search", "--format", "json").stdout.splitlines()) == 4


def test_delete_says_what_is_not_there(tally: Tally) -> None:
    shown = tally("delete", "sha256:" + "0" * 64)
    assert shown.exit_code == Exit.FAILED
    assert "[not_found]" in shown.stderr


def test_doctor_finds_the_archive(tally: Tally) -> None:
    shown = tally("doctor", "--only", "archive", "--only", "limits")
    parts = {finding["part"]: finding for finding in map(json.loads, shown.stdout.splitlines())}
    assert shown.exit_code == 0
    assert parts["index"]["well"] is True
    assert parts["limit file_bytes"]["detail"] == "50,000,000"


def test_wrong_setting_is_one_message_and_its_own_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TALLY_WORKERS", "none")
    ended = shell("search", "x", data=tmp_path)
    assert ended.returncode == Exit.CONFIGURATION
    assert b"TALLY_WORKERS" in ended.stderr
    assert b"Traceback" not in ended.stderr
    assert ended.stdout == b""
