import pytest

from pipelines.record import Entity, Kind, Place, Precision
from service.index.hits import FigureHit, FigurePlace, LeftOut, Sum
from service.web.countries import countries, country_name
from service.web.spots import by_country, by_place, main_unit
from tests.samples import figure, place


def total(group: str, best: float, kind: Kind = Kind.KILLED, unit: str = "people", figures: int = 1) -> Sum:
    return Sum(group=group, kind=kind, unit=unit, figures=figures, low=best, best=best, high=best)


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


def test_places_are_those_named_alone_and_exactly() -> None:
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
    (spot,) = by_place(found, found[0].figure.unit)
    assert (spot.name, spot.value, spot.latitude, spot.longitude) == ("Sfax", 35, 34.7, 10.8)
    assert by_place(found, "buildings") == ()


def test_countries_are_added_over_kinds_of_one_unit() -> None:
    sums = [
        total("PK", 100),
        total("TN", 20),
        total("TN", 5, Kind.INJURED),
        total("TN", 900, Kind.DESTROYED, "buildings"),
        total("nowhere", 9),
    ]
    assert [(spot.name, spot.value) for spot in by_country(sums, "people")] == [("PK", 100), ("TN", 25)]


def test_main_unit_is_that_of_most_figures() -> None:
    sums = [total("TN", 900, Kind.DESTROYED, "buildings", figures=2), total("TN", 20), total("PK", 1, figures=2)]
    assert main_unit(sums) == "people"
    assert main_unit([]) is None


def test_every_country_is_on_the_globe() -> None:
    for code, country in countries().items():
        assert -90 <= country.latitude <= 90, code
        assert -180 <= country.longitude <= 180, code


@pytest.mark.parametrize(
    ("language", "name"), [("en", "Germany"), ("fr", "Allemagne"), ("es", "Alemania"), ("xx", "Germany")]
)
def test_country_names(language: str, name: str) -> None:
    assert country_name("DE", language) == name
    assert country_name("??", language) == "??"
