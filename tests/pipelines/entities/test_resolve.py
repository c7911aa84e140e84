"""One entity for each thing, over a whole document."""

from pipelines.record import Label
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
