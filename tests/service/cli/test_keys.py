import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipelines.errors import ConfigurationError
from service.cli.main import application
from service.errors import NoKeys, NotFound
from service.settings import load


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TALLY_DATA", str(tmp_path))
    return tmp_path


def tally(*arguments: str) -> str:
    done = CliRunner().invoke(application(), arguments)
    if done.exception:
        raise done.exception
    return done.stdout


def test_key_is_made_listed_and_revoked() -> None:
    made = json.loads(tally("keys", "add", "Desk 3", "--role", "analyst", "--collection", "a", "--collection", "b"))
    assert (made["role"], made["collections"], made["key"][:6]) == ("analyst", ["a", "b"], "tally_")
    assert made["key"] not in tally("keys", "list")
    tally("keys", "revoke", made["id"])
    (listed,) = map(json.loads, tally("keys", "list").splitlines())
    assert (listed["id"], listed["name"]) == (made["id"], "Desk 3")
    assert listed["revoked"]
    lines = [json.loads(line) for line in tally("audit").splitlines()]
    assert [(line["caller"], line["action"], line["object"]) for line in lines] == [
        ("cli", "key_add", made["id"]),
        ("cli", "key_revoke", made["id"]),
    ]


def test_unknown_key_cannot_be_revoked() -> None:
    with pytest.raises(NotFound):
        tally("keys", "revoke", "ffffffff")


def test_unknown_role_is_a_usage_error() -> None:
    with pytest.raises(SystemExit) as left:
        tally("keys", "add", "x", "--role", "king")
    assert left.value.code == 2


def test_list_is_a_sheet_on_request() -> None:
    tally("keys", "add", "=cmd")
    header, row = tally("keys", "list", "--format", "csv").splitlines()
    assert header == "id,name,role,collections,created,revoked"
    assert ",'=cmd,reader,all collections," in row


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.7", "::"])  # noqa: S104 - it is refused
def test_serve_refuses_to_open_without_a_key(host: str) -> None:
    with pytest.raises(NoKeys):
        tally("serve", "--host", host, "--port", "0")


def test_admin_key_comes_from_a_file_and_must_be_long(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TALLY_ADMIN_KEY_FILE", str(data / "key"))
    (data / "key").write_text("0" * 32 + "\n", encoding="utf-8")
    assert load().admin_key.get_secret_value() == "0" * 32
    (data / "key").write_text("hunter2", encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"TALLY_ADMIN_KEY: .*32 characters") as refused:
        load()
    assert "hunter2" not in str(refused.value)
