"""Hedges, ranges, vague words and none: the bounds that a text gives a number."""

import pytest

from pipelines.figures.numbers import Number, find
from pipelines.packs import Pack, pack, packs

Expected = tuple[float | None, float | None, float | None, str]


def _pack(code: str) -> Pack:
    found = pack(code)
    assert found is not None
    return found


def _first(text: str, code: str) -> Number:
    return next(number for number in find(text, _pack(code)) if number.trap is None)


HEDGED = [
    ("at least 12 people", "en", (12, 12, None, "at_least")),
    ("more than 70 people", "en", (70, 70, None, "at_least")),
    ("over 300 people", "en", (300, 300, None, "at_least")),
    ("no fewer than 30 people", "en", (30, 30, None, "at_least")),
    ("the toll has exceeded 300", "en", (300, 300, None, "at_least")),
    ("5 or more people", "en", (5, 5, None, "at_least")),
    ("100+ people", "en", (100, 100, None, "at_least")),
    ("at least an estimated 300 people", "en", (300, 300, None, "at_least")),
    ("more than a dozen people", "en", (12, 12, None, "at_least")),
    ("up to 50 people", "en", (None, 50, 50, "at_most")),
    ("fewer than 50 people", "en", (None, 50, 50, "at_most")),
    ("no more than 50 people", "en", (None, 50, 50, "at_most")),
    ("as many as 50 people", "en", (None, 50, 50, "at_most")),
    ("nearly 100 people", "en", (100, 100, 100, "about")),
    ("almost two hundred people", "en", (200, 200, 200, "about")),
    ("some 300 people", "en", (300, 300, 300, "about")),
    ("an estimated 300 people", "en", (300, 300, 300, "about")),
    ("about 2,000 people", "en", (2000, 2000, 2000, "about")),
    ("12 or so people", "en", (12, 12, 12, "about")),
    ("a couple of people", "en", (2, 2, 2, "about")),
    ("a total of 52 people", "en", (52, 52, 52, "exact")),
    ("three dozen people", "en", (36, 36, 36, "exact")),
    ("a score of people", "en", (20, 20, 20, "exact")),
    ("half a million people", "en", (500_000, 500_000, 500_000, "exact")),
    ("a million and a half people", "en", (1_500_000, 1_500_000, 1_500_000, "exact")),
    ("two and a half million people", "en", (2_500_000, 2_500_000, 2_500_000, "exact")),
    ("twelve hundred people", "en", (1200, 1200, 1200, "exact")),
    ("au moins 12 personnes", "fr", (12, 12, None, "at_least")),
    ("plus de 1 200 personnes", "fr", (1200, 1200, None, "at_least")),
    ("plus d'une centaine de personnes", "fr", (100, 100, None, "at_least")),
    ("jusqu'à 50 personnes", "fr", (None, 50, 50, "at_most")),
    ("moins de 50 personnes", "fr", (None, 50, 50, "at_most")),
    ("près de 300 personnes", "fr", (300, 300, 300, "about")),
    ("quelque 300 personnes", "fr", (300, 300, 300, "about")),
    ("une vingtaine de personnes", "fr", (20, 20, 20, "about")),
    ("une bonne trentaine de personnes", "fr", (30, 30, 30, "about")),
    ("300 personnes environ", "fr", (300, 300, 300, "exact")),
    ("deux douzaines de personnes", "fr", (24, 24, 24, "about")),
    ("al menos 12 personas", "es", (12, 12, None, "at_least")),
    ("más de treinta y un mil personas", "es", (31_000, 31_000, None, "at_least")),
    ("supera los 300 muertos", "es", (300, 300, None, "at_least")),
    ("hasta 50 personas", "es", (None, 50, 50, "at_most")),
    ("menos de 50 personas", "es", (None, 50, 50, "at_most")),
    ("unos 300 muertos", "es", (300, 300, 300, "about")),
    ("cerca de 300 muertos", "es", (300, 300, 300, "about")),
    ("una treintena de muertos", "es", (30, 30, 30, "about")),
    ("medio centenar de muertos", "es", (50, 50, 50, "about")),
    ("un millón doscientas mil personas", "es", (1_200_000, 1_200_000, 1_200_000, "exact")),
]


