"""The report's own date, from its dateline or its first page, and from nothing else."""

from datetime import date

import pytest

from pipelines.dates import published
from pipelines.record import Block, BlockKind

FOUND = [
    ("6 June 2016 - In the harbour town, officials met.", date(2016, 6, 6), "dateline"),
    ("Workshop on borders\n\n6 June 2016 – Officials met.", date(2016, 6, 6), "dateline"),
    ("GENEVA, 3 March 2024 – Officials met.", date(2024, 3, 3), "dateline"),
    ("NAIROBI, Kenya (Agency), June 6, 2016 — At least", date(2016, 6, 6), "dateline"),
    ("PARIS, le 3 mars 2024 - Au moins douze", date(2024, 3, 3), "dateline"),
    ("BOGOTÁ, 3 de marzo de 2024 (Agencia) - Al menos", date(2024, 3, 3), "dateline"),
    ("Council\nDistr.: General\n5 March 2025\nOriginal: English", date(2025, 3, 5), "first page"),
    ("Conseil\nDistr. générale\n5 mars 2025\nFrançais", date(2025, 3, 5), "first page"),
    ("Consejo\nDistr. general\n5 de marzo de 2025", date(2025, 3, 5), "first page"),
    ("Situation report\nDate: 05/03/2025\nText", date(2025, 3, 5), "first page"),
    ("Rapport\nPublié le 5 mars 2025 par la police", date(2025, 3, 5), "first page"),
    ("Fecha: 5 de marzo de 2025", date(2025, 3, 5), "first page"),
    ("Flood bulletin\n5 March 2025\nHeavy rain fell.", date(2025, 3, 5), "first page"),
    ("Distr.\nGENERAL\nTRANS/X.2/2001/20 5 March 2001\n\nOriginal: ENGLISH", date(2001, 3, 5), "first page"),
    ("Flood bulletin\nGeneva, 5 March 2025\nHeavy rain fell.", date(2025, 3, 5), "first page"),
]


@pytest.mark.parametrize(("text", "day", "origin"), FOUND)
def test_the_reports_own_date_is_found(text: str, day: date, origin: str) -> None:
    assert published(text, ()) == (day, origin)


NOT_FOUND = [
    "",
    "On 3 March 2024 a boat sank off the coast.",
    "The meeting of 3 March 2024 - the second - was long.",
    "The report A/60/12 5 March 2024 was sent.",
    "Twelve people died in March 2024.",
    "PARIS, le 3 mars - Au moins douze",
    "3 March 2024 - Attack.\n5 March 2024 - Attack.\n9 March 2024 - Attack.",
]


@pytest.mark.parametrize("text", NOT_FOUND)
def test_another_date_is_not_taken_for_it(text: str) -> None:
    assert published(text, ()) is None


def test_only_the_first_page_is_read() -> None:
    text = "Flood bulletin\f5 March 2025\n"
    blocks = (
        Block(kind=BlockKind.HEADING, page=1, start=0, end=14),
        Block(kind=BlockKind.HEADING, page=2, start=15, end=28),
    )
    assert published(text, blocks) is None
