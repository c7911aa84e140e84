"""The component that finds places, and where they are, on sentences of our own."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc, Span

from pipelines.entities.gazetteer import locate_all
from pipelines.entities.places_context import kilometres
from pipelines.entities.places_reading import locate_passages, toponyms
from pipelines.packs import pack
from pipelines.passage import Passage
from pipelines.record import Block, BlockKind, Place

GOLD = Path(__file__).parents[3] / "corpus" / "gold" / "places.tsv"
CLOSE_KM = 50


class Gold(NamedTuple):
    language: str
    name: str
    text: str
    country: str | None
    point: tuple[float, float] | None


@cache
def pipeline(language: str, *components: str) -> Language:
    nlp = spacy.blank(language)
    for name in components or ("tally_people", "tally_organizations", "tally_places"):
        nlp.add_pipe(name)
    return nlp


def places(text: str, language: str = "en") -> list[str]:
    return [span.text for span in pipeline(language)(text).ents if span.label_ == "PLACE"]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "en",
            "Pakistani smugglers left Zuwara across the central Mediterranean.",
            ["Zuwara", "central Mediterranean"],
        ),
        ("en", "NAIROBI, 3 May – Twelve people drowned off Sabratha.", ["NAIROBI", "Sabratha"]),
        ("en", "TRIPOLI (Wire) - The coast guard spoke.", ["TRIPOLI"]),
        ("en", "They fled from the Sudan to Chad and Ethiopia.", ["Sudan", "Chad", "Ethiopia"]),
        ("en", "In March the team met in Geneva.", ["Geneva"]),
        ("en", "Migrant Smuggling in Libya", ["Libya"]),
        ("en", "Tell us about the US and the UK.", ["US", "UK"]),
        ("en", "Fishermen of Lake Chad fled to Chad.", ["Lake Chad", "Chad"]),
        ("en", "Troops of the DR Congo entered Goma.", ["DR Congo", "Goma"]),
        (
            "en",
            "Arrests followed in Guinea, Guinea-Bissau and Equatorial Guinea.",
            ["Guinea", "Guinea-Bissau", "Equatorial Guinea"],
        ),
        ("en", "Ships left Côte d’Ivoire and Cote d'Ivoire.", ["Côte d’Ivoire", "Cote d'Ivoire"]),
        ("fr", "Au large de Zouara, en Méditerranée centrale, un canot a coulé.", ["Zouara", "Méditerranée centrale"]),
        ("fr", "Des passeurs libyens sont arrivés à Beyrouth, au Liban.", ["Beyrouth", "Liban"]),
        ("fr", "GENÈVE, 3 mai – L'Italie et les États-Unis ont répondu.", ["GENÈVE", "Italie", "États-Unis"]),
        ("fr", "Les réfugiés du camp de Zaatari, en Jordanie.", ["Zaatari", "Jordanie"]),
        ("fr", "En mars, la RDC a fermé la route près du lac Tchad.", ["RDC", "Tchad"]),
        ("es", "En Mérida, Yucatán, hallaron doce cuerpos.", ["Mérida", "Yucatán"]),
        ("es", "Ciudadanos nigerianos llegaron a EE. UU. y a Costa de Marfil.", ["EE. UU.", "Costa de Marfil"]),
        ("es", "Cruzaron el río Suchiate y el tapón del Darién.", ["Suchiate", "tapón del Darién"]),
        ("es", "En mayo, El Salvador y La Haya firmaron.", ["El Salvador", "La Haya"]),
    ],
)
def test_places_are_found_without_a_model(language: str, text: str, expected: list[str]) -> None:
    assert places(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Mr. Jordan, Dr. Chad Miller and Georgia Brown testified."),
        ("en", "The Bank of Sudan and the Government of South Sudan agreed."),
        ("en", "Pakistani, Afghan and Syrian nationals were freed."),
        ("fr", "M. Jordan et Mme Victoria Dupont ont témoigné."),
        ("fr", "Des ressortissants syriens et des Afghans ont été libérés."),
        ("es", "El Sr. Santiago Pérez y la Dra. Carolina Ruiz declararon."),
        ("es", "Liberaron a venezolanos y a una familia siria."),
    ],
)
def test_persons_organisations_and_nationalities_are_no_places(language: str, text: str) -> None:
    assert places(text, language) == []


@pytest.mark.parametrize(
    ("text", "guess", "label", "expected"),
    [
        ("A boat sank off Sabratha.", "Sabratha", "PERSON", ["Sabratha"]),
        ("Officials of Kosovo replied.", "Kosovo", "ORG", ["Kosovo"]),
        ("He left Xyzzy said aides.", "Xyzzy said", "GPE", ["Xyzzy"]),
        ("The HIV response failed.", "HIV", "GPE", []),
        ("Settlers of the West Bank left.", "West Bank", "ORG", ["West Bank"]),
        ("They crossed the English Channel.", "English", "LANGUAGE", ["English Channel"]),
        ("The Pakistani was freed.", "Pakistani", "GPE", []),
        ("He left the Xyzzy Hills.", "the Xyzzy Hills", "LOC", ["Xyzzy Hills"]),
        ("He left Xyzzy, Quux for good.", "Xyzzy, Quux", "GPE", ["Xyzzy", "Quux"]),
        ("He stayed in northern Xyzzyland.", "northern Xyzzyland", "GPE", ["Xyzzyland"]),
        ("Officials of Xyzzy's port.", "Xyzzy's", "GPE", ["Xyzzy"]),
    ],
)
def test_a_models_guess_is_corrected(text: str, guess: str, label: str, expected: list[str]) -> None:
    assert [span.text for span in corrected(text, guess, label).ents if span.label_ == "PLACE"] == expected


@pytest.mark.parametrize("label", ["DATE", "MONEY", "LAW"])
def test_other_labels_stay(label: str) -> None:
    doc = corrected("On 3 May they reached Libya.", "3 May", label)
    assert [(span.text, span.label_) for span in doc.ents] == [("3 May", label), ("Libya", "PLACE")]


def test_the_gold_places_are_where_they_are() -> None:
    gold = list(read_gold())
    found = [(one, where(one)) for one in gold]
    right = [one for one, place in found if place and place.country == one.country]
    points = [(one.point, place) for one, place in found if one.point]
    close = [point for point, place in points if point and is_close(place, point)]
    assert len(gold) >= 150
    assert len(right) >= 0.97 * len(gold), [one for one, _ in found if one not in right]
    assert len(close) >= 0.95 * len(points)


def test_most_gold_places_are_found_without_a_model() -> None:
    gold = list(read_gold())
    missed = [one for one in gold if one.name not in " | ".join(found_alone(one))]
    assert len(missed) <= 0.05 * len(gold), missed


def test_a_documents_passages_are_read_together() -> None:
    text = "Lebanese troops moved at dawn.\nThree died in Tripoli.\nBeirut was calm."
    located = locate_passages(list(passages(text)))
    assert {text[start:end]: place.country if place else None for (start, end), place in located.items()} == {
        "Tripoli": "LB",
        "Beirut": "LB",
    }


@settings(max_examples=50, deadline=None)
@given(st.text(alphabet="Libya Chad,.(’'-–\nÉin áàáUS3", max_size=60), st.sampled_from(["en", "fr", "es"]))
def test_any_text_gives_spans_within_it(text: str, language: str) -> None:
    assert all(name in text and name.strip() for name in places(text, language))


def corrected(text: str, guess: str, label: str) -> Doc:
    """The doc after the component, where a model had guessed one span."""
    nlp = spacy.blank("en")
    component = nlp.add_pipe("tally_places")
    doc = nlp.make_doc(text)
    span = doc.char_span(text.index(guess), text.index(guess) + len(guess), label=label)
    assert span is not None
    doc.ents = (span,)
    return component(doc)


def found_alone(gold: Gold) -> list[str]:
    return [span.text for span in pipeline(gold.language, "tally_places")(gold.text).ents]


def read_gold() -> Iterator[Gold]:
    for line in GOLD.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            language, name, text, country, lat, lon = line.split("\t")
            point = (float(lat), float(lon)) if lat else None
            yield Gold(language, name, text, None if country == "-" else country, point)


def where(gold: Gold) -> Place | None:
    """Where the gold name is, read in its sentence; the model's part is played by the gold span itself."""
    nlp = pipeline(gold.language, "tally_places")
    doc = nlp.make_doc(gold.text)
    start = gold.text.rindex(gold.name)
    span = doc.char_span(start, start + len(gold.name), label="GPE", alignment_mode="expand")
    doc.ents = (span,) if span is not None else ()
    for _, component in nlp.pipeline:
        doc = component(doc)
    read = toponyms(doc, language=gold.language)
    located = zip(read, locate_all([toponym for _, toponym in read]), strict=True)
    return next((place for (one, _), place in located if holds(one, start)), None)


def holds(span: Span, offset: int) -> bool:
    return span.start_char <= offset < span.end_char


def is_close(place: Place | None, point: tuple[float, float]) -> bool:
    if place is None or place.lat is None or place.lon is None:
        return False
    return kilometres((place.lat, place.lon), point) < CLOSE_KM


def passages(text: str) -> Iterator[Passage]:
    start = 0
    for line in text.split("\n"):
        block = Block(kind=BlockKind.PARAGRAPH, page=1, start=start, end=start + len(line), language="en")
        yield Passage(start, block, pack("en"), pipeline("en")(line))
        start += len(line) + 1
