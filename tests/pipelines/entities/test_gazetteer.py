"""The gazetteer: what names mean, alone, qualified, and among a document's other places."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.places.build import build
from models.places.keys import key
from pipelines.entities.gazetteer import Toponym, locate, locate_all
from pipelines.entities.places_lookup import GAZETTEER, candidates
from pipelines.packs import packs
from pipelines.record import Place, Precision

TABLES = ("area", "place", "name")


def test_the_shipped_gazetteer_is_what_its_sources_build(tmp_path: Path) -> None:
    build(tmp_path / "places.sqlite")
    with sqlite3.connect(tmp_path / "places.sqlite") as built, sqlite3.connect(GAZETTEER) as shipped:
        for table in TABLES:
            query = f"SELECT * FROM {table} ORDER BY 1, 2"  # noqa: S608
            assert built.execute(query).fetchall() == shipped.execute(query).fetchall()


def test_the_gazetteer_is_small() -> None:
    assert GAZETTEER.stat().st_size < 16_000_000


@pytest.mark.parametrize(
    ("language", "name", "country"),
    [
        ("en", "UK", "GB"),
        ("en", "Britain", "GB"),
        ("en", "the United States", "US"),
        ("en", "U.S.A.", "US"),
        ("en", "DR Congo", "CD"),
        ("en", "Congo-Kinshasa", "CD"),
        ("en", "Congo-Brazzaville", "CG"),
        ("en", "Ivory Coast", "CI"),
        ("fr", "Côte d’Ivoire", "CI"),
        ("es", "Costa de Marfil", "CI"),
        ("en", "Burma", "MM"),
        ("en", "Myanmar", "MM"),
        ("en", "Kosovo", "XK"),
        ("en", "Turkey", "TR"),
        ("en", "Türkiye", "TR"),
        ("en", "Swaziland", "SZ"),
        ("en", "Holy See", "VA"),
        ("en", "Occupied Palestinian Territory", "PS"),
        ("en", "Gaza", "PS"),
        ("en", "West Bank", "PS"),
        ("en", "Taiwan", "TW"),
        ("en", "Niger", "NE"),
        ("en", "Nigeria", "NG"),
        ("en", "Dominica", "DM"),
        ("en", "Dominican Republic", "DO"),
        ("en", "Guinea", "GN"),
        ("en", "Papua New Guinea", "PG"),
        ("fr", "l'Allemagne", "DE"),
        ("fr", "États-Unis", "US"),
        ("fr", "ETATS-UNIS", "US"),
        ("fr", "République dominicaine", "DO"),
        ("fr", "Dominique", "DM"),
        ("fr", "Soudan du Sud", "SS"),
        ("es", "EE.UU.", "US"),
        ("es", "EE. UU.", "US"),
        ("es", "Países Bajos", "NL"),
        ("es", "Sudáfrica", "ZA"),
        ("es", "Líbano", "LB"),
    ],
)
def test_everyday_names_of_countries(language: str, name: str, country: str) -> None:
    assert _found(name, language).country == country


def test_every_country_is_found_by_its_usual_name_in_every_pack() -> None:
    rows = [line.split("\t") for line in (GAZETTEER.parent / "countries.tsv").read_text(encoding="utf-8").splitlines()]
    wrong = [
        (row[0], pack.code)
        for row in rows
        if not row[0].startswith("#")
        for column, pack in zip((3, 5, 4), packs(), strict=True)
        if _found(row[column].split("|")[0], pack.code).country != row[0]
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("language", "name", "precision", "country"),
    [
        ("en", "Mediterranean", Precision.WATER, None),
        ("fr", "la Manche", Precision.WATER, None),
        ("es", "río Bravo", Precision.WATER, None),
        ("en", "Lake Chad", Precision.WATER, None),
        ("en", "Sahel", Precision.REGION, None),
        ("en", "Western Balkan route", Precision.REGION, None),
        ("fr", "Darfour", Precision.REGION, "SD"),
        ("en", "northern Syria", Precision.REGION, "SY"),
        ("fr", "nord du Mali", Precision.REGION, "ML"),
        ("es", "norte de México", Precision.REGION, "MX"),
        ("en", "Idlib Governorate", Precision.ADMIN1, "SY"),
        ("en", "Idlib province", Precision.ADMIN1, "SY"),
        ("fr", "province du Nord-Kivu", Precision.ADMIN1, "CD"),
        ("fr", "gouvernorat d'Idlib", Precision.ADMIN1, "SY"),
        ("es", "estado de Chiapas", Precision.ADMIN1, "MX"),
        ("en", "Gaza Strip", Precision.ADMIN1, "PS"),
        ("en", "Texas", Precision.ADMIN1, "US"),
        ("en", "Zaatari refugee camp", Precision.POINT, "JO"),
        ("es", "campamento de Dadaab", Precision.POINT, "KE"),
        ("en", "Bab al-Hawa", Precision.POINT, "SY"),
        ("en", "Darién Gap", Precision.REGION, None),
        ("en", "Germany", Precision.COUNTRY, "DE"),
        ("en", "New York", Precision.POINT, "US"),
        ("fr", "Abidjan", Precision.POINT, "CI"),
        ("en", "Cox's Bazar District", Precision.ADMIN2, "BD"),
    ],
)
def test_precision(language: str, name: str, precision: Precision, country: str | None) -> None:
    place = _found(name, language)
    assert (place.precision, place.country) == (precision, country)


@pytest.mark.parametrize("name", ["Migrant Smuggling", "Xyzzyville", "", " ", "…", "Terms of Reference"])
def test_what_is_unknown_is_nowhere(name: str) -> None:
    assert locate(name) is None


def test_an_unknown_village_of_a_known_country_has_the_country_alone() -> None:
    assert locate("Xyzzyville", within=("Syria",)) == Place(country="SY")


@pytest.mark.parametrize(
    ("name", "within", "admin1"),
    [
        ("Paris", "Texas", "Texas"),
        ("Springfield", "Illinois", "Illinois"),
        ("Springfield", "MO", "Missouri"),
        ("Lebanon", "Tennessee", "Tennessee"),
        ("London", "Ontario", "Ontario"),
    ],
)
def test_a_qualified_name_lies_where_it_is_said_to(name: str, within: str, admin1: str) -> None:
    place = locate(name, within=(within,))
    assert place is not None
    assert place.admin1 == admin1


def test_a_comma_between_countries_makes_a_list() -> None:
    names = ("Panama", "Colombia", "Peru", "Mexico", "Cuba")
    toponyms = [Toponym(name, within=(after,)) for name, after in pairwise(names)]
    assert _countries(toponyms) == ["PA", "CO", "PE", "MX"]


@pytest.mark.parametrize(
    ("names", "country"),
    [
        (("Georgia",), "GE"),
        (("Georgia", "Armenia", "Tbilisi"), "GE"),
        (("Georgia", "Alabama", "Florida"), "US"),
        (("Georgia", "Atlanta"), "US"),
        (("Georgia", "United States", "Russia"), "GE"),
        (("Niger", "Nigeria", "Borno"), "NE"),
        (("Sudan", "South Sudan", "Juba"), "SD"),
        (("Congo", "Goma", "Bukavu"), "CD"),
        (("Congo", "Brazzaville", "Pointe-Noire"), "CG"),
        (("Victoria", "Seychelles"), "SC"),
        (("Victoria", "Vancouver", "Canada"), "CA"),
        (("San José", "Costa Rica"), "CR"),
        (("Santiago", "Chile"), "CL"),
        (("Santiago", "Dominican Republic"), "DO"),
        (("Tripoli", "Beirut", "Lebanon"), "LB"),
        (("Tripoli", "Benghazi"), "LY"),
        (("Córdoba", "Spain", "Seville"), "ES"),
        (("Córdoba", "Argentina"), "AR"),
        (("Valencia", "Caracas"), "VE"),
        (("Valencia", "Madrid"), "ES"),
        (("Hyderabad", "Karachi"), "PK"),
        (("Hyderabad", "Mumbai"), "IN"),
        (("Paris", "United States", "Senegal"), "FR"),
    ],
)
def test_other_places_decide(names: tuple[str, ...], country: str) -> None:
    assert _countries([Toponym(name) for name in names])[0] == country


def test_a_nationality_is_a_hint() -> None:
    (place,) = locate_all([Toponym("Hyderabad")], hints={"PK": 3})
    assert place is not None
    assert place.country == "PK"


def test_a_name_qualified_once_means_the_same_again() -> None:
    places = locate_all([Toponym("Paris", within=("Texas",)), Toponym("France"), Toponym("Paris")])
    assert places[2] == places[0]


def test_a_hamlet_abroad_is_not_guessed() -> None:
    names = ("Ayat", "Juba", "Malakal", "South Sudan", "Uganda")
    assert locate_all([Toponym(name) for name in names])[0] is None


def test_two_places_of_one_name_stay_two() -> None:
    texas, france = locate_all([Toponym("Paris", within=("Texas",)), Toponym("Paris", within=("France",))])
    assert texas is not None
    assert france is not None
    assert (texas.country, france.country) == ("US", "FR")


def test_spellings_of_one_place_are_one_place() -> None:
    assert locate("Kyiv") == locate("Kiev", language="fr") == locate("Kiev", language="es")
    assert locate("Sanaa") == locate("Sana'a") == locate("Sana’a")


def test_a_language_without_a_pack_still_finds_names() -> None:
    assert _found("Berlin", "de").country == "DE"


def test_many_threads_may_ask_at_once() -> None:
    candidates.cache_clear()
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda name: _found(name, "en").country, ["Kabul", "Lima", "Oslo", "Accra"] * 50))
    assert found == ["AF", "PE", "NO", "GH"] * 50


@given(st.text(max_size=40))
def test_any_text_may_be_asked_for(name: str) -> None:
    place = locate(name)
    assert place is None or isinstance(place, Place)


@given(st.text(max_size=40))
def test_a_key_is_its_own_key(name: str) -> None:
    assert key(key(name)) == key(name)


def _found(name: str, language: str) -> Place:
    place = locate(name, language=language)
    assert place is not None, name
    return place


def _countries(toponyms: list[Toponym]) -> list[str | None]:
    return [place.country if place else None for place in locate_all(toponyms)]
