"""`python -m scripts.pictures`: the README's pictures, taken of the sample reports in a running service.

Needs what `scripts/setup test` installs, and Chromium at /usr/bin/chromium.
"""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs" / "pictures"
TALLY = str(Path(sys.executable).with_name("tally"))
PATIENCE = 120
"""Seconds until the service must answer."""


def main() -> None:
    """Takes both pictures anew."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with service() as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 920}, locale="en-GB")
        take_figures(page, url)
        take_report(page, url)
        browser.close()


def take_figures(page: Page, url: str) -> None:
    """Figures of four kinds, with their sums, charts and map."""
    kinds = "&".join(f"kind={kind}" for kind in ("killed", "injured", "arrested", "rescued"))
    page.goto(f"{url}/figures?{kinds}", wait_until="networkidle")
    page.screenshot(path=PICTURES / "figures.png")


def take_report(page: Page, url: str) -> None:
    """A report beside its page, opened from the first hit of a search, and one of its figures with all its fields."""
    page.goto(f"{url}/search?q=earthquake", wait_until="networkidle")
    page.locator("main h2 a, main h3 a").first.click()
    page.locator(".paper p .h.figure").first.click()
    page.locator(".details").wait_for()
    page.wait_for_load_state("networkidle")
    page.screenshot(path=PICTURES / "report.png")


@contextmanager
def service() -> Iterator[str]:
    """The address of a service that holds the sample reports; it ends with the `with` block."""
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"TALLY_DATA": folder}
        subprocess.run([TALLY, "ingest", str(ROOT / "corpus" / "reports")], env=environment, check=True)
        port = _free_port()
        with subprocess.Popen([TALLY, "serve", "--port", str(port)], env=environment) as process:
            try:
                _wait(f"http://127.0.0.1:{port}")
                yield f"http://127.0.0.1:{port}"
            finally:
                process.terminate()


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _wait(url: str) -> None:
    for _ in range(PATIENCE):
        try:
            httpx.get(f"{url}/health/ready").raise_for_status()
        except httpx.HTTPError:
            time.sleep(1)
        else:
            return
    raise SystemExit(f"The service at {url} did not answer within {PATIENCE} seconds.")


if __name__ == "__main__":
    main()
