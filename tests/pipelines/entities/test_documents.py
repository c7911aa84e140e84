"""What only a whole document, or an official one's layout, tells about names."""

import pytest

from pipelines.record import Label
from tests.pipelines.entities.understanding import named, the, understood


def test_an_acronym_that_a_document_defines_is_no_country_elsewhere() -> None:
    naming = understood("The Danish Refugee Council (DRC) fed 400 families.", "DRC staff were robbed.")
    assert the(naming, "Danish Refugee Council").aliases == ("DRC",)
    assert not named(naming, Label.PLACE)


def test_a_country_s_acronym_stays_the_country_s() -> None:
    naming = understood("The Democratic Republic of the Congo (DRC) agreed.", "The DRC has left.")
    assert the(naming, "Democratic Republic of the Congo").aliases == ("DRC",)


@pytest.mark.parametrize(
    ("text", "name", "acronym"),
    [
        ("They joined the Alliance of Independent Democrats (SNSD).", "Alliance of Independent Democrats", "SNSD"),
        ("The World Summit on Migration Authority (WSMA) met.", "World Summit on Migration Authority", "WSMA"),
        ("The European Broadcasting Union’s (EBU) office shut.", "European Broadcasting Union", "EBU"),
    ],
)
def test_an_acronym_is_its_whole_organisation_s(text: str, name: str, acronym: str) -> None:
    assert the(understood(text), name).aliases == (acronym,)


def test_an_elided_article_is_no_part_of_a_name() -> None:
    naming = understood("Des rebelles de l'Armée de résistance du Seigneur (LRA) ont fui.", language="fr")
    assert the(naming, "Armée de résistance du Seigneur").aliases == ("LRA",)


def test_a_city_and_its_camp_of_the_same_name_are_one_place() -> None:
    naming = understood("Troops entered the city of Jenin. A convoy reached the Jenin refugee camp on Monday.")
    assert len([entity for entity in naming.entities if entity.name == "Jenin"]) == 1


def test_two_bodies_that_and_joins_are_two() -> None:
    naming = understood("The Prosecutor's Office of Bosnia and Herzegovina and the Border Police arrested nine.")
    assert named(naming, Label.ORG) == {"Prosecutor's Office of Bosnia and Herzegovina", "Border Police"}


def test_a_heading_s_letter_makes_nobody() -> None:
    assert not named(understood("C. Mostar", "The mayor of Mostar left."), Label.PERSON)


def test_a_paragraph_s_number_is_no_part_of_a_name() -> None:
    naming = understood("219.State Investigation and Protection Agency officers came.")
    assert named(naming, Label.ORG) == {"State Investigation and Protection Agency"}


def test_a_village_unknown_in_its_state_is_not_sought_abroad() -> None:
    place = the(understood("A family froze near Emerson, Manitoba."), "Emerson").place
    assert place is not None
    assert (place.country, place.lat) == ("CA", None)


def test_an_unknown_place_lies_in_the_one_country_that_a_document_names() -> None:
    naming = understood("In Oman, police of the town of Qarzubah found a dhow. Oman thanked Muscat.")
    place = the(naming, "Qarzubah").place
    assert place is not None
    assert (place.country, place.precision) == ("OM", None)
