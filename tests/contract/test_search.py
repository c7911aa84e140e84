"""What every engine must find, on the same reports: the same hits, order, facets and boxes."""

from datetime import date

import pytest

from pipelines.record import (
    Box,
    Kind,
    Label,
    Precision,
)
from service.errors import InvalidCursor
from service.index.base import Engine, Entry
from service.index.queries import (
    EntityQuery,
    FigureQuery,
    Near,
    SearchQuery,
    SearchSort,
)
from service.query import parse
from tests.contract.archive import NAMES, PORT, SEA, found
from tests.samples import place, report


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("", {"sea 1", "sea 2", "port 1", "court 1", "flood 1", "joint 1"}),
        ("migrant", {"sea 1", "joint 1"}),
        ("MIGRANTS", {"sea 1", "joint 1"}),
        ("drown", {"sea 1"}),
        ('"migrant smuggling"', {"joint 1"}),
        ('"smuggling migrant"', set()),
        ('"migrants drown"', set()),
        ("smugglers", {"port 1"}),
        ("smuggl*", {"port 1", "joint 1"}),
        ("smugling~", {"joint 1"}),
        ("karachi -heroin", {"joint 1"}),
        ("-migrants -police", {"sea 2", "court 1", "flood 1"}),
        ("heroin OR captives", {"port 1", "joint 1"}),
        ("karachi heroin OR captives", {"port 1", "joint 1"}),
        ("arrestations", {"court 1", "port 1"}),
        ("condamne", {"court 1"}),
        ("inundacion", {"flood 1"}),
        ("muerto", {"flood 1"}),
        ("helene", {"court 1"}),
        ("inundaciones", {"flood 1"}),
        ("title:raid", {"port 1"}),
        ("title:heroin", set()),
        ("crossing", {"sea 1"}),
        ("strait-may", {"sea 1"}),
        ("nowhere", set()),
        ('"', {"sea 1", "sea 2", "port 1", "court 1", "flood 1", "joint 1"}),
        ("a:b AND (c] {} \\ /x/ ~2 ^3", set()),
    ],
)
def test_words_find_pages(filled: Engine, text: str, pages: set[str]) -> None:
    answer = filled.search(SearchQuery(text=parse(text)))
    assert set(found(answer)) == pages
    assert answer.total == len(pages)


@pytest.mark.parametrize(
    ("query", "pages"),
    [
        (SearchQuery(entities=("ncg",)), {"sea 1"}),
        (SearchQuery(entities=("Helene Moreau", "nadia salim")), {"court 1", "port 1"}),
        (SearchQuery(places=("PK",)), {"port 1", "joint 1"}),
        (SearchQuery(places=("karachi", "FR")), {"port 1", "joint 1", "court 1"}),
        (SearchQuery(places=("Pakistan", "Équateur")), {"port 1", "joint 1", "flood 1"}),
        (SearchQuery(kinds=(Kind.KILLED,)), {"sea 1", "sea 2", "flood 1"}),
        (SearchQuery(kinds=(Kind.MISSING,)), set()),
        (SearchQuery(languages=("fr", "es")), {"court 1", "flood 1"}),
        (SearchQuery(media_types=("application/pdf",)), {"port 1"}),
        (SearchQuery(collections=("police",)), {"port 1", "court 1"}),
        (SearchQuery(documents=(SEA.id,)), {"sea 1", "sea 2"}),
        (SearchQuery(since=date(2022, 2, 1)), {"port 1", "court 1", "joint 1"}),
        (SearchQuery(since=date(2021, 5, 10), until=date(2022, 2, 1)), {"sea 1", "sea 2", "port 1"}),
        (SearchQuery(text=parse("migrant"), places=("TN",), collections=("default",)), {"sea 1", "joint 1"}),
        (SearchQuery(text=parse("migrant"), collections=("police",)), set()),
        (SearchQuery(near=Near(lat=34.7, lon=10.7, within=10)), {"sea 1", "joint 1"}),
        (SearchQuery(near=Near(lat=34.7, lon=10.7, within=1)), set()),
        (SearchQuery(near=Near(lat=45.76, lon=4.84, within=20_000), text=parse("captives")), {"joint 1"}),
    ],
)
def test_filters_narrow(filled: Engine, query: SearchQuery, pages: set[str]) -> None:
    assert set(found(filled.search(query))) == pages


def test_headings_come_first(changing: Engine) -> None:
    extra = report("The raid was long and the raid was loud and the raid of the port was filmed.", filename="x.txt")
    changing.index([Entry(document=extra)])
    changing.flush()
    answer = changing.search(SearchQuery(text=parse("raid")))
    assert [hit.document for hit in answer.hits] == [PORT.id, extra.id]


def test_dates_order_hits_and_undated_come_last(filled: Engine) -> None:
    newest = filled.search(SearchQuery(sort=SearchSort.NEWEST))
    oldest = filled.search(SearchQuery(sort=SearchSort.OLDEST))
    assert found(newest) == ["joint 1", "court 1", "port 1", "sea 1", "sea 2", "flood 1"]
    assert found(oldest) == ["sea 1", "sea 2", "port 1", "court 1", "joint 1", "flood 1"]
    assert found(filled.search(SearchQuery())) == found(newest)


