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
        ("en", "Luis Paz (Head of Office, UNODC Bolivia) signed.", "Luis Paz", "Head of Office", "UNODC"),
        ("en", "The minister for migration, Abdou Sani, left.", "Abdou Sani", "minister for migration", None),
        ("en", "Abdou Sani, a lawyer for the families, left.", "Abdou Sani", "lawyer", None),
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


@pytest.mark.parametrize(
    ("language", "text", "person", "role"),
    [
        ("en", '"They were beaten," said Amir Zahir, the group\'s lawyer.', "Amir Zahir", "lawyer"),
        ("en", "Paul Harris, the junta spokesman, denied it.", "Paul Harris", "junta spokesman"),
        ("fr", "La directrice suppléante, Marie Sarr, a parlé.", "Marie Sarr", "directrice suppléante"),
        (
            "fr",
            "La ministre déléguée chargée de la Citoyenneté, Marie Sarr, a parlé.",
            "Marie Sarr",
            "ministre déléguée chargée de la Citoyenneté",
        ),
        ("es", "La fiscal adjunta, Marta Ruiz, habló.", "Marta Ruiz", "fiscal adjunta"),
    ],
)
def test_a_role_is_said_in_full(language: str, text: str, person: str, role: str) -> None:
    assert [office.role for office in the(understood(text, language=language), person).roles] == [role]


def test_a_date_is_no_part_of_an_organisation() -> None:
    naming = understood(
        "They were charged at the Milimani Law Courts on Monday, and the Court of Appeal in March agreed."
    )
    assert {"Milimani Law Courts"} <= named(naming, Label.ORG)
    assert not any("Monday" in name or "March" in name for name in named(naming, Label.ORG))


def test_an_office_s_long_name_ends_before_a_person_s() -> None:
    naming = understood("The Office of the High Commissioner for Human Rights Leila Farouk said so.")
    assert named(naming, Label.ORG) == {"Office of the High Commissioner for Human Rights"}


def test_a_letterhead_names_each_organ() -> None:
    assert named(understood("General Assembly Security Council"), Label.ORG) == {"General Assembly", "Security Council"}


def test_no_name_runs_from_one_cell_of_a_table_to_the_next() -> None:
    naming = understood("District\tDead\tInjured\tMissing\tHouses\nAccra Police\tKofi Badu\tGhana\t4\t2")
    assert not any("\t" in mention.text for mention in naming.mentions)


def test_a_footnote_s_number_is_no_part_of_a_name() -> None:
    assert named(understood("Poverty fell in Latin America.⁶"), Label.PLACE) == {"Latin America"}


@pytest.mark.parametrize(
    ("language", "text", "person", "roles"),
    [
        (
            "en",
            "The envoy for Haiti and head of the Border Agency, Elena Salvatierra, spoke.",
            "Elena Salvatierra",
            [(None, "envoy for Haiti", None), (None, "head", "Border Agency")],
        ),
        ("en", "Acting Commissioner Selwyn Tahi spoke.", "Selwyn Tahi", [("Acting Commissioner", None, None)]),
        (
            "en",
            "Shukhrat Nazarov, Deputy Chairman of UNICEF, left.",
            "Shukhrat Nazarov",
            [(None, "Deputy Chairman", "UNICEF")],
        ),
        ("en", "He met the camp commandant, Samuel Opio.", "Samuel Opio", [(None, "camp commandant", None)]),
        ("en", "Hana Novak, speaking for the Border Agency, agreed.", "Hana Novak", [(None, None, "Border Agency")]),
        (
            "en",
            "The Border Agency called UNICEF. Major Omar Said, its spokesman, smiled.",
            "Omar Said",
            [("Major", "spokesman", "Border Agency")],
        ),
        ("en", "He met May Sullivan, a lawyer for UNICEF.", "May Sullivan", [(None, "lawyer", "UNICEF")]),
        (
            "fr",
            "Le commissaire divisionnaire Paul Biyo a parlé de son frère Karim Sabri.",
            "Paul Biyo",
            [("commissaire divisionnaire", None, None)],
        ),
        ("fr", "Olivia Roncin, avocate de Karim Sabri, fera appel.", "Olivia Roncin", [(None, "avocate", None)]),
        (
            "es",
            "En nombre de la OEA (OEA), la embajadora Lucía Paredes firmó.",
            "Lucía Paredes",
            [(None, "embajadora", None), (None, None, "OEA")],
        ),
        ("es", "Detuvieron al exvicepresidente Óscar Benítez.", "Óscar Benítez", [(None, "exvicepresidente", None)]),
        (
            "es",
            "El portavoz del sindicato UNICEF, Asier Ferrán, habló.",
            "Asier Ferrán",
            [(None, "portavoz", "UNICEF")],
        ),
    ],
)
def test_who_holds_what(language: str, text: str, person: str, roles: list[tuple[str | None, ...]]) -> None:
    naming = understood(text, language=language)
    names = {entity.id: entity.name for entity in naming.entities}
    said = [(role.title, role.role, names.get(role.organization or "")) for role in the(naming, person).roles]
    assert said == roles


def test_an_acronym_defined_in_the_text_is_no_country_any_more() -> None:
    naming = understood("The Danish Refugee Council (DRC) left. The DRC will return.")
    assert named(naming, Label.PLACE) == set()
    assert the(naming, "Danish Refugee Council").aliases == ("DRC",)


def test_an_acronym_after_a_comma_is_defined() -> None:
    naming = understood("The Malaysian Maritime Enforcement Agency, or MMEA, agreed. MMEA ships left.")
    assert the(naming, "Malaysian Maritime Enforcement Agency").aliases == ("MMEA",)


def test_every_quoted_gang_of_a_list_is_one() -> None:
    naming = understood('Two gangs, the "Kings of Steel" and the "Block Eight Crew", fought.')
    assert named(naming, Label.ORG) == {"Kings of Steel", "Block Eight Crew"}
