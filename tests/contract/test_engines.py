"""What every engine must answer, on the same reports: the same hits, totals, facets and sums."""

from collections.abc import Iterator
from datetime import date

import pytest

from pipelines.record import (
    Aggregation,
    Box,
    CellRef,
    Citation,
    Document,
    Kind,
    Label,
    Precision,
    Qualifier,
    Status,
)
from service.alike import more_like_this
from service.errors import InvalidCursor
from service.index.base import Engine, Entry
from service.index.hits import FigurePage, LeftOut, SearchPage, Sum
from service.index.queries import (
    DuplicateQuery,
    EntityQuery,
    FigureGroup,
    FigureQuery,
    FigureSort,
    Near,
    SearchQuery,
    SearchSort,
)
from service.query import parse
from service.spelling import did_you_mean
from tests.conftest import Fresh
from tests.samples import days, figure, organization, person, place, report

KARACHI, LYON = place("Karachi", "PK", at=(24.8608, 67.0104)), place("Lyon", "FR", at=(45.7485, 4.8467))
QUITO, SFAX = place("Quito", "EC", at=(-0.2298, -78.525)), place("Sfax", "TN", at=(34.7406, 10.7603))
GUARD = organization("National Coast Guard", "NCG")
SALIM, MOREAU = person("Nadia Salim", "Salim"), person("Hélène Moreau")

SEA = report(
    "Boats lost in the strait\nOn 4 May 30 migrants drowned off Sfax. The National Coast Guard rescued 55 people.",
    "Among the dead were 7 children. So far this year 410 people died. 900 people live in the camp.",
    headings=["Boats lost in the strait"],
    title="Crossing report",
    filename="strait-may.txt",
    published="2021-05-10",
    entities=[SFAX, GUARD],
    figures=[
        figure(30, Kind.KILLED, "30 migrants", SFAX, period=days("2021-05-04"), counted="migrants"),
        figure(
            55, Kind.RESCUED, "55 people", SFAX, period=days("2021-05-04"), source=Citation(entity=GUARD.id, text="NCG")
        ),
        figure(7, Kind.KILLED, "7 children", SFAX, part_of="30 migrants", counted="children"),
        figure(
            410, Kind.KILLED, "410 people", aggregation=Aggregation.CUMULATIVE, period=days("2021-01-01", "2021-05-10")
        ),
        figure(900, Kind.DISPLACED, "900 people", aggregation=Aggregation.STOCK),
    ],
)
PORT = report(
    "Port raid\nPolice led by Nadia Salim arrested 12 smugglers in Karachi and seized 40 kg of heroin.",
    headings=["Port raid"],
    filename="raid.pdf",
    media_type="application/pdf",
    published="2022-02-01",
    entities=[KARACHI, SALIM],
    figures=[
        figure(12, Kind.ARRESTED, "12 smugglers", KARACHI, period=days("2022-01-30"), counted="smugglers"),
        figure(40, Kind.SEIZED, "40 kg", KARACHI, unit="kg", period=days("2022-01-30")),
    ],
)
COURT = report(
    "Le tribunal de Lyon a condamné 9 passeurs. Selon Hélène Moreau, les arrestations continuent.",
    filename="lyon.txt",
    language="fr",
    published="2022-02-03",
    entities=[LYON, MOREAU],
    figures=[figure(9, Kind.CONVICTED, "9 passeurs", LYON, source=Citation(entity=MOREAU.id, text="Hélène Moreau"))],
)
FLOOD = report(
    "Las inundaciones en Quito dejaron al menos 30 muertos. Las autoridades niegan 200 desaparecidos.",
    filename="quito.txt",
    language="es",
    entities=[QUITO],
    figures=[
        figure(30, Kind.KILLED, "30 muertos", QUITO, high=None, period=days("2021-05-20", "2021-06-02")),
        figure(200, Kind.MISSING, "200 desaparecidos", QUITO, status=Status.DENIED),
    ],
)
JOINT = report(
    "A joint operation in Karachi and Sfax freed 21 captives; migrant smuggling routes are watched.",
    filename="joint.txt",
    published="2022-03-01",
    entities=[KARACHI, SFAX],
    figures=[
        figure(
            21,
            Kind.RELEASED,
            "21 captives",
            KARACHI,
            SFAX,
            period=days("2022-02-27"),
            qualifier=Qualifier.ABOUT,
            rule="by-hand",
            cell=CellRef(table=0, row=0, column=0),
            supersedes=20,
            confidence=0.97,
        )
    ],
)
NAMES = {SEA.id: "sea", PORT.id: "port", COURT.id: "court", FLOOD.id: "flood", JOINT.id: "joint"}
ALL = [
    Entry(document=SEA),
    Entry(document=PORT, collection="police"),
    Entry(document=COURT, collection="police"),
    Entry(document=FLOOD),
    Entry(document=JOINT),
]


