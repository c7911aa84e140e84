"""One application over one archive of reports made by hand, for the tests of the API and the pages."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from pipelines.record import Document
from service.api.app import create_app
from service.settings import Settings
from tests.service.archived import REPORTS, fill, settings_in


@dataclass(frozen=True)
class Service:
    """A running application, and what was put into its archive."""

    app: FastAPI
    client: TestClient
    settings: Settings
    strait: Document
    raid: Document
    court: Document


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """The application with its archive; what is sent in is kept and queued, and read by nobody."""
    settings = settings_in(tmp_path_factory.mktemp("api"))
    documents = fill(settings, *REPORTS)
    app = create_app(settings, work=False)
    with TestClient(app) as client:
        yield Service(app, client, settings, *documents)


@pytest.fixture
def client(service: Service) -> TestClient:
    return service.client
