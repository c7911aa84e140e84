"""Whom a text ties a role to: over homes, acronyms, lists and signatures."""

import pytest

from tests.pipelines.entities.understanding import the, understood

_MINISTER = ("doctora", "ministra de Salud", None)


def offices(language: str, text: str, person: str) -> list[tuple[str | None, str | None, str | None]]:
    """Title, role and the organisation's name of each role that the text gives to a person."""
    naming = understood(text, language=language)
    names = {entity.id: entity.name for entity in naming.entities}
    return [
        (role.title, role.role, names[role.organization] if role.organization else None)
        for role in the(naming, person).roles
    ]


@pytest.mark.parametrize(
    ("language", "text", "person", "expected"),
    [
        (
            "en",
            "He appointed General Paul Harris of Canada as Force Commander of the Border Police.",
            "Paul Harris",
            ("General", "Force Commander", "Border Police"),
        ),
        (
            "en",
            "Mr. Harris (Canada), Vice-Chair of the Third Committee, spoke.",
            "Harris",
            ("Mr.", "Vice-Chair", "Third Committee"),
        ),
        (
            "en",
            "It elected Tom Wilk, Kenya's Minister of Labour, on Monday.",
            "Tom Wilk",
            (None, "Minister of Labour", None),
        ),
        (
            "en",
            "Border Police (BP) Director General Tom Wilk left.",
            "Tom Wilk",
            (None, "Director General", "Border Police"),
        ),
        (
            "en",
            "Tom Wilk (a.k.a. Zebra), was a corporal in the Border Police.",
            "Tom Wilk",
            (None, "corporal", "Border Police"),
        ),
        ("es", "La ministra nombró a Luis Mena director de la OIM.", "Luis Mena", (None, "director", "OIM")),
        (
            "fr",
            "Le roi a nommé Marie Sarr présidente de l'OIM.",
            "Marie Sarr",
            (None, "présidente", "OIM"),
        ),
        ("es", "Habló la OIM, que preside Luis Mena, ayer.", "Luis Mena", (None, "preside", "OIM")),
    ],
)
def test_a_role_is_tied_over_what_stands_between(
    language: str, text: str, person: str, expected: tuple[str | None, str | None, str | None]
) -> None:
    assert offices(language, text, person) == [expected]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Speaking for IOM, regional director Tom Wilk agreed.", (None, "regional director", "IOM")),
        ("en", "IOM Superintendent Tom Wilk agreed.", ("Superintendent", None, "IOM")),
        ("en", "Tom Wilk (UNHCR) agreed.", (None, None, "UNHCR")),
        ("en", "Present: Mr. Tom Wilk, IOM; Ms. Ana Ruiz, UNHCR.", ("Mr.", None, "IOM")),
        ("en", "Mr. Tom Wilk, Director, Refugee Affairs, spoke.", ("Mr.", "Director, Refugee Affairs", None)),
        ("en", "Resident Coordinator a.i. Tom Wilk spoke.", (None, "Resident Coordinator a.i.", None)),
        (
            "en",
            "(Signed) Tom Wilk Permanent Representative of Denmark to the United Nations",
            (None, "Permanent Representative of Denmark", "United Nations"),
        ),
        (
            "en",
            "Yours sincerely,\n\nTom Wilk\nChief, Border Management Unit\nUNHCR\nGeneva",
            (None, "Chief", "Border Management Unit"),
        ),
        (
            "en",
            "The Deputy Secretary of IOM for Regional Integration, Tom Wilk, spoke.",
            (None, "Deputy Secretary", "IOM"),
        ),
        (
            "en",
            "Tom Wilk, former chief of the anti-kidnapping squad of the Border Police, left.",
            (None, "former chief of the anti-kidnapping squad", "Border Police"),
        ),
    ],
)
def test_a_role_is_read_in_every_construction(
    language: str, text: str, expected: tuple[str | None, str | None, str | None]
) -> None:
    assert offices(language, text, "Tom Wilk") == [expected]


def test_a_list_of_ministries_is_one_portfolio() -> None:
    text = "Marie Sarr, ministre de la Justice, de la Sécurité et de la Défense du Tchad, a parlé."
    assert [role for _, role, _ in offices("fr", text, "Marie Sarr")] == [
        "ministre de la Justice, de la Sécurité et de la Défense du Tchad"
    ]


def test_in_a_list_of_names_a_role_is_the_next_one_s() -> None:
    text = "Mr. Aoun, the Speaker, Nabih Berri, and Mr. Salam wrote a letter."
    assert offices("en", text, "Nabih Berri") == [(None, "Speaker", None)]


def test_a_given_name_behind_an_office_is_no_title() -> None:
    assert offices("en", "The liaison officer Dean Crombie flew in.", "Dean Crombie") == [
        (None, "liaison officer", None)
    ]


@pytest.mark.parametrize(
    ("language", "text", "person", "expected"),
    [
        ("en", "Tom Wilk, 22, of the Border Police, left.", "Tom Wilk", (None, None, "Border Police")),
        ("en", "Tom Wilk, a retired admiral, left.", "Tom Wilk", (None, "retired admiral", None)),
        ("en", "The head of IOM's bureau in Sofia, Tom Wilk, left.", "Tom Wilk", (None, "head", "IOM")),
        ("fr", "Le médecin militaire Paul Sow est mort.", "Paul Sow", (None, "médecin militaire", None)),
        ("fr", "Selon le représentant, Cheikh Niang, rien ne bouge.", "Cheikh Niang", (None, "représentant", None)),
        ("es", "El presidente nombró ministra de Salud a la doctora Karla Méndez.", "Karla Méndez", _MINISTER),
        ("es", "El fiscal superior, Luis del Río, habló.", "Luis del Río", (None, "fiscal superior", None)),
        ("es", "Jorge Chávez, en su calidad de director de la OIM, firmó.", "Jorge Chávez", (None, "director", "OIM")),
    ],
)
def test_what_stands_beside_a_role_is_read_with_it(
    language: str, text: str, person: str, expected: tuple[str | None, str | None, str | None]
) -> None:
    assert offices(language, text, person) == [expected]
