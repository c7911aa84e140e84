"""A meeting report with the traps of such reports: a number split by a blank, offices in apposition, a year or two."""

from datetime import date
from pathlib import Path

import pytest

from pipelines.parsed import Source
from pipelines.record import Aggregation, Document, Kind, Label
from pipelines.run import extract

REPORT = Path(__file__).with_name("practitioners-meeting.txt")


@pytest.fixture(scope="module")
def seed() -> Document:
    return extract(Source(REPORT, REPORT.name))


def names(document: Document, label: Label) -> set[str]:
    return {entity.name for entity in document.entities if entity.label is label}


def test_the_reports_own_date(seed: Document) -> None:
    assert (seed.published, seed.published_from) == (date(2018, 5, 14), "dateline")


def test_its_people_with_titles_and_offices(seed: Document) -> None:
    assert names(seed, Label.PERSON) == {"Paul Ankrah", "Kofi Badu"}
    roles = {entity.name: entity.roles[0] for entity in seed.entities if entity.label is Label.PERSON}
    agency = next(entity for entity in seed.entities if entity.name == "Federal Border Agency")
    assert {role.title for role in roles.values()} == {"Mr."}
    assert (roles["Kofi Badu"].role, roles["Kofi Badu"].organization) == ("Director of Immigration", agency.id)
    assert "FBA" in agency.aliases


def test_its_places(seed: Document) -> None:
    assert {"Lagos", "Accra", "Mediterranean"} <= names(seed, Label.PLACE)
    water = next(entity for entity in seed.entities if entity.name == "Mediterranean")
    assert water.place is not None
    assert (water.place.precision, water.place.country) == ("water", None)


def test_exactly_its_two_figures(seed: Document) -> None:
    incident, total = seed.figures
    assert (incident.kind, incident.best, incident.counted) == (Kind.KILLED, 640, "migrants")
    assert incident.aggregation is Aggregation.INCIDENT
    assert (total.kind, total.best, total.raw) == (Kind.KILLED, 1730, "1, 730")
    assert total.aggregation is Aggregation.CUMULATIVE
    assert total.period is not None
    assert (total.period.start, total.period.end) == (date(2018, 1, 1), date(2018, 5, 14))


def test_the_incident_has_its_place_and_its_source(seed: Document) -> None:
    ids = {entity.id: entity.name for entity in seed.entities}
    incident = seed.figures[0]
    assert [ids[place] for place in incident.places] == ["Mediterranean"]
    assert incident.source is not None
    assert ids[incident.source.entity or ""] == "Paul Ankrah"