@pytest.fixture(scope="module")
def filled(fresh_engine: Fresh) -> Iterator[Engine]:
    """All reports, for tests that only read."""
    with fresh_engine() as engine:
        engine.index(ALL)
        engine.flush()
        yield engine


@pytest.fixture
def changing(engine: Engine) -> Engine:
    """All reports, for tests that change them."""
    engine.index(ALL)
    engine.flush()
    return engine


def found(page: SearchPage) -> list[str]:
    return [f"{NAMES[hit.document]} {hit.page}" for hit in page.hits]


def counted(page: FigurePage) -> list[str]:
    return [hit.figure.text for hit in page.hits]


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


@pytest.mark.parametrize(
    ("query", "figures"),
    [
        (FigureQuery(kinds=(Kind.KILLED,)), {"30 migrants", "7 children", "410 people", "30 muertos"}),
        (FigureQuery(kinds=(Kind.MISSING,)), set()),
        (FigureQuery(kinds=(Kind.MISSING,), statuses=(Status.DENIED,)), {"200 desaparecidos"}),
        (FigureQuery(places=("PK",)), {"12 smugglers", "40 kg", "21 captives"}),
        (
            FigureQuery(places=("sfax", "quito"), units=("people",)),
            {"30 migrants", "55 people", "7 children", "30 muertos", "21 captives"},
        ),
        (FigureQuery(places=("Pakistán",)), {"12 smugglers", "40 kg", "21 captives"}),
        (FigureQuery(sources=("ncg",)), {"55 people"}),
        (FigureQuery(sources=("coast guard", "moreau")), {"55 people", "9 passeurs"}),
        (FigureQuery(counted=("children",)), {"7 children"}),
        (FigureQuery(units=("kg",)), {"40 kg"}),
        (FigureQuery(aggregations=(Aggregation.CUMULATIVE, Aggregation.STOCK)), {"410 people", "900 people"}),
        (FigureQuery(languages=("fr",)), {"9 passeurs"}),
        (FigureQuery(media_types=("application/pdf",)), {"12 smugglers", "40 kg"}),
        (FigureQuery(collections=("police",)), {"12 smugglers", "40 kg", "9 passeurs"}),
        (FigureQuery(documents=(JOINT.id,)), {"21 captives"}),
        (FigureQuery(since=date(2022, 2, 3)), {"9 passeurs", "21 captives"}),
        (FigureQuery(until=date(2021, 5, 4), kinds=(Kind.KILLED,)), {"30 migrants", "410 people"}),
        (FigureQuery(since=date(2021, 6, 1), until=date(2021, 6, 1)), {"30 muertos"}),
        (FigureQuery(minimum=40, maximum=60), {"55 people", "40 kg"}),
        (FigureQuery(near=Near(lat=0, lon=-78.5, within=30)), {"30 muertos"}),
        (FigureQuery(near=Near(lat=0, lon=-78.5, within=20)), set()),
        (FigureQuery(sentences=("40 kg", "Children")), {"40 kg", "7 children"}),
        (FigureQuery(qualifiers=(Qualifier.ABOUT,)), {"21 captives"}),
        (FigureQuery(left_out=(LeftOut.PART, LeftOut.STOCK)), {"7 children", "900 people"}),
        (FigureQuery(rules=("by-hand",)), {"21 captives"}),
        (FigureQuery(figures=("7 children",)), {"7 children"}),
        (FigureQuery(wholes=("30 migrants",)), {"7 children"}),
        (FigureQuery(pages=(2,)), {"7 children", "410 people", "900 people"}),
        (FigureQuery(in_table=True), {"21 captives"}),
        (FigureQuery(in_table=False, documents=(JOINT.id,)), set()),
        (FigureQuery(revised=True), {"21 captives"}),
        (FigureQuery(confidence=0.95), {"21 captives"}),
    ],
)
def test_figures_are_filtered(filled: Engine, query: FigureQuery, figures: set[str]) -> None:
    answer = filled.figures(query)
    assert set(counted(answer)) == figures
    assert answer.total == len(figures)


