"""Who is cited for a figure: by verbs of saying, by verbs of counting, across quotations."""

import pytest

from pipelines.figures.passages import drafts
from pipelines.packs import pack


def sources(language: str, text: str) -> list[str | None]:
    found = pack(language)
    assert found is not None
    made = drafts(text, found)
    return [text[one.source.start : one.source.end] if one.source else None for one in made]


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("en", "Gunmen kidnapped 87 pupils, parents said.", ["parents"]),
        ("en", "The union's leaders say that 40 miners were killed.", ["The union's leaders"]),
        ("en", "The Transport Ministry gave a figure of 13 dead.", ["The Transport Ministry"]),
        (
            "en",
            "The flood killed 12 people, the district head, Musa Ibrahim, told reporters.",
            ["the district head, Musa Ibrahim"],
        ),
        ("en", "Police spoke of 294 dead; health officials put the death toll at 279.", ["Police", "health officials"]),
        ("en", "The rains killed 9 people and damaged 40 houses.", [None, None]),
        ("en", "The shelling of the port killed 14 people. It was the third attack in as many days.", [None]),
        (
            "en",
            "“Seventeen of us were killed,” said Ms. Okoro. “Another nine are missing.”",
            ["Ms. Okoro", "Ms. Okoro"],
        ),
        ("fr", "Onze villageois ont été tués, ont indiqué des élus locaux.", ["des élus locaux"]),
        (
            "fr",
            "L'attaque a tué cinq militaires, a fait savoir le peloton de gendarmerie.",
            ["le peloton de gendarmerie"],
        ),
        ("fr", "Le gouvernement n'a confirmé que sept décès.", ["Le gouvernement"]),
        ("fr", "Les heurts ont fait 36 tués, selon les autorités.", ["les autorités"]),
        (
            "es",
            "El Ejército sostiene que abatió a 17 insurgentes; la guerrilla admite tres muertos.",
            ["El Ejército", "la guerrilla"],
        ),
        ("es", "Las lluvias dejaron 16 fallecidos, informó este martes la intendencia.", ["la intendencia"]),
        ("es", "Los forenses aseguran haber contado 44 cadáveres.", ["Los forenses"]),
    ],
)
def test_cites_whoever_says_so(language: str, text: str, wanted: list[str | None]) -> None:
    assert sources(language, text) == wanted
