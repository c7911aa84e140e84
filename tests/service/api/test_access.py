import io
import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from service import logs
from service.access import gate as gates
from service.access.gate import Gate
from service.access.registry import open_registry
from service.access.roles import Role
from service.api.app import create_app
from service.api.guard import SESSION_COOKIE
from service.api.headers import SECURITY_HEADERS
from service.api.problems import Problem
from service.errors import NoKeys
from service.settings import Settings
from tests.service.access.kept import OPEN_REPORT, SEEN, bearer, fill, key, settings_in

ADMIN = "0123456789abcdef0123456789abcdef"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return settings_in(tmp_path)


@pytest.fixture
def client(settings: Settings) -> Iterator[TestClient]:
    """A service that demands keys; the first is the settings' own."""
    with TestClient(create_app(with_admin(settings), work=False, keys=True), follow_redirects=False) as made:
        yield made


def with_admin(settings: Settings, **changes: object) -> Settings:
    return Settings.model_validate(settings.model_dump() | {"admin_key": ADMIN} | changes)


def trail(settings: Settings) -> list[tuple[str, str, str, str]]:
    registry = open_registry(settings)
    try:
        return [(line.caller, line.action, line.object, line.outcome) for line in registry.trail.last(99)]
    finally:
        registry.close()


def test_without_a_key_only_health_and_sign_in_are_open(client: TestClient) -> None:
    for path in ("/v1/search", "/v1/documents", "/metrics", "/openapi.json", "/docs", "/", "/nowhere"):
        answer = client.get(path)
        assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")
        assert Problem.model_validate(answer.json()).code == "not_authenticated"
        assert answer.headers["content-type"] == "application/problem+json"
        assert {name: answer.headers[name] for name in SECURITY_HEADERS} == SECURITY_HEADERS
    for path in ("/health/live", "/health/ready", "/sign-in", "/static/tally.css"):
        assert client.get(path).status_code == 200
    assert client.get("/health/ready").json()["documents"] is None


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer ", "Basic YTpi", "Bearer wrong", f"bearer {ADMIN}x", ADMIN])
def test_bad_key_is_refused(client: TestClient, header: str) -> None:
    answer = client.get("/v1/search", headers={"Authorization": header})
    assert (answer.status_code, answer.json()["code"]) == (401, "not_authenticated")


def test_bad_key_is_refused_where_none_is_needed(settings: Settings) -> None:
    with TestClient(create_app(settings, work=False)) as client:
        assert client.get("/v1/search").status_code == 200
        assert client.get("/v1/search", headers=bearer("wrong")).status_code == 401


def test_once_there_is_a_key_this_machine_needs_one_too(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gates, "MEMORY", 0.0)
    with TestClient(create_app(settings, work=False)) as client:
        assert client.get("/v1/search").status_code == 200
        secret = key(settings)
        assert client.get("/v1/search").status_code == 401
        assert client.get("/v1/search", headers=bearer(secret)).status_code == 200


def test_roles(client: TestClient, settings: Settings) -> None:
    reader, analyst = (bearer(key(settings, role)) for role in (Role.READER, Role.ANALYST))
    assert client.post("/v1/documents", content=b"x", headers=reader).status_code == 403
    location = client.post("/v1/documents", content=b"x", headers=analyst).headers["location"]
    assert client.get(location, headers=reader).status_code == 202
    refused = client.delete(location, headers=analyst)
    assert (refused.status_code, refused.json()["code"]) == (403, "forbidden")
    assert client.delete(location, headers=bearer(ADMIN)).status_code == 204


@pytest.mark.parametrize(("collections", "home"), [((), "default"), (("b", "a"), "a"), (("b", "default"), "default")])
def test_form_of_the_page_sends_to_a_collection_of_the_key(
    client: TestClient, settings: Settings, collections: tuple[str, ...], home: str
) -> None:
    headers = bearer(key(settings, Role.ANALYST, *collections))
    assert client.post("/documents", files={"file": ("x.txt", b"x")}, headers=headers).status_code == 303
    (listed,) = client.get("/v1/documents", headers=headers).json()["documents"]
    assert listed["collection"] == home


def test_revoked_key_is_refused_after_a_moment(
    client: TestClient, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gates, "MEMORY", 0.0)
    secret = key(settings)
    assert client.get("/v1/search", headers=bearer(secret)).status_code == 200
    registry = open_registry(settings)
    registry.keys.revoke(registry.keys.list()[0].id)
    registry.close()
    assert client.get("/v1/search", headers=bearer(secret)).status_code == 401


def test_browser_is_led_to_sign_in_and_stays_until_it_signs_out(client: TestClient, settings: Settings) -> None:
    page = {"Accept": "text/html"}
    led = client.get("/search", headers=page)
    assert (led.status_code, led.headers["location"]) == (303, "/sign-in")
    assert client.post("/sign-in", data={"key": "wrong"}).status_code == 401
    signed = client.post("/sign-in", data={"key": ADMIN})
    cookie = signed.headers["set-cookie"].lower()
    assert (signed.status_code, signed.headers["location"]) == (303, "/")
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert ADMIN not in cookie
    token = client.cookies[SESSION_COOKIE]
    assert client.get("/search", headers=page).status_code == 200
    assert client.post("/sign-out").status_code == 303
    assert client.get("/search", headers=page | {"Cookie": f"{SESSION_COOKIE}={token}"}).status_code == 303
    assert trail(settings) == [("nobody", "sign_in", "/sign-in", "401"), ("admin", "sign_in", "/sign-in", "303")]