@pytest.mark.parametrize(("text", "code", "expected"), HEDGED)
def test_a_hedge_sets_the_bounds(text: str, code: str, expected: Expected) -> None:
    number = _first(text, code)
    assert (number.low, number.best, number.high, number.qualifier.value) == expected


def test_the_whole_expression_has_the_hedge_and_the_number_has_not() -> None:
    text = "They say that at least 2, 510 people died."
    number = _first(text, "en")
    assert text[number.start : number.end] == "at least 2, 510"
    assert text[number.number_start : number.number_end] == number.raw == "2, 510"


RANGES = [
    ("between 20 and 25 people", "en", (20, 25)),
    ("20 to 25 people", "en", (20, 25)),
    ("from 20 to 25 people were hurt", "en", (20, 25)),
    ("20-25 people", "en", (20, 25)),
    ("20–25 people", "en", (20, 25)),
    ("20 – 25 people", "en", (20, 25)),
    ("two or three people", "en", (2, 3)),
    ("one or two people", "en", (1, 2)),
    ("2 to 3 million people", "en", (2_000_000, 3_000_000)),
    ("between two and three hundred people", "en", (200, 300)),
    ("200,000-300,000 people", "en", (200_000, 300_000)),
    ("entre 20 et 25 personnes", "fr", (20, 25)),
    ("de 20 à 25 personnes", "fr", (20, 25)),
    ("deux ou trois personnes", "fr", (2, 3)),
    ("2 à 3 millions de personnes", "fr", (2_000_000, 3_000_000)),
    ("entre 20 y 25 personas", "es", (20, 25)),
    ("de 20 a 25 personas", "es", (20, 25)),
    ("dos o tres personas", "es", (2, 3)),
    ("entre dos y tres mil personas", "es", (2000, 3000)),
]


@pytest.mark.parametrize(("text", "code", "ends"), RANGES)
def test_a_range_keeps_both_ends(text: str, code: str, ends: tuple[float, float]) -> None:
    number = _first(text, code)
    assert (number.low, number.best, number.high, number.qualifier.value) == (ends[0], ends[0], ends[1], "between")


CHANGES = [
    ("The toll climbed from 84 to 97", "en", [84, 97]),
    ("The toll was revised from 84 to 97", "en", [84, 97]),
    ("The toll rose by 13 to 97", "en", [13, 97]),
    ("Le bilan est passé de 84 à 97 morts", "fr", [84, 97]),
    ("Le bilan est monté de 84 à 97 morts", "fr", [84, 97]),
    ("El saldo pasó de 84 a 97 muertos", "es", [84, 97]),
    ("El saldo aumentó de 84 a 97 muertos", "es", [84, 97]),
    ("20 and 25 people", "en", [20, 25]),
    ("97 to 84", "en", [97, 84]),
]


@pytest.mark.parametrize(("text", "code", "values"), CHANGES)
def test_a_change_is_two_numbers_and_no_range(text: str, code: str, values: list[float]) -> None:
    assert [number.best for number in find(text, _pack(code))] == values


VAGUE = [
    ("dozens of people", "en", (12, 24, 99)),
    ("tens of people", "en", (10, 20, 99)),
    ("hundreds of people", "en", (100, 200, 999)),
    ("thousands of people", "en", (1000, 2000, 9999)),
    ("tens of thousands of people", "en", (10_000, 20_000, 99_999)),
    ("several hundred people", "en", (300, 300, 999)),
    ("several people", "en", (3, 3, 9)),
    ("many people", "en", (3, None, None)),
    ("des dizaines de personnes", "fr", (10, 20, 99)),
    ("plusieurs centaines de personnes", "fr", (300, 300, 999)),
    ("des milliers de personnes", "fr", (1000, 2000, 9999)),
    ("decenas de personas", "es", (10, 20, 99)),
    ("cientos de personas", "es", (100, 200, 999)),
    ("miles de personas", "es", (1000, 2000, 9999)),
    ("cientos de miles de personas", "es", (100_000, 200_000, 999_999)),
]


