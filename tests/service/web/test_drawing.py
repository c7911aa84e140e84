import re
from itertools import pairwise

import pytest

from pipelines.record import Entity, Kind, Place, Precision
from service.index.hits import FacetValue, FigureHit, FigurePlace, LeftOut, Sum
from service.web import charts, worldmap
from service.web.assets import STATIC, asset, integrity_of, vendored
from service.web.countries import countries, country_name
from tests.samples import figure, place


def total(group: str | None, best: float, kind: Kind = Kind.KILLED) -> Sum:
    return Sum(group=group, kind=kind, unit="people", figures=1, low=best, best=best, high=best)


def hit(value: int, places: tuple[FigurePlace, ...], entity: Entity, left_out: LeftOut | None = None) -> FigureHit:
    made = figure(value, Kind.KILLED, f"{value} people", entity)
    return FigureHit(
        document="sha256:0",
        filename=None,
        title=None,
        collection="default",
        published=None,
        figure=made,
        places=places,
        left_out=left_out,
    )


def test_bars_are_in_proportion_and_in_order() -> None:
    (chart,) = charts.charts([total("2021-03", 50), total("2021-01", 100), total(None, 7)])
    first, second = chart.drawn.bars
    assert (first.label, second.label, chart.drawn.top) == ("2021-01", "2021-03", 100)
    assert first.height == pytest.approx(2 * second.height, abs=0.1)
    assert first.x < second.x
    assert (second.since, second.until) == ("2021-03-01", "2021-03-31")
    assert chart.undated == 1
    assert not chart.drawn.yearly


def test_many_months_become_years() -> None:
    (chart,) = charts.charts([total("2010-02", 5), total("2010-07", 5), total("2021-12", 1)])
    assert [(bar.label, bar.value, bar.until) for bar in chart.drawn.bars] == [
        ("2010", 10, "2010-12-31"),
        ("2021", 1, "2021-12-31"),
    ]


def test_nothing_to_draw() -> None:
    assert charts.charts([total(None, 3), total("2020-01", 0)]) == ()
    assert charts.histogram([]) is None


def test_pages_found_are_drawn_by_month() -> None:
    drawn = charts.histogram([FacetValue(value="2021-02", count=3), FacetValue(value="2021-12", count=9)])
    assert drawn is not None
    assert [(bar.label, bar.value, bar.until) for bar in drawn.bars] == [
        ("2021-02", 3, "2021-02-28"),
        ("2021-12", 9, "2021-12-31"),
    ]
    assert (drawn.first, drawn.last) == ("2021-02", "2021-12")


def test_points_are_where_one_place_is_named_exactly() -> None:
    sfax, tunisia = place("Sfax", "TN"), place("Tunisia", "TN")
    exact = FigurePlace(name="Sfax", place=Place(country="TN", lat=34.7, lon=10.8, precision=Precision.POINT))
    wide = FigurePlace(name="Tunisia", place=Place(country="TN", lat=34, lon=9, precision=Precision.COUNTRY))
    found = [
        hit(30, (exact,), sfax),
        hit(5, (exact,), sfax),
        hit(7, (wide,), tunisia),
        hit(9, (exact, wide), sfax),
        hit(400, (exact,), sfax, left_out=LeftOut.TOTAL),
    ]
    (point,) = worldmap.points(found)
    assert (point.name, point.value) == ("Sfax", 35)


def test_dots_are_in_proportion_by_area() -> None:
    large, small = worldmap.dots([total("PK", 100), total("TN", 20), total("TN", 5, Kind.INJURED), total("nowhere", 9)])
    assert (large.country, small.country, small.value) == ("PK", "TN", 25)
    assert large.radius == pytest.approx(2 * small.radius, abs=0.1)
    assert large.x > small.x


def test_every_country_is_on_the_map() -> None:
    for code, country in countries().items():
        x, y = worldmap.project(country.longitude, country.latitude)
        assert 0 <= x <= worldmap.WIDTH, code
        assert y >= 0, code


def test_land_does_not_leap_across_the_map() -> None:
    for ring in re.findall(r"M([^Z]+)Z", worldmap.land()):
        places = [float(point.split()[0]) for point in ring.split("L")]
        assert max(abs(one - other) for one, other in pairwise(places)) < worldmap.WIDTH / 3


@pytest.mark.parametrize(
    ("language", "name"), [("en", "Germany"), ("fr", "Allemagne"), ("es", "Alemania"), ("xx", "Germany")]
)
def test_country_names(language: str, name: str) -> None:
    assert country_name("DE", language) == name
    assert country_name("??", language) == "??"


def test_vendored_files_are_unchanged() -> None:
    assert {f"vendor/{path.name}" for path in (STATIC / "vendor").iterdir() if path.suffix != ".toml"} == set(
        vendored()
    )
    for name, integrity in vendored().items():
        assert integrity_of(STATIC / name) == integrity


def test_address_changes_with_the_bytes() -> None:
    assert re.fullmatch(r"/static/tally\.css\?v=[0-9a-f]{12}", asset("tally.css").url)
    assert asset("tally.css").integrity == integrity_of(STATIC / "tally.css")
