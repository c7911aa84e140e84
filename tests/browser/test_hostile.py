"""A report that attacks whoever reads it: every field that a document or a user fills holds markup."""

from collections.abc import Iterator
from contextlib import closing
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, expect

from pipelines.record import Aggregation, Cell, Citation, Document, Kind, Period, Role, Table, Warned
from service.settings import Settings
from tests.browser.conftest import Site, serving, watched_at
from tests.samples import figure, organization, person, place, report
from tests.service.archived import fill

ATTACK = "\"'><img src=x onerror=alert(1)><script>alert(2)</script></title></textarea>{{7*7}}"
IT = quote(ATTACK)
PATHS = {
    "home": "/",
    "search": "/search?q=people",
    "search for it": f"/search?q={IT}&entity={IT}&place={IT}&collection={IT}",
    "misspelt": "/search?q=peopel",
    "figures": "/figures",
    "every field": "/figures?fields=all&group_by=place",
    "sums by source": f"/figures?group_by=source&source={IT}&counted={IT}&unit={IT}",
    "reports": "/documents",
    "report": "/documents/{id}",
    "figure": "/documents/{id}?figure={figure}",
    "entity": "/documents/{id}?entity={person}&at=1-9",
    "similar": "/documents/{id}/similar",
    "person": f"/entities?name={IT}&label=PERSON",
    "organisation": f"/entities?name={IT}&label=ORG",
    "place": f"/entities?name={IT}&label=PLACE",
    "nowhere": f"/{IT}",
    "bad value": f"/figures?since={IT}",
}


def hostile() -> Document:
    """Markup in every field that is free text."""
    who, body, where = person(ATTACK, ATTACK + "b"), organization(ATTACK), place(ATTACK, "PK", ATTACK + "c")
    role = Role(title=ATTACK, role=ATTACK, organization=body.id, start=0, end=5)
    who = who.model_copy(update={"id": ATTACK, "roles": (role,)})
    text = f"{ATTACK} killed 3 people\n{ATTACK}\nA quiet line."
    found = figure(
        3,
        Kind.KILLED,
        "3 people",
        where,
        id=ATTACK,
        raw=ATTACK,
        sentence=ATTACK,
        unit=ATTACK,
        counted=ATTACK,
        rule=ATTACK,
        aggregation=Aggregation.CUMULATIVE,
        period=Period(text=ATTACK),
        source=Citation(entity=body.id, text=ATTACK),
    )
    made = report(text, headings=[ATTACK], title=ATTACK, filename=ATTACK, entities=[who, body, where], figures=[found])
    return made.model_copy(
        update={
            "authors": (ATTACK,),
            "warnings": (Warned(code=ATTACK, message=ATTACK, page=1),),
            "tables": (Table(page=1, rows=((Cell(text=ATTACK), Cell(text=ATTACK)),)),),
        }
    )


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A service with this report alone."""
    settings = Settings.model_validate({"data": tmp_path_factory.mktemp("hostile"), "workers": 1})
    (kept,) = fill(settings, hostile())
    with serving(settings) as url:
        yield Site(url, kept, kept, kept)


@pytest.mark.parametrize("path", PATHS.values(), ids=PATHS)
def test_markup_is_only_text(browser: Browser, hostile_site: Site, path: str) -> None:
    made = hostile_site.strait
    parts = {"id": made.id, "figure": quote(made.figures[0].id), "person": quote(made.entities[0].id)}
    with closing(browser.new_context(locale="en-GB")) as context:
        tab = watched_at(context, hostile_site.url)
        page = tab.open(path.format(**parts) if "{id}" in path else path)
        assert page.locator("img[src=x], [onerror], script:not([src])").count() == 0
        assert page.evaluate("[...document.links].filter((link) => link.protocol === 'javascript:').length") == 0
        expect(page.locator("main")).to_be_visible()
        wrong = path in (PATHS["nowhere"], PATHS["bad value"])
        assert page.get_by_role("heading", name="Something is not right").count() == wrong
        assert [each for each in tab.complaints if "Failed to load" not in each and hostile_site.url not in each] == []


def test_names_offered_while_typing_are_only_text(browser: Browser, hostile_site: Site) -> None:
    with closing(browser.new_context(locale="en-GB")) as context:
        tab = watched_at(context, hostile_site.url)
        page = tab.open("/search")
        with page.expect_response("**/v1/entities*"):
            page.locator("#q").press_sequentially("img")
        expect(page.locator("#names option")).not_to_have_count(0)
        assert page.locator("img[src=x], #names script").count() == 0
        assert tab.complaints == []