@pytest.mark.parametrize("text", ["", "in OR the OR en OR de"])
def test_cursors_walk_through_every_hit_once(filled: Engine, text: str) -> None:
    query = SearchQuery(text=parse(text), limit=2)
    everything = found(filled.search(query.model_copy(update={"limit": 100})))
    walked, page = [], filled.search(query)
    while page.next:
        walked += found(page)
        page = filled.search(query.model_copy(update={"cursor": page.next}))
    assert walked + found(page) == everything
    assert len(everything) == page.total > 2


def test_a_cursor_survives_what_is_indexed_meanwhile(changing: Engine) -> None:
    query = SearchQuery(text=parse("in OR the OR en OR de"), limit=2, facets=False)
    expected = found(changing.search(query.model_copy(update={"limit": 100})))
    first = changing.search(query)
    changing.index([Entry(document=report("in the in the in the", filename="new.txt"))])
    changing.flush()
    rest = changing.search(query.model_copy(update={"limit": 100, "cursor": first.next}))
    assert [f"{NAMES[hit.document]} {hit.page}" for hit in rest.hits if hit.document in NAMES] == expected[2:]


def test_a_foreign_cursor_is_refused(filled: Engine) -> None:
    cursor = filled.search(SearchQuery(limit=1)).next
    for wrong in (cursor, "made-up"):
        with pytest.raises(InvalidCursor):
            filled.search(SearchQuery(text=parse("raid"), cursor=wrong))
        with pytest.raises(InvalidCursor):
            filled.figures(FigureQuery(cursor=wrong))


def test_a_hit_shows_where(filled: Engine) -> None:
    [hit] = filled.search(SearchQuery(text=parse("children"))).hits
    assert (hit.page, hit.filename, hit.title, hit.published) == (
        2,
        "strait-may.txt",
        "Crossing report",
        date(2021, 5, 10),
    )
    assert [SEA.text[start:end] for start, end in hit.snippet.marks] == ["children"]
    assert SEA.text[hit.snippet.start :].startswith(hit.snippet.text)


def test_a_hit_shows_its_boxes(changing: Engine) -> None:
    blocks = [block.model_copy(update={"box": Box(72, 70.0 + n, 520, 90)}) for n, block in enumerate(PORT.blocks)]
    changing.index([Entry(document=PORT.model_copy(update={"blocks": tuple(blocks)}))])
    changing.flush()
    [hit] = changing.search(SearchQuery(text=parse("smugglers"))).hits
    assert hit.boxes == (Box(72, 71.0, 520, 90),)
    [hit] = changing.search(SearchQuery(text=parse("condamne"))).hits
    assert hit.boxes == ()


def test_wide_places_are_near_nothing(changing: Engine) -> None:
    wide = place("Tunisia", "TN", at=(34, 9), precision=Precision.COUNTRY)
    changing.index([Entry(document=report("All over Tunisia", filename="w.txt", entities=[wide]))])
    changing.flush()
    assert changing.search(SearchQuery(near=Near(lat=34, lon=9, within=5))).total == 0
    assert changing.search(SearchQuery(near=Near(lat=34, lon=9, within=500))).total == 2


def test_facets_count_pages(filled: Engine) -> None:
    facets = {facet.name: {v.value: v.count for v in facet.values} for facet in filled.search(SearchQuery()).facets}
    assert facets == {
        "people": {"Hélène Moreau": 1, "Nadia Salim": 1},
        "organizations": {"National Coast Guard": 1},
        "places": {"Karachi": 2, "Sfax": 2, "Lyon": 1, "Quito": 1},
        "countries": {"PK": 2, "TN": 2, "EC": 1, "FR": 1},
        "kinds": {"killed": 3, "arrested": 1, "convicted": 1, "displaced": 1, "released": 1, "rescued": 1, "seized": 1},
        "languages": {"en": 4, "es": 1, "fr": 1},
        "media_types": {"text/plain": 5, "application/pdf": 1},
        "collections": {"default": 4, "police": 2},
    }
    narrowed = filled.search(SearchQuery(text=parse("karachi"), collections=("police",))).facets
    assert {value.value for facet in narrowed if facet.name == "places" for value in facet.values} == {"Karachi"}


def test_dates_are_counted_in_the_order_of_time(filled: Engine) -> None:
    everything = filled.search(SearchQuery(limit=0))
    assert [(bar.value, bar.count) for bar in everything.months] == [("2021-05", 2), ("2022-02", 2), ("2022-03", 1)]
    assert [(bar.value, bar.count) for bar in everything.years] == [("2021", 2), ("2022", 3)]
    assert [bar.value for bar in filled.search(SearchQuery(text=parse("karachi"))).months] == ["2022-02", "2022-03"]
    assert filled.search(SearchQuery(facets=False)).months == ()


def test_facets_order_by_count_then_name(filled: Engine) -> None:
    [places] = [facet for facet in filled.search(SearchQuery()).facets if facet.name == "places"]
    assert [value.value for value in places.values] == ["Karachi", "Sfax", "Lyon", "Quito"]


def test_entities_are_found_by_any_word(filled: Engine) -> None:
    assert [hit.name for hit in filled.entities(EntityQuery(prefix="sal"))] == ["Nadia Salim"]
    assert [hit.name for hit in filled.entities(EntityQuery(prefix="helene m"))] == ["Hélène Moreau"]
    places = filled.entities(EntityQuery(labels=(Label.PLACE,)))
    assert [(hit.name, hit.documents, hit.mentions) for hit in places[:2]] == [("Karachi", 2, 2), ("Sfax", 2, 2)]
    assert filled.entities(EntityQuery(prefix="nadia", collections=("default",))) == ()
