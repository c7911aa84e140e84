"""No container engine is at hand where the tests run: what can be wrong in the files is looked for in the files."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
SETUP = (ROOT / "scripts" / "setup").read_text(encoding="utf-8")

TOP = {"name", "services", "networks", "volumes", "secrets"}
SERVICE = {
    "build", "cap_drop", "command", "depends_on", "environment", "healthcheck", "image", "init", "mem_limit",
    "networks", "ports", "read_only", "restart", "secrets", "security_opt", "stop_grace_period", "tmpfs", "user",
    "volumes",
}  # fmt: skip
HEALTHCHECK = {"test", "interval", "timeout", "retries", "start_period"}
DURATION = re.compile(r"(\d+(h|m|s|ms|us))+")

services = pytest.mark.parametrize("service", COMPOSE["services"].values(), ids=COMPOSE["services"])


def test_top_level_is_known() -> None:
    assert {key for key in COMPOSE if not key.startswith("x-")} == TOP


@services
def test_service_has_known_parts_only(service: dict[str, Any]) -> None:
    assert set(service) <= SERVICE
    assert service["restart"] == "unless-stopped"


@services
def test_service_says_when_it_is_healthy(service: dict[str, Any]) -> None:
    check = service["healthcheck"]
    assert set(check) == HEALTHCHECK
    assert check["test"][0] in {"CMD", "CMD-SHELL"}
    assert all(DURATION.fullmatch(check[key]) for key in ("interval", "timeout", "start_period"))


@services
def test_service_uses_what_is_declared(service: dict[str, Any]) -> None:
    assert set(service["networks"]) <= set(COMPOSE["networks"])
    assert {volume.split(":")[0] for volume in service["volumes"]} <= set(COMPOSE["volumes"])
    assert set(service["secrets"]) <= set(COMPOSE["secrets"])
    assert set(service.get("depends_on", {})) <= set(COMPOSE["services"])


@services
def test_service_runs_without_privileges(service: dict[str, Any]) -> None:
    assert service["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in service["security_opt"]
    user = service.get("user") or re.findall(r"^USER (\S+)", DOCKERFILE, re.MULTILINE)[-1]
    assert user.split(":")[0] not in {"0", "root"}


@services
def test_secrets_come_from_files(service: dict[str, Any]) -> None:
    for name, value in service["environment"].items():
        assert "password" not in name.lower() or name.endswith("_FILE")
        if name.endswith("_FILE"):
            assert value.removeprefix("/run/secrets/") in service["secrets"]
    assert all(set(secret) == {"file"} for secret in COMPOSE["secrets"].values())


def test_only_the_api_is_published_and_on_loopback_only() -> None:
    published = {name: service["ports"] for name, service in COMPOSE["services"].items() if "ports" in service}
    assert published == {"api": ["127.0.0.1:8000:8000"]}
    assert COMPOSE["networks"]["inside"] == {"internal": True}


def test_elasticsearch_has_its_security_on() -> None:
    service = COMPOSE["services"]["elasticsearch"]
    assert service["environment"]["xpack.security.enabled"] == "true"
    assert re.fullmatch(r".*/elasticsearch:9\.\d+\.\d+", service["image"])


@pytest.mark.parametrize("name", ["api", "worker"])
def test_commands_are_ones_that_tally_knows(name: str) -> None:
    from typer.testing import CliRunner

    from service.cli.main import application

    command = COMPOSE["services"][name]["command"]
    shown = CliRunner().invoke(application(), [command[0], "--help"], env={"COLUMNS": "200", "TERM": "dumb"})
    assert shown.exit_code == 0
    assert all(option in shown.output for option in command if option.startswith("--"))


@pytest.mark.parametrize("name", ["api", "worker"])
def test_environment_names_settings(name: str) -> None:
    from service.settings import Settings

    names = COMPOSE["services"][name]["environment"]
    assert {each.removeprefix("TALLY_").removesuffix("_FILE").lower() for each in names} <= set(Settings.model_fields)


def test_image_is_installed_as_the_demo_is() -> None:
    assert _installs(DOCKERFILE) == _installs(SETUP.replace('"$lock"', "requirements/runtime.txt"))


def _installs(text: str) -> list[tuple[str, ...]]:
    """The pip commands, without what only says how to install: quietly, and Tally in place."""
    unimportant = {"--quiet", "--disable-pip-version-check", "--editable"}
    found = re.findall(r"pip install (.+)", text)
    return [tuple(word for word in command.split() if word not in unimportant) for command in found]


def test_api_that_listens_on_every_address_has_a_first_key() -> None:
    api = COMPOSE["services"]["api"]
    assert "0.0.0.0" in api["command"]  # noqa: S104 - inside its network
    assert api["environment"]["TALLY_ADMIN_KEY_FILE"] == "/run/secrets/tally_admin_key"
