"""The component on its own, without any model: head nouns, well-known names and definitions betray organisations."""

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc, Span

from pipelines.entities.organizations import Organizations


def read(text: str, language: str = "en") -> Doc:
    return Organizations(language)(spacy.blank(language)(text))


def organizations(doc: Doc) -> list[str]:
    return [span.text for span in doc.ents if span.label_ == "ORG"]


@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("en", "Office of the High Commissioner for Human Rights"),
        ("en", "Food and Agriculture Organization of the United Nations"),
        ("en", "Department of Immigration and Border Protection"),
        ("en", "Department for Environment, Food and Rural Affairs"),
        ("en", "Lamar County Sheriff's Office"),
        ("en", "Permanent Mission of China to the United Nations"),
        ("en", "Project Steering Committee"),
        ("en", "4th Infantry Brigade"),
        ("en", "Government of Pakistan"),
        ("en", "Al-Shabaab"),
        ("fr", "ministère de l'Intérieur et de la Sécurité publique"),
        ("fr", "Agence nationale de la statistique et de la démographie"),
        ("fr", "Cour suprême du Bénin"),
        ("fr", "Police nationale d'Haïti"),
        ("fr", "Médecins sans frontières"),
        ("es", "Ministerio de Salud Pública y Bienestar Social"),
        ("es", "Unidad Nacional para la Gestión del Riesgo de Desastres"),
        ("es", "Oficina del Alto Comisionado de las Naciones Unidas para los Derechos Humanos"),
        ("es", "Tribunal Supremo de Justicia de Venezuela"),
        ("es", "Cártel de Sinaloa"),
    ],
)
def test_a_long_name_stays_whole(language: str, name: str) -> None:
    before = {"en": "We wrote to the", "fr": "Nous avons écrit à", "es": "Escribimos a"}[language]
    assert organizations(read(f"{before} {name}.", language)) == [name]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The Ministry of Health and the Ministry of Interior agreed.", ["Ministry of Health", "Ministry of Interior"]),
        ("Talks between the Ministry of Justice and Mr. Obi failed.", ["Ministry of Justice"]),
        ("The Agency and the Ministry agreed.", []),
        ("A Regional Expert Working Group Meeting was held.", []),
        ("the Director of Immigration Services for the Federal Border Agency", ["Federal Border Agency"]),
        ('The gang known as "400 Ravens" fled.', ["400 Ravens"]),
        ('The "Barrio 99" gang fled.', ["Barrio 99"]),
    ],
)
def test_a_name_ends_where_it_ends(text: str, names: list[str]) -> None:
    assert organizations(read(text)) == names


@pytest.mark.parametrize(
    ("language", "text", "pair"),
    [
        ("en", "The UNODC Country Office in Chad (UNODC-COCHA) met.", ("UNODC Country Office in Chad", "UNODC-COCHA")),
        ("en", "The FBA (Federal Border Agency) met.", ("FBA", "Federal Border Agency")),
        ("fr", "L'Organisation mondiale de la santé (OMS) alerte.", ("Organisation mondiale de la santé", "OMS")),
        (
            "fr",
            "Le Haut-Commissariat aux réfugiés (UNHCR) alerte.",
            ("Haut-Commissariat aux réfugiés", "UNHCR"),
        ),
        ("es", "La Comisión de la Verdad (CV) informó.", ("Comisión de la Verdad", "CV")),
    ],
)
def test_both_sides_of_a_definition_are_found(language: str, text: str, pair: tuple[str, str]) -> None:
    assert organizations(read(text, language)) == list(pair)


def test_an_acronym_of_something_else_is_no_organisation() -> None:
    doc = spacy.blank("en")("Internally displaced persons (IDPX) fled. The IDPX need food.")
    doc.ents = (Span(doc, 8, 9, label="ORG"),)
    assert organizations(Organizations("en")(doc)) == []


@settings(deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    doc = read(text)
    assert all(doc.text[span.start_char : span.end_char] == span.text for span in doc.ents)
