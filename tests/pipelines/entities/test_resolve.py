"""One entity for each thing, over a whole document."""

import pytest

from pipelines.record import BlockKind, Label
from tests.pipelines.entities.understanding import named, the, understood

MEETING = (
    "Opening the session, the UNICEF Country Representative, Ms. Ruth Adeyemi, thanked her hosts. On behalf of the "
    "Government of Ghana, Mr. Kofi Badu, the Director of Immigration for the Federal Border Agency (FBA), replied.",
    "The FBA will work with UNICEF. Badu thanked the Government of Canada (Department of Foreign Affairs).",
)


def test_people_are_named_without_title_and_once() -> None:
    naming = understood(*MEETING)
    assert named(naming, Label.PERSON) == {"Ruth Adeyemi", "Kofi Badu"}
    assert the(naming, "Kofi Badu").aliases == ("Badu",)


def test_offices_come_with_title_role_and_organisation() -> None:
    naming = understood(*MEETING)
    (ruth,), badu = the(naming, "Ruth Adeyemi").roles, the(naming, "Kofi Badu").roles
    assert (ruth.title, ruth.role, ruth.organization) == ("Ms.", "Country Representative", the(naming, "UNICEF").id)
    agency = the(naming, "Federal Border Agency")
    assert (badu[0].title, badu[0].role, badu[0].organization) == ("Mr.", "Director of Immigration", agency.id)
    assert badu[1].organization == the(naming, "Government of Ghana").id


def test_a_defined_acronym_is_an_alias_everywhere() -> None:
    naming = understood(*MEETING)
    agency = the(naming, "Federal Border Agency")
    assert agency.aliases == ("FBA",)
    assert [mention.text for mention in naming.mentions if mention.entity == agency.id] == [
        "Federal Border Agency",
        "FBA",
        "FBA",
    ]


def test_a_part_in_parentheses_is_linked_to_its_whole() -> None:
    naming = understood(*MEETING)
    assert the(naming, "Department of Foreign Affairs").part_of == the(naming, "Government of Canada").id


def test_two_people_of_one_surname_stay_two() -> None:
    naming = understood(
        "Police charged Mr. John Okoro and Mrs. Mary Okoro. Mrs. Okoro was released; Mr. Okoro was not.",
    )
    assert named(naming, Label.PERSON) == {"John Okoro", "Mary Okoro"}
    texts = {entity.name: [m.start for m in naming.mentions if m.entity == entity.id] for entity in naming.entities}
    assert len(texts["John Okoro"]) == len(texts["Mary Okoro"]) == 2


@pytest.mark.parametrize(
    ("language", "text", "person", "title", "role", "organization"),
    [
        (
            "en",
            "The head of the Ghana Prisons Service, Ama Boateng, left.",
            "Ama Boateng",
            None,
            "head",
            "Ghana Prisons Service",
        ),
        ("en", "IOM Director General Amy Lindt spoke.", "Amy Lindt", None, "Director General", "IOM"),
        (
            "en",
            "Judge Ama Boateng of the High Court of Accra ruled.",
            "Ama Boateng",
            "Judge",
            None,
            "High Court of Accra",
        ),
        (
            "en",
            "The Ghana Police Service agreed. Its spokesman, Yaw Badu, said so.",
            "Yaw Badu",
            None,
            "spokesman",
            "Ghana Police Service",
        ),
        (
            "fr",
            "Mme Aïssatou Barry, représentante de l'UNICEF, a parlé.",
            "Aïssatou Barry",
            "Mme",
            "représentante",
            "UNICEF",
        ),
        (
            "fr",
            "Le ministre de la Santé et de la Population, Yves Lambert, a parlé.",
            "Yves Lambert",
            None,
            "ministre de la Santé et de la Population",
            None,
        ),
        (
            "es",
            "El coronel Juan Restrepo, comandante de la Brigada 18, habló.",
            "Juan Restrepo",
            "coronel",
            "comandante",
            "Brigada 18",
        ),
        ("es", "La portavoz de ACNUR, Shabia Mantoo, habló.", "Shabia Mantoo", None, "portavoz", "ACNUR"),
    ],
)
def test_roles(
    language: str, text: str, person: str, title: str | None, role: str | None, organization: str | None
) -> None:
    naming = understood(text, language=language)
    (said,) = the(naming, person).roles
    owner = the(naming, organization).id if organization else None
    assert (said.title, said.role, said.organization) == (title, role, owner)
    assert role is None or text[said.start : said.end] == role


def test_a_role_has_its_own_place_in_the_text() -> None:
    text = "Mr. Kofi Badu, the Director of Immigration for the Federal Border Agency, spoke."
    (role,) = the(understood(text), "Kofi Badu").roles
    assert text[role.start : role.end] == "Director of Immigration"


def test_contents_and_running_heads_name_nobody() -> None:
    assert understood("Office of the High Commissioner ........ 12").mentions == ()
    assert understood("Federal Border Agency", kind=BlockKind.HEADER).mentions == ()


def test_a_person_only_in_a_heading_is_none() -> None:
    naming = understood("Migrant Smuggling", "The Ministry of Health met.", kind=BlockKind.HEADING)
    assert named(naming, Label.PERSON) == set()


def test_ids_are_stable_and_mentions_slice_the_text() -> None:
    first, second = understood(*MEETING), understood(*MEETING)
    text = "\n\n".join(MEETING)
    assert first == second
    assert len({entity.id for entity in first.entities}) == len(first.entities)
    assert all(text[mention.start : mention.end] == mention.text for mention in first.mentions)
