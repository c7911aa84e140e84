"""Names that are no places, and names of places inside other words and names."""

import pytest

from pipelines.record import Label, Place
from tests.pipelines.entities.understanding import named, the, understood


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Under the Geneva Conventions and the Statute of Rome prisoners are protected."),
        ("en", "Two cases of West Nile virus were confirmed."),
        ("en", "The frigate Languedoc and the tanker Toledo collided."),
        ("en", "Two ships, the Valencia and the Sea Crown, collided."),
        ("fr", "Ils ont salué l'accord de Brazzaville et la Convention de Genève."),
        ("fr", "Le patrouilleur Normandie a ramené les naufragés."),
        ("es", "Firmaron el Estatuto de Roma y el Protocolo de Palermo."),
        ("es", "El buque Toledo y la fragata Navarra zarparon."),
    ],
)
def test_what_bears_a_place_s_name_is_no_place(language: str, text: str) -> None:
    assert named(understood(text, language=language), Label.PLACE) == set()


def test_who_speaks_of_ships_is_no_ship() -> None:
    assert "Coast Guard of Malta" in named(understood("Two ships, the Coast Guard of Malta said, sank."), Label.ORG)


def test_a_place_stands_before_what_a_hyphen_hangs_on_it() -> None:
    naming = understood("The Tripoli-based Libyan Coast Guard fired at an Italy-bound boat.")
    assert named(naming, Label.PLACE) == {"Tripoli", "Italy"}
    assert named(naming, Label.ORG) == {"Libyan Coast Guard"}


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", "Fires broke out in the Zaatari camp.", "Zaatari"),
        ("fr", "Il a visité le camp de Farchana.", "Farchana"),
        ("es", "Cruzaron el puente de Rumichaca.", "Rumichaca"),
    ],
)
def test_the_common_word_for_a_place_stands_outside_its_name(language: str, text: str, name: str) -> None:
    assert the(understood(text, language=language), name).place is not None


def test_a_lake_and_the_country_of_its_name_are_two() -> None:
    naming = understood("Le Tchad cherche douze pêcheurs du lac Tchad.", language="fr")
    assert [_country(entity.place) for entity in naming.entities] == ["TD", None]


def test_a_river_nobody_has_heard_of_is_water() -> None:
    place = the(understood("Murieron a orillas del río Xiquixal.", language="es"), "Xiquixal").place
    assert place is not None
    assert place.precision == "water"


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("He wrote from Punta Gorda to the Government of Belize.", "Punta Gorda", "BZ"),
        ("The District Court of Virginia in Alexandria sentenced him.", "Alexandria", "US"),
        ("A yacht sank off Lagos, in the Algarve region of Portugal.", "Lagos", "PT"),
    ],
)
def test_what_stands_around_a_place_says_which_it_is(text: str, name: str, country: str) -> None:
    assert _country(the(understood(text), name).place) == country


def _country(place: Place | None) -> str | None:
    assert place is not None
    return place.country


def test_the_country_and_the_state_of_one_name_are_two() -> None:
    naming = understood("Georgia's Interior Ministry said that twelve Georgians died in Atlanta, Georgia.")
    found = [_country(entity.place) for entity in naming.entities if entity.name == "Georgia"]
    assert found == ["GE", "US"]


def test_a_valley_of_a_country_is_not_the_country() -> None:
    naming = understood("They left the Jordan Valley for Jordan.")
    assert [entity.place.precision for entity in naming.entities if entity.place] == ["region", "country"]