def test_other_site_cannot_sign_anyone_in(client: TestClient) -> None:
    answer = client.post("/sign-in", data={"key": ADMIN}, headers={"Origin": "http://evil.example"})
    assert answer.status_code == 403


def test_who_asks_too_often_is_told_when_to_come_back(settings: Settings) -> None:
    slow = with_admin(settings, rate=0.01, burst=3)
    mine, other = bearer(ADMIN), bearer(key(settings))
    with TestClient(create_app(slow, work=False, keys=True)) as client:
        assert [client.get("/v1/search", headers=mine).status_code for _ in range(4)] == [200, 200, 200, 429]
        answer = client.get("/v1/search", headers=mine)
        assert 90 <= int(answer.headers["retry-after"]) <= 100
        assert Problem.model_validate(answer.json()).code == "too_many_requests"
        assert client.get("/v1/search", headers=other).status_code == 200
        assert client.get("/health/live").status_code == 200


def test_guessing_keys_is_slowed_down_by_address(settings: Settings) -> None:
    with TestClient(create_app(with_admin(settings, rate=0.01, burst=3), work=False, keys=True)) as client:
        tried = [client.get("/v1/search", headers=bearer(f"guess {number}")).status_code for number in range(5)]
        assert tried == [401, 401, 401, 429, 429]
        assert client.post("/sign-in", data={"key": "guess"}).status_code == 429


def test_trail_has_what_was_done_and_what_was_refused(client: TestClient, settings: Settings) -> None:
    admin, reader = bearer(ADMIN), bearer(key(settings))
    document = fill(settings, seen=OPEN_REPORT)[SEEN]
    path = f"/v1/documents/{document}"
    sent = client.post("/v1/documents", content=b"x", headers=admin).headers["location"]
    client.get(path + "/original", headers=admin)
    client.get("/v1/figures", params={"format": "csv", "kind": "killed"}, headers=admin)
    client.get("/v1/figures", headers=admin)
    client.delete(path, headers=reader)
    client.delete(path, headers=admin)
    reader_id = trail(settings)[3][0]
    assert trail(settings) == [
        ("admin", "upload", sent, "202"),
        ("admin", "download", path + "/original", "200"),
        ("admin", "export", "/v1/figures?format=csv&kind=killed", "200"),
        (reader_id, "delete", path, "403"),
        ("admin", "delete", path, "204"),
    ]


def test_nothing_leaves_that_cannot_be_written_down(client: TestClient, settings: Settings) -> None:
    document = fill(settings, seen=OPEN_REPORT)[SEEN]
    registry = open_registry(settings)
    with registry.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE audit")
    registry.close()
    answer = client.get(f"/v1/documents/{document}/original", headers=bearer(ADMIN))
    assert (answer.status_code, answer.json()["code"]) == (503, "catalogue_unavailable")
    assert OPEN_REPORT.text not in answer.text
    assert client.get("/v1/search", headers=bearer(ADMIN)).status_code == 200


def test_service_without_keys_does_not_open_to_other_machines(settings: Settings) -> None:
    with pytest.raises(NoKeys, match="tally keys add"):
        Gate(settings, demanded=True).check()
    Gate(settings, demanded=False).check()
    Gate(with_admin(settings), demanded=True).check()
    key(settings)
    Gate(settings, demanded=True).check()


def test_last_key_revoked_is_no_key(settings: Settings) -> None:
    key(settings)
    registry = open_registry(settings)
    registry.keys.revoke(registry.keys.list()[0].id)
    registry.close()
    with pytest.raises(NoKeys):
        Gate(settings, demanded=True).check()


def test_logs_are_json_with_ids_and_without_secrets(client: TestClient, settings: Settings) -> None:
    secret, written = key(settings, Role.ANALYST), io.StringIO()
    logs.configure(written)
    try:
        client.post("/v1/documents", content=b"of a private matter", headers=bearer(secret) | {"X-Request-ID": "r-1"})
        client.get("/v1/search", params={"q": "private"}, headers=bearer(secret))
        client.get(f"/v1/{secret}", headers=bearer(secret))
        client.get("/health/live")
    finally:
        logging.getLogger().handlers = []
        logging.getLogger("dbos").handlers = []
    lines = [json.loads(line) for line in written.getvalue().splitlines()]
    assert [line["event"] for line in lines] == ["job queued", "request", "request", "request"]
    assert lines[0]["request"] == lines[1]["request"] == "r-1"
    assert lines[0]["job"]
    assert (lines[1]["method"], lines[1]["path"], lines[1]["status"]) == ("POST", "/v1/documents", 202)
    assert lines[1]["caller"] == lines[0]["caller"]
    assert not [line for line in lines if "private" in str(line) or secret in str(line)]