@pytest.mark.parametrize(("text", "code", "bounds"), VAGUE)
def test_a_vague_word_has_the_bounds_of_the_policy(
    text: str, code: str, bounds: tuple[float, float | None, float | None]
) -> None:
    number = _first(text, code)
    assert (number.low, number.best, number.high) == bounds
    assert (number.form, number.qualifier.value) == ("vague", "vague")


@pytest.mark.parametrize("language", packs(), ids=lambda language: language.code)
def test_the_policy_of_every_pack_names_a_source_and_orders_its_bounds(language: Pack) -> None:
    for phrase, low, best, high, source in language.rows("numbers/vague.tsv"):
        bounds = [float(bound) for bound in (low, best, high) if bound != "-"]
        assert bounds, phrase
        assert bounds == sorted(bounds), phrase
        assert set(source.split("+")) <= {"acled", "emdat", "tally"}, phrase


NONE = [
    ("no one was hurt", "en", "no one"),
    ("No deaths were reported", "en", "No"),
    ("nobody was hurt", "en", "nobody"),
    ("none were hurt", "en", "none"),
    ("not a single person was hurt", "en", "not a single"),
    ("aucun blessé", "fr", "aucun"),
    ("personne n'a été blessé", "fr", "personne n'"),
    ("sans faire de victimes", "fr", "sans faire de"),
    ("ningún herido", "es", "ningún"),
    ("nadie resultó herido", "es", "nadie"),
    ("sin heridos", "es", "sin"),
]


@pytest.mark.parametrize(("text", "code", "raw"), NONE)
def test_none_is_nought(text: str, code: str, raw: str) -> None:
    number = _first(text, code)
    assert (number.form, number.best, number.raw) == ("none", 0, raw)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("they are no longer safe", "en"),
        ("there is no doubt", "en"),
        ("No. 12", "en"),
        ("sin embargo", "es"),
        ("sans doute", "fr"),
    ],
)
def test_a_no_that_counts_nothing_is_no_number(text: str, code: str) -> None:
    assert [number for number in find(text, _pack(code)) if number.trap is None] == []


@pytest.mark.parametrize(
    ("text", "code", "raws"),
    [
        ("a driver was killed", "en", ["a"]),
        ("another man and an officer", "en", ["another", "an"]),
        ("one of them died", "en", ["one"]),
        ("another 20 people", "en", ["20"]),
        ("a hundred people", "en", ["a hundred"]),
        ("un policier et une passante", "fr", ["un", "une"]),
        ("un millier de personnes", "fr", ["un millier"]),
        ("un policía y una mujer", "es", ["un", "una"]),
        ("un centenar de personas", "es", ["un centenar"]),
    ],
)
def test_an_article_counts_one_unless_it_belongs_to_a_number(text: str, code: str, raws: list[str]) -> None:
    numbers = find(text, _pack(code))
    assert [number.raw for number in numbers] == raws
    assert all(number.best == 1 for number in numbers if number.form == "article")


UNITS = [
    ("200 kg of heroin", "en", 200, "kg"),
    ("500 grams of heroin", "en", 0.5, "kg"),
    ("3.4 tonnes of cocaine", "en", 3.4, "t"),
    ("more than 1,500 litres of fuel", "en", 1500, "l"),
    ("seized $2 million", "en", 2_000_000, "USD"),
    ("US$ 5,000", "en", 5000, "USD"),
    ("5 million euros", "en", 5_000_000, "EUR"),
    ("£300", "en", 300, "GBP"),
    ("2,5 millions d'euros", "fr", 2_500_000, "EUR"),
    ("300 kilos de cocaïne", "fr", 300, "kg"),
    ("2,5 millones de dólares", "es", 2_500_000, "USD"),
    ("1,2 toneladas de cocaína", "es", 1.2, "t"),
    ("a kilo of heroin", "en", 1, "kg"),
]


@pytest.mark.parametrize(("text", "code", "value", "unit"), UNITS)
def test_a_unit_is_told_and_the_value_is_in_it(text: str, code: str, value: float, unit: str) -> None:
    number = _first(text, code)
    assert (number.best, number.unit) == (value, unit)
