"""What a hit says beside its passage."""

import pytest

from pipelines.record import Label
from service.index.answers import hits
from service.index.base import Entry
from service.index.hits import Named
from service.index.projection import page_rows
from service.index.queries import SearchQuery
from service.query import parse
from tests.samples import organization, person, place, report

LAGOS, IRA = place("Lagos", "NG"), organization("IRA")
BELLO = person("Aisha Bello", "Bello")
TEXT = "Ms. Bello spoke in Lagos about Iraq.\n" + "Nothing else was said. " * 40 + "\nThe IRA denied it."


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("spoke", [(Label.PERSON, "Aisha Bello"), (Label.PLACE, "Lagos")]),
        ("denied", [(Label.ORG, "IRA")]),
    ],
)
def test_names_are_those_of_the_passage(words: str, named: list[tuple[Label, str]]) -> None:
    document = report(TEXT, entities=[LAGOS, IRA, BELLO])
    (row,) = page_rows(Entry(document=document))
    (found,) = hits([(1, row)], SearchQuery(text=parse(words)))
    assert found.named == tuple(Named(label=label, name=name) for label, name in named)
