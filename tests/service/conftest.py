"""The databases that the service's tests run over."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from service.settings import Settings
from tests.postgres.server import Server

DATABASES = ("sqlite", "postgresql")


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """A server of this run's own; where none is installed, the tests that need it fail and say so."""
    server = Server()
    yield server
    server.stop()


@pytest.fixture(params=DATABASES)
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    """Settings of an empty archive, its catalogue and queue in each database in turn."""
    if request.param == "sqlite":
        return Settings(data=tmp_path / "data", workers=2)
    server: Server = request.getfixturevalue("postgresql")
    own = {"catalogue": server.database(), "jobs": server.database()}
    return Settings.model_validate({"data": tmp_path / "data", "workers": 2, **own})
