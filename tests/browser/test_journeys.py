"""What an analyst does, from end to end, on every engine."""

from contextlib import closing
from email.message import EmailMessage
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Site, Tab, watched
from tests.conftest import SCHEMES

pytestmark = pytest.mark.parametrize("site", SCHEMES, indirect=True)
READ_WITHIN = 120_000
"""Milliseconds in which a small report must be read and indexed, models loaded and all."""


def test_from_a_word_to_its_page(tab: Tab) -> None:
    page = tab.open("/")
    page.locator("#q").fill("smugglers")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("1 page matches")
    expect(page.locator("mark")).to_have_text("smugglers")
    page.get_by_role("link", name="raid.txt").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("raid.txt")
    expect(page.locator(".h.at")).to_have_text("smugglers")


def test_facets_narrow_and_widen(tab: Tab) -> None:
    page = tab.open("/search")
    expect(page.get_by_role("status")).to_have_text("4 pages match")
    page.get_by_role("link", name="Pakistan 1").click()
    expect(page.get_by_role("status")).to_have_text("1 page matches")
    assert "place=PK" in page.url
    page.get_by_role("link", name="Remove the filter Pakistan").click()
    expect(page.get_by_role("status")).to_have_text("4 pages match")
    page.go_back()
    expect(page.get_by_role("status")).to_have_text("1 page matches")
    page.locator("#q").fill("smugglers")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Remove the filter Pakistan")).to_be_visible()
    assert "place=PK" in page.url


def test_from_a_figure_to_its_sentence(tab: Tab, site: Site) -> None:
    page = tab.open("/figures?kind=killed")
    expect(page.locator("table.figures tbody tr")).to_have_count(2)
    page.locator("table.figures").get_by_role("link", name="30", exact=True).click()
    details = page.get_by_role("region", name="Details of the figure")
    expect(details).to_contain_text("30 killed")
    expect(details).to_contain_text("Single event")
    expect(page.locator(".h.here")).to_have_text("30 migrants")
    assert f"/documents/{site.strait.id}" in page.url


def test_sum_leaves_totals_out_and_says_so(tab: Tab) -> None:
    sums = tab.open("/figures?kind=killed").get_by_role("region", name="Sums")
    expect(sums).to_contain_text("1 running total")
    expect(sums.locator("tbody tr td.number").nth(1)).to_have_text("30")


def test_from_a_name_to_all_its_reports(tab: Tab, site: Site) -> None:
    page = tab.open(f"/documents/{site.strait.id}")
    page.locator(".side").get_by_role("link", name="National Coast Guard").click()
    details = page.get_by_role("region", name="National Coast Guard")
    expect(details).to_contain_text("NCG")
    details.get_by_role("link", name="In all reports").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("National Coast Guard")
    expect(page.locator(".hit")).to_have_count(1)
    page.locator(".hit").get_by_role("link", name="2", exact=True).click()
    expect(page.locator(".paper")).to_contain_text("So far this year")


def test_arrow_keys_turn_pages(tab: Tab, site: Site) -> None:
    page = tab.open(f"/documents/{site.strait.id}")
    page.keyboard.press("ArrowRight")
    expect(page.locator(".paper")).to_contain_text("So far this year")
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".paper")).to_contain_text("Boats lost")


def test_slash_leads_to_the_search_box(tab: Tab) -> None:
    page = tab.open("/search?q=boats")
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()


def test_report_is_sent_in_read_and_found(tab: Tab, tmp_path: Path) -> None:
    report = tmp_path / "harbour.txt"
    report.write_text("On 3 May 2022 police in Karachi arrested 14 counterfeiters.\n", encoding="utf-8")
    page = tab.open("/documents")
    page.locator("input[type=file]").set_input_files(report)
    sent = page.locator("[data-sent] li")
    expect(sent).to_contain_text("Ready", timeout=READ_WITHIN)
    sent.get_by_role("link", name="harbour.txt").click()
    expect(page.locator(".side")).to_contain_text("arrested")
    tab.open("/search?q=counterfeiters")
    expect(page.locator(".hit")).to_have_count(1)


def test_misspelt_word_is_put_right(tab: Tab) -> None:
    page = tab.open("/search?q=smuglers")
    page.get_by_role("link", name="smugglers", exact=True).click()
    expect(page.get_by_role("status")).to_have_text("1 page matches")
    expect(page.locator("#q")).to_have_value("smugglers")


def test_bar_of_the_histogram_narrows_to_its_year(tab: Tab) -> None:
    page = tab.open("/search")
    page.locator(".histogram a").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("2 pages match")
    expect(page.get_by_role("link", name="Remove the filter From 2021-05-01")).to_be_visible()


def test_hit_says_who_and_what_is_in_its_passage(tab: Tab) -> None:
    hit = tab.open("/search?q=smugglers").locator(".hit")
    expect(hit.get_by_role("list", name="Named in the passage")).to_contain_text("Nadia Salim")
    expect(hit.get_by_role("list", name="Figures on this page")).to_contain_text("12 smugglers · arrested")


