"""Each page by itself: reachable for everyone, in both themes, on a narrow screen, and deaf to hostile reports."""

from contextlib import closing

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Site, Tab, watched

PATHS = {
    "home": "/",
    "search": "/search?q=the",
    "nothing found": "/search?q=unheardof",
    "figures": "/figures?group_by=country",
    "every field": "/figures?fields=all&page=1&near=34.7,10.8&within=90",
    "reports": "/documents",
    "report": "/documents/{strait}?page=1",
    "figure": "/documents/{strait}?figure=30%20migrants",
    "entity": "/documents/{strait}?entity=o-National%20Coast%20Guard",
    "similar": "/documents/{strait}/similar",
    "person": "/entities?name=Nadia%20Salim&label=PERSON",
    "place": "/entities?name=Sfax&label=PLACE",
    "reference": "/docs",
}
FIRST_VIEW_BYTES = 150_000
paths = pytest.mark.parametrize("path", PATHS.values(), ids=PATHS)


@paths
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_page_is_reachable_for_everyone(browser: Browser, site: Site, path: str, theme: str) -> None:
    with closing(browser.new_context(color_scheme=theme, locale="en-GB")) as context:  # type: ignore[arg-type]
        tab = watched(context, site)
        found = Axe().run(tab.open(path.format(strait=site.strait.id)))
        assert found.violations_count == 0, found.generate_report()
        assert tab.complaints == []


@paths
def test_page_fits_a_narrow_screen(browser: Browser, site: Site, path: str) -> None:
    with closing(browser.new_context(viewport={"width": 360, "height": 700})) as context:
        page = watched(context, site).open(path.format(strait=site.strait.id))
        assert page.evaluate("document.documentElement.scrollWidth") <= 360


@paths
def test_first_view_is_light(browser: Browser, site: Site, path: str) -> None:
    with closing(browser.new_context()) as context:
        sizes: list[int] = []
        tab = watched(context, site)
        tab.page.on("requestfinished", lambda request: sizes.append(request.sizes()["responseBodySize"]))
        tab.open(path.format(strait=site.strait.id))
        assert 0 < sum(sizes) < FIRST_VIEW_BYTES


@pytest.mark.parametrize(
    "path", ["/search", "/figures", "/documents", "/documents/{court}", "/search?q=<script>alert(1)</script>"]
)
def test_hostile_title_is_only_text(tab: Tab, site: Site, path: str) -> None:
    page = tab.open(path.format(court=site.court.id))
    assert "alert(1)" in page.content()
    assert page.locator("script:not([src])").count() == 0


@pytest.mark.parametrize(
    ("path", "status"), [("/documents/sha256:0", 404), ("/nowhere", 404), ("/figures?since=x", 422)]
)
def test_error_is_a_page_that_leads_back(browser: Browser, site: Site, path: str, status: int) -> None:
    with closing(browser.new_context(locale="es-ES")) as context:
        page = context.new_page()
        answer = page.goto(site.url + path)
        assert answer is not None
        assert answer.status == status
        expect(page.get_by_role("heading", level=1)).to_have_text("Algo no va bien")
        page.get_by_role("link", name="Volver a la búsqueda").click()
        assert page.url == f"{site.url}/"
