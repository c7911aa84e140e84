"""The component on its own, without any model: titles and well-known given names betray persons."""

import pytest
import spacy
from spacy.tokens import Doc, Span

from pipelines.entities.people import TITLES, People


def read(text: str, language: str) -> Doc:
    return People(language)(spacy.blank(language)(text))


def people(doc: Doc) -> list[str]:
    return [span.text for span in doc.ents if span.label_ == "PERSON"]


@pytest.mark.parametrize(
    ("language", "text", "title", "name"),
    [
        ("en", "Yesterday Lt. Col. Amara Diop resigned.", "Lt. Col.", "Amara Diop"),
        ("en", "The court heard Judge Ines van der Meer on Friday.", "Judge", "Ines van der Meer"),
        ("en", "Police arrested Rev. J. F. O'Brien Jr. in May.", "Rev.", "J. F. O'Brien Jr."),
        ("en", "Maj. Gen. (Rtd) Said Ndaro spoke.", "Maj. Gen. (Rtd)", "Said Ndaro"),
        ("en", "Mr. GUTERRES took the floor.", "Mr.", "GUTERRES"),
        ("fr", "Selon le colonel-major Souleymane Dembélé, tout est calme.", "colonel-major", "Souleymane Dembélé"),
        ("fr", "Mme Ursula von der Leyen a parlé.", "Mme", "Ursula von der Leyen"),
        ("fr", "Le juge d'instruction Alain Bertrand enquête.", "juge d'instruction", "Alain Bertrand"),
        ("es", "La Dra. María de los Ángeles Ruiz habló.", "Dra.", "María de los Ángeles Ruiz"),
        ("es", "El teniente coronel Luis Quispe murió.", "teniente coronel", "Luis Quispe"),
        ("es", "Monseñor Óscar Aguilar rezó.", "Monseñor", "Óscar Aguilar"),
    ],
)
def test_a_title_betrays_a_person_and_stays_outside(language: str, text: str, title: str, name: str) -> None:
    doc = read(text, language)
    assert people(doc) == [name]
    assert [span.text for span in doc.spans[TITLES]] == [title]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The General Assembly met in Geneva on Monday."),
        ("en", "Migrant Smuggling and Human Trafficking"),
        ("fr", "Le procureur de la République a parlé."),
        ("es", "La Fiscalía General de la Nación investiga."),
    ],
)
def test_offices_and_headings_are_no_persons(language: str, text: str) -> None:
    assert people(read(text, language)) == []


@pytest.mark.parametrize(("language", "given"), [("en", "Margaret"), ("fr", "Mamadou"), ("es", "Ximena")])
def test_a_well_known_given_name_opens_a_name(language: str, given: str) -> None:
    assert people(read(f"x {given} Quarles x.", language)) == [f"{given} Quarles"]


def guessed(text: str, start: int, end: int) -> Doc:
    doc = spacy.blank("en")(text)
    doc.ents = (Span(doc, start, end, label="PERSON"),)
    return People("en")(doc)


def test_a_guess_loses_its_title_and_gains_its_surname() -> None:
    assert people(guessed("We saw President Omar Touray there.", 2, 4)) == ["Omar Touray"]


def test_a_guess_behind_a_preposition_of_place_becomes_a_place() -> None:
    doc = guessed("The boat sank off Zuwara.", 4, 5)
    assert [(span.text, span.label_) for span in doc.ents] == [("Zuwara", "GPE")]


@pytest.mark.parametrize(
    ("text", "start", "end"), [("Migrant Smuggling rose.", 0, 2), ("Cyclone Freddy struck.", 1, 2)]
)
def test_a_guess_that_cannot_be_a_person_is_dropped(text: str, start: int, end: int) -> None:
    assert people(guessed(text, start, end)) == []


@pytest.mark.parametrize(
    ("language", "text", "alias"),
    [
        ("en", 'Mr. Joe Dean, alias "Fat Joe", fled.', "Fat Joe"),
        ("en", "Mr. Joe Dean, also known as Joey Dee, fled.", "Joey Dee"),
        ("fr", "M. Jean Dubois, dit « le Belge », a fui.", "le Belge"),
        ("es", 'El Sr. Juan Luna, conocido como "Chapa", huyó.', "Chapa"),
    ],
)
def test_an_alias_is_kept_beside_its_person(language: str, text: str, alias: str) -> None:
    doc = read(text, language)
    assert [other for _, other in doc._.tally_aliases] == [alias]
    assert alias in people(doc)