def test_figures_come_in_order_and_all(filled: Engine) -> None:
    query = FigureQuery(sort=FigureSort.LARGEST, limit=4)
    walked, page = [], filled.figures(query)
    while page.next:
        walked += [hit.figure.best for hit in page.hits]
        page = filled.figures(query.model_copy(update={"cursor": page.next}))
    walked += [hit.figure.best for hit in page.hits]
    assert walked == [900, 410, 55, 40, 30, 30, 21, 12, 9, 7]
    newest = filled.figures(FigureQuery(sort=FigureSort.NEWEST, limit=2))
    assert counted(newest) == ["21 captives", "9 passeurs"]
    assert counted(filled.figures(FigureQuery(sort=FigureSort.OLDEST, limit=1))) == ["410 people"]


def test_a_figure_leads_back(filled: Engine) -> None:
    [hit] = filled.figures(FigureQuery(counted=("children",))).hits
    assert hit.figure == SEA.figures[2]
    assert (hit.document, hit.filename, hit.title, hit.left_out) == (
        SEA.id,
        "strait-may.txt",
        "Crossing report",
        LeftOut.PART,
    )
    assert [found.name for found in hit.places] == ["Sfax"]


def sums_of(engine: Engine, **query: object) -> dict[tuple[str | None, str, str], Sum]:
    answer = engine.figures(FigureQuery.model_validate({"limit": 0, **query}))
    return {(found.group, found.kind.value, found.unit): found for found in answer.sums}


def test_nobody_is_counted_twice(filled: Engine) -> None:
    killed = sums_of(filled, statuses=())["killed", "killed", "people"]
    assert (killed.figures, killed.low, killed.best, killed.high) == (2, 60, 60, None)
    assert killed.largest_total == 410
    assert {left.reason: left.figures for left in killed.left_out} == {LeftOut.TOTAL: 1, LeftOut.PART: 1}
    displaced = sums_of(filled)["displaced", "displaced", "people"]
    assert (displaced.figures, displaced.best, displaced.largest_total) == (0, 0, None)
    assert [left.reason for left in displaced.left_out] == [LeftOut.STOCK]
    missing = sums_of(filled, statuses=("denied",))["missing", "missing", "people"]
    assert [left.reason for left in missing.left_out] == [LeftOut.NOT_ASSERTED]


def test_sums_by_country_leave_shared_figures_apart(filled: Engine) -> None:
    by = sums_of(filled, group_by=FigureGroup.COUNTRY)
    assert by["TN", "killed", "people"].best == 30
    assert by["EC", "killed", "people"].best == 30
    assert by[None, "released", "people"].best == 21
    assert by["PK", "seized", "kg"].best == 40
    assert by[None, "killed", "people"].largest_total == 410


