"""Chromium before the real service: `tally serve` in a process of its own, on an archive of reports made by hand."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from uuid import uuid4

import httpx
import pytest
from elasticsearch import Elasticsearch
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from pipelines.record import Document
from service.settings import Settings
from tests.conftest import SCHEMES
from tests.service.archived import REPORTS, fill

CHROMIUM = "/usr/bin/chromium"
PATIENCE = 120
"""Seconds until the service must have started."""


@dataclass(frozen=True)
class Site:
    """Where the service answers, and what was put into its archive."""

    url: str
    strait: Document
    raid: Document
    court: Document


@dataclass
class Tab:
    """A page of the browser, with everything that went wrong in it: errors, refused content, failed requests."""

    page: Page
    url: str
    complaints: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        """Go there and wait until it has settled."""
        self.page.goto(self.url + path, wait_until="networkidle")
        return self.page


@pytest.fixture(scope="session")
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The running service, on the embedded index, or on the engine whose scheme is the fixture's parameter."""
    folder = tmp_path_factory.mktemp("site")
    with index_of(getattr(request, "param", SCHEMES[0]), request) as index:
        settings = Settings.model_validate({"data": folder, "workers": 1, "index": index, "index_timeout": PATIENCE})
        documents = fill(settings, *REPORTS)
        with serving(settings) as url:
            yield Site(url, *documents)


@contextmanager
def index_of(scheme: str, request: pytest.FixtureRequest) -> Iterator[str]:
    """An index's address in `TALLY_INDEX`; what it leaves on a cluster is removed."""
    if scheme == "embedded":
        yield scheme
        return
    cluster: str = request.getfixturevalue("elasticsearch_url")
    prefix = f"site-{uuid4().hex}"
    try:
        yield f"{cluster}/{prefix}"
    finally:
        with Elasticsearch(cluster.replace("elasticsearch", "http", 1)) as client:
            client.indices.delete(index=",".join(client.indices.get(index=f"{prefix}-*")), ignore_unavailable=True)


@contextmanager
def serving(settings: Settings) -> Iterator[str]:
    """The address of `tally serve` over an archive, in a process of its own."""
    port = _free_port()
    command = [sys.executable, "-c", "from service.cli import main; main()", "serve", "--port", str(port)]
    environment = os.environ | {
        "TALLY_DATA": str(settings.data),
        "TALLY_INDEX": settings.index.get_secret_value(),
        "TALLY_INDEX_TIMEOUT": str(PATIENCE),
        "TALLY_WORKERS": "1",
        "TALLY_PROFILE": "fast",
    }
    with subprocess.Popen(command, env=environment) as process:
        try:
            _wait(f"http://127.0.0.1:{port}/health/ready", process)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium. Playwright keeps an event loop in this thread, so it ends with a module's tests."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def tab(site: Site, browser: Browser) -> Iterator[Tab]:
    """A fresh tab that speaks English; the test fails if anything went wrong in it."""
    with closing(browser.new_context(locale="en-GB", viewport={"width": 1360, "height": 900})) as context:
        opened = watched(context, site)
        yield opened
        assert opened.complaints == []


def watched(context: BrowserContext, site: Site) -> Tab:
    """A tab of the context that notes what goes wrong."""
    return watched_at(context, site.url)


def watched_at(context: BrowserContext, url: str) -> Tab:
    """The same for any address."""
    tab = Tab(context.new_page(), url)
    tab.page.on("console", lambda message: _note(tab, message.text, message.type in {"error", "warning"}))
    tab.page.on("pageerror", lambda error: tab.complaints.append(str(error)))
    tab.page.on("response", lambda answer: _note(tab, answer.url, answer.status >= 400))
    tab.page.on("dialog", lambda dialog: tab.complaints.append(f"dialog: {dialog.message}"))
    return tab


def _note(tab: Tab, complaint: str, wrong: bool) -> None:
    if wrong:
        tab.complaints.append(complaint)


def _wait(url: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            if httpx.get(url).is_success:
                return
        except httpx.TransportError:
            time.sleep(0.2)
    raise TimeoutError(f"{url} did not answer within {PATIENCE} seconds.")


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port
