"""What is found in the sample reports, as a person reading them would say it."""

from functools import cache
from pathlib import Path

import jsonschema
import pytest

from pipelines.options import Options
from pipelines.parsed import Source
from pipelines.record import Document, Label, json_schema
from pipelines.run import extract

REPORTS = Path(__file__).parents[2] / "corpus" / "reports"
NAMES = sorted(path.name for path in REPORTS.iterdir())


@cache
def record(name: str) -> Document:
    return extract(Source(REPORTS / name, name), options=Options())


def figures(name: str) -> set[tuple[str, float | None]]:
    return {(figure.kind.value, figure.best) for figure in record(name).figures}


@pytest.mark.parametrize("name", NAMES)
def test_every_record_is_valid_against_the_published_schema(name: str) -> None:
    jsonschema.validate(record(name).model_dump(mode="json"), json_schema())


@pytest.mark.parametrize("name", NAMES)
def test_every_offset_slices_back(name: str) -> None:
    found = record(name)
    for mention in found.mentions:
        assert found.text[mention.start : mention.end] == mention.text
    for figure in found.figures:
        assert found.text[figure.start : figure.end] == figure.text
        assert figure.sentence in found.text
        assert figure.start <= figure.number_start < figure.number_end <= figure.end


@pytest.mark.parametrize("name", NAMES)
def test_every_reference_leads_somewhere(name: str) -> None:
    found = record(name)
    entities = {entity.id for entity in found.entities}
    assert {mention.entity for mention in found.mentions} == entities
    assert {place for figure in found.figures for place in figure.places} <= entities
    assert {figure.part_of for figure in found.figures} - {None} <= {figure.id for figure in found.figures}


@pytest.mark.parametrize("name", [name for name in NAMES if name.endswith(".pdf")])
def test_every_mention_and_figure_of_a_pdf_has_a_box(name: str) -> None:
    found = record(name)
    assert all(mention.boxes for mention in found.mentions)
    assert all(figure.boxes for figure in found.figures)


def test_reads_a_shipwreck() -> None:
    assert {("killed", 37), ("missing", 20), ("rescued", 58), ("killed", 1846)} <= figures("strait-sinking.txt")


def test_reads_a_bulletin_of_two_columns_with_bullets() -> None:
    found = {("killed", 97), ("killed", 103), ("injured", 412), ("missing", 8), ("evacuated", 14_000)}
    assert found <= figures("quake-bulletin.pdf")


def test_reads_a_french_police_report() -> None:
    assert {("arrested", 17), ("charged", 4), ("injured", 0)} <= figures("operation-routiere.txt")


def test_reads_a_spanish_police_report() -> None:
    assert {("arrested", 34), ("released", 27), ("seized", 2510), ("killed", 61)} <= figures("operacion-frontera.txt")


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("harbour-operation.txt", {15, 24, 31, 46, 1940, 2021}),
        ("quake-bulletin.pdf", {6.1, 12, 18, 240, 4_100_000, 12_400_000}),
        ("monthly-security.pdf", {412, 38_000_000}),
        ("court-bulletin.pdf", {18, 20, 27}),
        ("informe-huracan.pdf", {32, 5_600_000}),
        ("operation-routiere.txt", {10, 22, 41}),
    ],
)
def test_ages_terms_budgets_and_magnitudes_are_no_figures(name: str, values: set[float]) -> None:
    assert not values & {value for _, value in figures(name)}


def test_names_the_people_of_the_harbour_report() -> None:
    people = {entity.name for entity in record("harbour-operation.txt").entities if entity.label is Label.PERSON}
    assert people == {"Ilena Markov", "Tomas Brandt"}