def test_sums_by_place_month_and_source(filled: Engine) -> None:
    assert sums_of(filled, group_by=FigureGroup.PLACE)["Sfax", "rescued", "people"].best == 55
    by_month = sums_of(filled, group_by=FigureGroup.MONTH, kinds=(Kind.KILLED,))
    assert {group: found.best for (group, _, _), found in by_month.items()} == {"2021-05": 30, None: 30}
    assert sums_of(filled, group_by=FigureGroup.SOURCE)["National Coast Guard", "rescued", "people"].best == 55


def test_sums_follow_the_filters(filled: Engine) -> None:
    assert set(sums_of(filled, collections=("police",))) == {
        ("arrested", "arrested", "people"),
        ("convicted", "convicted", "people"),
        ("seized", "seized", "kg"),
    }


def test_entities_are_found_by_any_word(filled: Engine) -> None:
    assert [hit.name for hit in filled.entities(EntityQuery(prefix="sal"))] == ["Nadia Salim"]
    assert [hit.name for hit in filled.entities(EntityQuery(prefix="helene m"))] == ["Hélène Moreau"]
    places = filled.entities(EntityQuery(labels=(Label.PLACE,)))
    assert [(hit.name, hit.documents, hit.mentions) for hit in places[:2]] == [("Karachi", 2, 2), ("Sfax", 2, 2)]
    assert filled.entities(EntityQuery(prefix="nadia", collections=("default",))) == ()


def test_indexing_again_replaces(changing: Engine) -> None:
    changed = PORT.model_copy(update={"figures": PORT.figures[:1], "entities": ()})
    changing.index([Entry(document=changed)])
    changing.flush()
    assert changing.search(SearchQuery(text=parse("heroin"))).total == 1
    assert changing.search(SearchQuery(collections=("police",))).total == 1
    assert changing.figures(FigureQuery(units=("kg",))).total == 0
    assert changing.entities(EntityQuery(prefix="salim")) == ()


def test_a_shorter_report_leaves_no_old_pages(changing: Engine) -> None:
    changing.index([Entry(document=SEA.model_copy(update={"pages": SEA.pages[:1], "figures": ()}))])
    changing.flush()
    assert found(changing.search(SearchQuery(documents=(SEA.id,)))) == ["sea 1"]


def test_deleting_leaves_nothing(changing: Engine) -> None:
    changing.delete([PORT.id, "sha256:unknown"])
    changing.flush()
    assert changing.search(SearchQuery(text=parse("heroin"))).total == 0
    assert changing.figures(FigureQuery(units=("kg",))).total == 0
    assert changing.entities(EntityQuery(prefix="nadia")) == ()
    assert list(changing.documents()) == sorted(set(NAMES) - {PORT.id})


def test_rebuilding_replaces_everything(changing: Engine) -> None:
    assert changing.rebuild(iter(ALL[:2])) == 2
    assert list(changing.documents()) == sorted([SEA.id, PORT.id])
    assert changing.search(SearchQuery()).total == 3
    changing.index(ALL[2:])
    changing.flush()
    assert changing.search(SearchQuery()).total == 6


def test_a_failed_rebuild_changes_nothing(changing: Engine) -> None:
    def broken() -> Iterator[Entry]:
        yield ALL[0]
        raise RuntimeError("the store went away")

    with pytest.raises(RuntimeError):
        changing.rebuild(broken())
    assert changing.search(SearchQuery()).total == 6


def test_a_long_page_is_searched_to_its_end(changing: Engine) -> None:
    long = report(
        "\n".join(f"Line {number} of the long report." for number in range(9000)) + "\nzanzibar", filename="l.txt"
    )
    changing.index([Entry(document=long)])
    changing.flush()
    [hit] = changing.search(SearchQuery(text=parse("zanzibar"))).hits
    assert hit.page == 1
    assert [long.text[start:end] for start, end in hit.snippet.marks] == ["zanzibar"]


def test_an_empty_index_answers(engine: Engine) -> None:
    assert engine.search(SearchQuery(text=parse("boat"))).total == 0
    assert engine.figures(FigureQuery()) == FigurePage(hits=(), total=0)
    assert engine.entities(EntityQuery()) == ()
    assert list(engine.documents()) == []
    assert engine.health().ready