def test_keys_step_from_mention_to_mention(tab: Tab, site: Site) -> None:
    page = tab.open(f"/documents/{site.strait.id}?entity=o-National%20Coast%20Guard")
    steps = page.get_by_role("navigation", name="Mentions of National Coast Guard")
    page.keyboard.press("n")
    expect(steps).to_contain_text("1 / 2")
    page.keyboard.press("n")
    expect(steps).to_contain_text("2 / 2")
    expect(page.locator(".paper")).to_contain_text("So far this year")
    page.keyboard.press("p")
    expect(steps).to_contain_text("1 / 2")


def test_export_is_what_is_shown(tab: Tab) -> None:
    page = tab.open("/figures?place=Sfax&fields=all")
    expect(page.get_by_role("status")).to_have_text("2 figures")
    expect(page.locator("table.every tbody tr")).to_have_count(2)
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    rows = download.value.path().read_text(encoding="utf-8").splitlines()
    assert len(rows) == 1 + 2
    assert all("Sfax" in row for row in rows[1:])


def test_what_came_in_a_mail_leads_back_to_it(tab: Tab, tmp_path: Path) -> None:
    page = tab.open("/documents")
    page.locator("input[type=file]").set_input_files(_mail(tmp_path))
    expect(page.locator("[data-sent] li")).to_contain_text("Ready", timeout=READ_WITHIN)
    page.locator("[data-sent]").get_by_role("link", name="tips.eml").click()
    page.get_by_role("link", name="tips.eml/bus.txt").click()
    expect(page.locator(".paper")).to_contain_text("bus crash", timeout=READ_WITHIN)
    page.get_by_role("link", name="Two tips").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Two tips")


def _mail(folder: Path) -> Path:
    mail = EmailMessage()
    mail["Subject"], mail["From"] = "Two tips", "desk@example.org"
    mail.set_content("See what is attached.")
    mail.add_attachment("A bus crash near Quito killed 11 passengers, police said.", filename="bus.txt")
    path = folder / "tips.eml"
    path.write_bytes(bytes(mail))
    return path


def test_file_that_fails_says_why_and_can_be_sent_again(tab: Tab, tmp_path: Path) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7 and then nothing")
    page = tab.open("/documents")
    page.locator("input[type=file]").set_input_files(broken)
    sent = page.locator("[data-sent] li")
    expect(sent).to_contain_text("broken", timeout=READ_WITHIN)
    expect(page.locator("[data-summary]")).to_have_text("0 of 1 ready · 1 not accepted or failed", timeout=READ_WITHIN)
    sent.get_by_role("button", name="Try again").click()
    expect(page.locator("[data-summary]")).to_have_text("0 of 1 ready · 1 not accepted or failed", timeout=READ_WITHIN)


def test_report_is_deleted_when_that_is_confirmed(tab: Tab, tmp_path: Path) -> None:
    report = tmp_path / "unwanted.txt"
    report.write_text("Nothing worth keeping happened in Oran.\n", encoding="utf-8")
    page = tab.open("/documents")
    page.locator("input[type=file]").set_input_files(report)
    expect(page.locator("[data-sent] li")).to_contain_text("Ready", timeout=READ_WITHIN)
    page.locator("[data-sent]").get_by_role("link").click()
    expect(page.get_by_role("button", name="Delete for good")).to_be_hidden()
    page.get_by_text("Delete this report…").click()
    page.get_by_role("button", name="Delete for good").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Reports")
    assert _hits(page, tab) == 0


def _hits(page: Page, tab: Tab) -> int:
    tab.open("/search?q=Oran")
    return page.locator(".hit").count()


def test_same_report_again_is_said_to_be_there(tab: Tab, site: Site, tmp_path: Path) -> None:
    copy = tmp_path / "copy.txt"
    copy.write_text(site.raid.text, encoding="utf-8")
    page = tab.open("/documents")
    page.locator("input[type=file]").set_input_files(copy)
    expect(page.locator("[data-sent] li")).to_contain_text("already in the archive")


def test_language_and_theme_are_remembered(tab: Tab) -> None:
    page = tab.open("/figures")
    page.locator(".settings summary").click()
    page.locator("select[name=language]").select_option("fr")
    page.locator("select[name=theme]").select_option("dark")
    page.get_by_role("button", name="Apply").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Chiffres")
    assert page.url.endswith("/figures")
    tab.open("/")
    assert page.locator("html").get_attribute("lang") == "fr"
    assert page.evaluate("getComputedStyle(document.body.parentElement).backgroundColor") == "rgb(22, 22, 20)"


def test_everything_is_there_without_script(browser: Browser, site: Site) -> None:
    with closing(browser.new_context(java_script_enabled=False, locale="en-GB")) as context:
        tab = watched(context, site)
        page = tab.open("/")
        page.locator("#q").fill("migrants")
        page.get_by_role("button", name="Search").click()
        page.get_by_role("link", name="Crossing report").first.click()
        page.locator(".paper .h.figure").first.click()
        expect(page.get_by_role("region", name="Details of the figure")).to_contain_text("30 killed")
        tab.open("/documents")
        page.locator("input[type=file]").set_input_files(
            {"name": "plain.txt", "mimeType": "text/plain", "buffer": b"Nothing happened in Lyon."}
        )
        page.get_by_role("button", name="Send in").click()
        expect(page.locator("table")).to_contain_text("plain.txt")
        assert tab.complaints == []
