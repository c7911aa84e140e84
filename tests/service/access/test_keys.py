from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from service.access.keys import MARK, digest
from service.access.registry import Registry, open_registry
from service.access.roles import Role
from service.errors import NotFound
from service.settings import Settings
from tests.service.access.kept import settings_in


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return settings_in(tmp_path)


@pytest.fixture
def registry(settings: Settings) -> Iterator[Registry]:
    opened = open_registry(settings)
    yield opened
    opened.close()


def test_key_is_256_bits_and_never_the_same(registry: Registry) -> None:
    secrets = {registry.keys.add("a", Role.READER)[1] for _ in range(20)}
    assert len(secrets) == 20
    assert all(len(secret) == len(MARK) + 43 for secret in secrets)


def test_key_is_found_by_its_digest_and_kept_nowhere(registry: Registry, settings: Settings) -> None:
    key, secret = registry.keys.add("Desk", Role.ANALYST, ("courts",))
    assert registry.keys.find(digest(secret)) == key
    assert registry.keys.find(digest(secret + "x")) is None
    registry.close()
    files = [path.read_bytes() for path in settings.data.rglob("*") if path.is_file()]
    assert any(digest(secret).encode() in content for content in files)
    assert not any(secret.encode() in content for content in files)


def test_no_collections_is_all_of_them_and_an_empty_list_is_none(registry: Registry) -> None:
    everywhere, nowhere = registry.keys.add("a", Role.READER)[0], registry.keys.add("b", Role.READER, ())[0]
    kept = {each.id: each for each in registry.keys.list()}
    assert kept[everywhere.id].caller.scope.whole
    assert not kept[nowhere.id].caller.scope.covers("default")


def test_revoked_key_is_good_for_nothing(registry: Registry) -> None:
    key, secret = registry.keys.add("a", Role.ADMIN)
    session = registry.sessions.open(digest(secret))
    first = registry.keys.revoke(key.id)
    assert registry.keys.revoke(key.id) == first
    assert registry.keys.find(digest(secret)) is None
    assert registry.sessions.find(session) is None
    assert [each.revoked for each in registry.keys.list()] == [first.revoked]
    assert registry.keys.exist()


def test_unknown_key_cannot_be_revoked(registry: Registry) -> None:
    with pytest.raises(NotFound, match="no key 'nobody'"):
        registry.keys.revoke("nobody")


def test_session_ends_when_closed(registry: Registry) -> None:
    token = registry.sessions.open("hash")
    assert registry.sessions.find(token) == "hash"
    registry.sessions.close(token)
    assert registry.sessions.find(token) is None


def test_session_runs_out(registry: Registry, monkeypatch: pytest.MonkeyPatch) -> None:
    from datetime import timedelta

    from service.access import sessions

    monkeypatch.setattr(sessions, "LIFETIME", timedelta(seconds=-1))
    assert registry.sessions.find(registry.sessions.open("hash")) is None


def test_database_of_the_version_before_is_opened(settings: Settings) -> None:
    from service.database import DOCUMENTS, METADATA, VERSION

    settings.data.mkdir(exist_ok=True)
    old = sa.create_engine(settings.catalogue_url)
    METADATA.create_all(old, [VERSION, DOCUMENTS])
    with old.begin() as connection:
        connection.execute(VERSION.insert().values(version=1))
    old.dispose()
    registry = open_registry(settings)
    assert registry.keys.add("a", Role.READER)[0] in registry.keys.list()
    registry.close()
    open_registry(settings).close()