def test_health_counts_documents(filled: Engine) -> None:
    assert filled.health().documents == len(ALL)


def test_scripts_of_any_kind(changing: Engine) -> None:
    texts = [
        "Пограничники спасли людей",
        "أنقذ خفر السواحل المهاجرين",
        "海岸警備隊は人々を救助した",
        "In İzmir",
        "x" * 5000,
    ]
    documents: list[Document] = [report(text, language="und", filename=f"{n}.txt") for n, text in enumerate(texts)]
    changing.index(Entry(document=document) for document in documents)
    changing.flush()
    for query, document in (
        ("спасли", documents[0]),
        ("السواحل", documents[1]),
        ("海岸*", documents[2]),
        ("izmir", documents[3]),
        ("İZMİR", documents[3]),
    ):
        assert [hit.document for hit in changing.search(SearchQuery(text=parse(query))).hits] == [document.id]


TWIN = report(
    "Port raid\nPolice led by Nadia Salim arrested 12 smugglers in Karachi and seized 40 kg of heroin, they say.",
    filename="raid-again.txt",
)


def test_near_duplicates_are_told(changing: Engine) -> None:
    changing.index([Entry(document=TWIN, collection="press")])
    changing.flush()
    found = changing.duplicates(DuplicateQuery(documents=(PORT.id, SEA.id, "sha256:unknown")))
    assert {document: [twin.document for twin in twins] for document, twins in found.items()} == {PORT.id: [TWIN.id]}
    assert 0.8 <= found[PORT.id][0].similarity < 1
    assert found[PORT.id][0].filename == "raid-again.txt"
    assert changing.duplicates(DuplicateQuery(documents=(PORT.id,), collections=("police",))) == {}
    changing.delete([TWIN.id])
    changing.flush()
    assert changing.duplicates(DuplicateQuery(documents=(PORT.id,))) == {}


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("migrnats", "migrants"),
        ("herion -migrants", "heroin -migrants"),
        ('"migrant smugling"', '"migrant smuggling"'),
        ("arestations", "arrestations"),
        ("migrants", None),
        ("xylophone", None),
        ("migr*", None),
        ("", None),
    ],
)
def test_misspelt_words_are_set_right(filled: Engine, text: str, meant: str | None) -> None:
    query = SearchQuery(text=parse(text))
    assert did_you_mean(filled, query, found=filled.search(query).total) == meant


def test_only_what_can_be_found_is_suggested(filled: Engine) -> None:
    query = SearchQuery(text=parse("herion"), collections=("default",))
    assert did_you_mean(filled, query, found=0) is None


def test_a_common_word_is_suggested_for_a_rare_one(changing: Engine) -> None:
    many = [report(f"The harbour of town {number}", filename=f"{number}.txt") for number in range(60)]
    changing.index(Entry(document=each) for each in [*many, report("The harbuor", filename="typo.txt")])
    changing.flush()
    assert did_you_mean(changing, SearchQuery(text=parse("harbuor town")), found=0) == "harbour town"


def test_documents_of_the_same_matter(changing: Engine) -> None:
    other = report("Drowned migrants: the National Coast Guard counts boats lost in the strait off Sfax.", filename="o")
    changing.index([Entry(document=other)])
    changing.flush()
    similar = more_like_this(changing, other, limit=5)
    assert (similar[0].document, similar[0].page) == (SEA.id, 1)
    assert {"drowned", "strait", "sfax"} <= set(similar[0].words)
    assert len({each.document for each in similar}) == len(similar)
    assert [each.document for each in more_like_this(changing, SEA, limit=1)] == [other.id]


def test_documents_can_be_left_out(filled: Engine) -> None:
    query = SearchQuery(text=parse("migrant"), other_than=(SEA.id,))
    assert found(filled.search(query)) == ["joint 1"]
    assert filled.count([query, SearchQuery(), SearchQuery(text=parse("nowhere"))]) == (1, 6, 0)
    assert filled.count([]) == ()
