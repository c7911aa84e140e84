"""Charts and the map: drawn from the tables beside them, each bar and dot with its row's link."""

from contextlib import closing
from typing import cast

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.browser.conftest import Site, Tab, watched

SHIFTS = """() => new Promise((resolve) => {
  const found = [];
  new PerformanceObserver((list) => found.push(...list.getEntries())).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => resolve(found.reduce((sum, each) => sum + each.value, 0)), 300);
})"""


def pairs(links: Locator) -> list[tuple[str, str]]:
    """What each link is called, and where it leads."""
    found = links.evaluate_all("all => all.map(a => [a.getAttribute('aria-label') ?? '', a.getAttribute('href')])")
    return [(str(name), str(address)) for name, address in found]


def test_each_bar_is_its_row(tab: Tab) -> None:
    chart = tab.open("/figures").locator(".multiple").first
    expect(chart.locator("svg .reach a")).not_to_have_count(0)
    rows = chart.locator("tbody tr")
    named = rows.evaluate_all("all => all.map(row => [...row.cells].map(cell => cell.textContent.trim()).join(': '))")
    linked = [address for _, address in pairs(rows.locator("a"))]
    assert pairs(chart.locator("svg .reach a")) == list(zip(named, linked, strict=True))


def test_bars_are_in_proportion(tab: Tab) -> None:
    histogram = tab.open("/search").locator(".histogram")
    bars = histogram.locator("svg .bar rect")
    expect(bars).not_to_have_count(0)
    values = histogram.locator("tbody tr").evaluate_all("all => all.map(row => Number(row.dataset.value))")
    heights = bars.evaluate_all("all => all.map(bar => bar.height.baseVal.value)")
    tallest = heights[values.index(max(values))]
    for value, height in zip(values, heights, strict=True):
        assert height == pytest.approx(tallest * value / max(values), abs=1.5)


def test_dot_leads_to_what_happened_there(tab: Tab) -> None:
    page = tab.open("/figures")
    dot = page.locator(".map svg").get_by_role("link", name="Tunisia")
    dot.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Remove the filter Tunisia")).to_be_visible()
    assert "place=TN" in page.url


def test_map_is_of_one_unit(tab: Tab) -> None:
    page = tab.open("/figures")
    expect(page.locator(".panel", has=page.locator(".map")).get_by_role("heading")).to_have_text("On the map people")


@pytest.mark.parametrize(("theme", "fill"), [("light", "rgb(180, 90, 9)"), ("dark", "rgb(240, 163, 91)")])
def test_drawing_takes_the_theme(browser: Browser, site: Site, theme: str, fill: str) -> None:
    with closing(browser.new_context(color_scheme=theme, locale="en-GB")) as context:  # type: ignore[arg-type]
        tab = watched(context, site)
        bar = tab.open("/figures").locator("svg .bar rect").first
        assert bar.evaluate("bar => getComputedStyle(bar).fill") == fill
        assert tab.complaints == []


def test_axis_speaks_the_language(browser: Browser, site: Site) -> None:
    with closing(browser.new_context(locale="fr-FR")) as context:
        axis = watched(context, site).open("/figures?since=2021-05-01&until=2021-05-31").locator(".multiple svg").first
        expect(axis).to_contain_text("mai 2021")


@pytest.mark.parametrize("path", ["/figures", "/search", "/entities?name=Sfax&label=PLACE"])
def test_nothing_moves_when_it_is_drawn(tab: Tab, path: str) -> None:
    page = tab.open(path)
    assert cast("float", page.evaluate(SHIFTS)) < 0.01


def test_drawing_follows_the_filters(tab: Tab) -> None:
    page = tab.open("/search")
    bars = page.locator(".histogram svg .bar rect")
    before = bars.count()
    page.get_by_role("link", name="Pakistan 1").click()
    expect(page.get_by_role("status")).to_have_text("1 page matches")
    expect(bars).to_have_count(1)
    assert before > 1


def test_drawing_fits_when_the_window_changes(tab: Tab) -> None:
    page = tab.open("/figures")
    page.set_viewport_size({"width": 390, "height": 800})
    drawn = page.locator(".map svg")
    expect(drawn).to_have_attribute("width", str(page.evaluate("document.querySelector('.map').clientWidth")))


def test_numbers_stand_in_tables_without_script(browser: Browser, site: Site) -> None:
    with closing(browser.new_context(java_script_enabled=False, locale="en-GB")) as context:
        page = watched(context, site).open("/figures")
        expect(page.locator(".numbers table").first).to_be_visible()
        expect(page.locator(".drawn").first).to_be_hidden()
