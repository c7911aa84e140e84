"""What every engine must say of the figures of the same reports: the same lines, order and sums."""

from datetime import date

import pytest

from pipelines.record import (
    Aggregation,
    Kind,
    Qualifier,
    Status,
)
from service.index.base import Engine
from service.index.hits import LeftOut, Sum
from service.index.queries import (
    FigureGroup,
    FigureQuery,
    FigureSort,
    Near,
)
from tests.contract.archive import JOINT, SEA, counted


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
