"""Numbers that count nobody are marked, and the numbers beside them are not."""

import pytest

from pipelines.figures.numbers import find
from pipelines.packs import Pack, pack


def _pack(code: str) -> Pack:
    found = pack(code)
    assert found is not None
    return found


def _traps(text: str, code: str) -> list[str | None]:
    return [number.trap for number in find(text, _pack(code)) if number.form not in {"article", "none"}]


TRAPPED = [
    ("a man aged 34", "en", "age"),
    ("a 34-year-old man", "en", "age"),
    ("a thirty-four-year-old man", "en", "age"),
    ("he is 34 years old", "en", "age"),
    ("Amina Diallo, 34, was taken away", "en", "age"),
    ("children under 12", "en", "age"),
    ("sentenced to 12 years", "en", "duration"),
    ("in three months", "en", "duration"),
    ("a five-day siege", "en", "duration"),
    ("for at least 48 hours", "en", "duration"),
    ("in 2015", "en", "year"),
    ("the 2015 floods", "en", "year"),
    ("(2015)", "en", "year"),
    ("the 1990s", "en", "year"),
    ("6 June 2016", "en", "date"),
    ("06/06/2016", "en", "date"),
    ("at 10.30 am", "en", "time"),
    ("at 10:30", "en", "time"),
    ("at 14h30", "en", "time"),
    ("5 per cent", "en", "percent"),
    ("12.5%", "en", "percent"),
    ("three percentage points", "en", "percent"),
    ("resolution 2254", "en", "reference"),
    ("art. 5", "en", "reference"),
    ("No. 12", "en", "reference"),
    ("paragraph 14", "en", "reference"),
    ("page 7", "en", "reference"),
    ("see Table 3", "en", "reference"),
    ("3.1.2", "en", "reference"),
    ("007834", "en", "reference"),
    ("12 votes", "en", "vote"),
    ("12 km", "en", "measure"),
    ("a 12-metre boat", "en", "measure"),
    ("magnitude 6.1", "en", "measure"),
    ("9mm", "en", "measure"),
    ("7.62x39", "en", "measure"),
    ("1.2m high", "en", "measure"),
    ("30 degrees", "en", "measure"),
    ("+41 22 917 1234", "en", "phone"),
    ("the 21st", "en", "ordinal"),
    ("Flight 370", "en", "name"),
    ("Route 66", "en", "name"),
    ("Camp 4", "en", "name"),
    ("a 15-member panel", "en", "name"),
    ("two-thirds", "en", "fraction"),
    ("per 100,000", "en", "rate"),
    ("12. The Panel notes", "en", "label"),
    ("500 pesos", "en", "money"),
    ("Fiscal matters\n53. The Panel notes", "en", "label"),
    ("houses had burned down. 14 As of May, none", "en", "label"),
    ("25-05859", "en", "reference"),
    ("un homme de 34 ans", "fr", "age"),
    ("âgé de 34 ans", "fr", "age"),
    ("12 ans de prison", "fr", "duration"),
    ("en 2015", "fr", "year"),
    ("le 6 juin 2016", "fr", "date"),
    ("à 14h30", "fr", "time"),
    ("5 %", "fr", "percent"),
    ("l'article 5", "fr", "reference"),
    ("la résolution 2254", "fr", "reference"),
    ("12 voix", "fr", "vote"),
    ("12 km", "fr", "measure"),
    ("le 21e", "fr", "ordinal"),
    ("le 1er", "fr", "ordinal"),
    ("un joven de 34 años", "es", "age"),
    ("12 años de cárcel", "es", "duration"),
    ("en 2015", "es", "year"),
    ("el 6 de junio de 2016", "es", "date"),
    ("a las 14.30", "es", "time"),
    ("5 por ciento", "es", "percent"),
    ("el artículo 5", "es", "reference"),
    ("12 votos", "es", "vote"),
    ("12 kilómetros", "es", "measure"),
    ("magnitud 6,1", "es", "measure"),
]


@pytest.mark.parametrize(("text", "code", "trap"), TRAPPED)
def test_a_number_that_counts_nobody_says_why(text: str, code: str, trap: str) -> None:
    assert _traps(text, code) == [trap]


@pytest.mark.parametrize(
    "text", ["AK-47", "COVID-19", "G20", "UN2", "M23 rebels", "S/2025/153", "#12", "user12@un.org"]
)
def test_a_name_with_digits_in_it_is_no_number(text: str) -> None:
    assert find(text, _pack("en")) == ()


MIXED = [
    ("articles 5, 7 and 12", "en", ["reference"] * 3),
    ("by 12 votes to 3", "en", ["vote", "vote"]),
    ("resolution 2254 (2015)", "en", ["reference", "year"]),
    ("two girls aged 14 and 16 were killed", "en", [None, "age", "age"]),
    ("a man aged 34 and 12 others were killed", "en", ["age", None]),
    ("12 and 15 per cent", "en", ["percent", "percent"]),
    ("dos niñas de 8 y 9 años", "es", [None, "duration", "duration"]),
    ("article 19(2)", "en", ["reference", "reference"]),
    ("a third died later", "en", []),
    ("3 deaths per 1,000", "en", ["rate", "rate"]),
    ("2015-2016", "en", ["year", "year"]),
    ("won 3-0", "en", ["score", "score"]),
    ("In 2015, 880 people died", "en", ["year", None]),
    ("On 6 June 2016, 510 people died", "en", ["date", None]),
    ("killed 12 people, aged 20 to 25", "en", [None, "age"]),
    ("en 2015, 880 personnes sont mortes", "fr", ["year", None]),
    ("en 2015, 880 personas murieron", "es", ["year", None]),
]


@pytest.mark.parametrize(("text", "code", "traps"), MIXED)
def test_traps_beside_each_other(text: str, code: str, traps: list[str | None]) -> None:
    assert _traps(text, code) == traps


COUNTED = [
    ("2015 people were killed", "en"),
    ("killing more than 2000 people", "en"),
    ("at least 1950 houses were destroyed", "en"),
    ("12 people were killed", "en"),
    ("Dead: 12", "en"),
    ("Kabul (12), Herat (5)", "en"),
    ("12 dead. Police", "en"),
    ("bringing the total to 2, 510 so far this year", "en"),
    ("in the district 12 people were killed", "en"),
    ("mató a las 5 personas", "es"),
    ("12 personnes ont été tuées", "fr"),
    ("the deaths of 40 miners", "en"),
    ("the toll rose to\n12. The army", "en"),
    ("Police came. 24 Palestinians were hurt", "en"),
]


@pytest.mark.parametrize(("text", "code"), COUNTED)
def test_a_number_of_people_is_no_trap(text: str, code: str) -> None:
    assert set(_traps(text, code)) == {None}
