"""Which office a text gives to whom, and what its words name besides."""

import pytest

from pipelines.record import Label
from tests.pipelines.entities.understanding import named, the, understood


@pytest.mark.parametrize(
    ("language", "text", "person", "role", "organization"),
    [
        ("en", "UNICEF Yemen Representative Karin Holm called for calm.", "Karin Holm", "Representative", "UNICEF"),
        ("en", "Tom Wilk, who heads the Border Guard, spoke.", "Tom Wilk", "heads", "Border Guard"),
        ("en", "Coast guard spokesman Paul Harris spoke.", "Paul Harris", "Coast guard spokesman", None),
        ("fr", "Marie Sarr, qui dirige l'OIM, a parlé.", "Marie Sarr", "dirige", "OIM"),
        ("es", "Luis Mena, quien preside la OIM, habló.", "Luis Mena", "preside", "OIM"),
        ("es", "El director de la Policía Nacional, Luis Mena, habló.", "Luis Mena", "director", "Policía Nacional"),
        ("es", "Luis Mena, comandante de la Fuerza Pública, habló.", "Luis Mena", "comandante", "Fuerza Pública"),
    ],
)
def test_a_role_keeps_clear_of_its_organisation(
    language: str, text: str, person: str, role: str, organization: str | None
) -> None:
    naming = understood(text, language=language)
    (office,) = the(naming, person).roles
    assert office.role == role
    assert office.organization == (the(naming, organization).id if organization else None)


@pytest.mark.parametrize(
    ("language", "text", "place"),
    [
        ("en", "They fled the village of Wad Sharif on Monday.", "Wad Sharif"),
        ("fr", "Dans la localité de Ouarmini, ils ont tiré.", "Ouarmini"),
        ("es", "En la aldea de Sepacuité murieron tres.", "Sepacuité"),
    ],
)
def test_what_is_called_a_village_is_a_place(language: str, text: str, place: str) -> None:
    assert named(understood(text, language=language), Label.PLACE) == {place}


def test_a_ship_is_nobody() -> None:
    assert named(understood("Captain Pedro Lima of the frigate Bartolomeu left."), Label.PERSON) == {"Pedro Lima"}


def test_an_abbreviated_surname_belongs_to_the_name() -> None:
    assert named(understood("Police say that Mr. Kemal A. led them."), Label.PERSON) == {"Kemal A."}


def test_a_court_of_appeal_is_named_with_its_city() -> None:
    naming = understood("The Court of Appeal in Dakar ruled on Monday.")
    assert named(naming, Label.ORG) == {"Court of Appeal in Dakar"}
