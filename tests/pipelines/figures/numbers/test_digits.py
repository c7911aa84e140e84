"""Digits: groupings, decimals, scales, and what must stay apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.figures.numbers import find
from pipelines.packs import Pack, pack
from pipelines.record import Qualifier


def _pack(code: str) -> Pack:
    found = pack(code)
    assert found is not None
    return found


def values(text: str, code: str = "en") -> list[float | None]:
    return [number.best for number in find(text, _pack(code)) if number.trap is None and number.form != "article"]


GROUPED = [
    ("2,510 people", "en", 2510),
    ("2, 510 people", "en", 2510),
    ("2,\n510 people", "en", 2510),
    ("2 510 people", "en", 2510),
    ("2\u00a0510 people", "en", 2510),
    ("2\u202f510 people", "en", 2510),
    ("2\u2009510 people", "en", 2510),
    ("2'510 people", "en", 2510),
    ("2’510 people", "en", 2510),
    ("2.510 people", "en", 2510),
    ("12,345,678 people", "en", 12_345_678),
    ("2.510 personas", "es", 2510),
    ("2 510 personas", "es", 2510),
    ("2,510 personas", "es", 2510),
    ("1.234.567 personas", "es", 1_234_567),
    ("2 510 personnes", "fr", 2510),
    ("2\u202f510 personnes", "fr", 2510),
    ("2.510 personnes", "fr", 2510),
    ("3.4 million people", "en", 3_400_000),
    ("3.425 million people", "en", 3_425_000),
    ("2,5 millones de personas", "es", 2_500_000),
    ("2,5 millions de personnes", "fr", 2_500_000),
    ("34 mil personas", "es", 34_000),
    ("2 mil millones de personas", "es", 2_000_000_000),
    ("45k people", "en", 45_000),
    ("1.2m people", "en", 1_200_000),
    ("1.2bn people", "en", 1_200_000_000),
    ("200 thousand people", "en", 200_000),
    ("21 mil 500 personas", "es", 21_500),
    ("worth 30m and more", "en", 30_000_000),
    ("3 dozen people", "en", 36),
    ("05 persons", "en", 5),
]


@pytest.mark.parametrize(("text", "code", "value"), GROUPED)
def test_a_grouped_number_is_one_number(text: str, code: str, value: float) -> None:
    assert values(text, code) == [value]


APART = [
    ("in 2015 880 migrants died", "en", [880]),
    ("In June 2016, 510 died", "en", [510]),
    ("on June 15, 200 people were held", "en", [200]),
    ("on 15 June 200 people were held", "en", [200]),
    ("12, 345, 678 and 9 in four towns", "en", [12, 345, 678, 9, 4]),
    ("en 2015, 880 migrants sont morts", "fr", [880]),
    ("en 2015 880 migrantes murieron", "es", [880]),
    ("dead 3, wounded 11", "en", [3, 11]),
    ("5,000 of them, 12 women", "en", [5000, 12]),
]


@pytest.mark.parametrize(("text", "code", "expected"), APART)
def test_numbers_that_only_stand_side_by_side_stay_apart(text: str, code: str, expected: list[float]) -> None:
    assert values(text, code) == expected


@pytest.mark.parametrize("code", ["en", "fr", "es"])
@given(value=st.integers(1_000, 999_999_999), mark=st.sampled_from(",. \u00a0\u2009\u202f’'"))
def test_every_grouping_mark_is_read(code: str, value: int, mark: str) -> None:
    text = f"{value:,}".replace(",", mark)
    (number,) = find(f"({text})", _pack(code))
    assert (number.best, number.raw) == (value, text)


@pytest.mark.parametrize("code", ["en", "fr", "es"])
@given(text=st.text(max_size=80))
def test_any_text_is_read_without_harm(code: str, text: str) -> None:
    _check(text, code)


def _words(listed: str) -> list[str]:
    return listed.split(" ")


@pytest.mark.parametrize("text", ["1" * 400, "1" + ",000" * 120, "12 thousand" + " million" * 60])
def test_what_is_too_large_to_count_is_a_reference(text: str) -> None:
    assert {(number.trap, number.best) for number in find(text, _pack("en"))} == {("reference", None)}


_PIECES = st.sampled_from(
    _words(
        "12 2,510 2, 510 2015 . , - – to and between at least no one a an dozen million $ € % kg km 3.4 aged "
        "years 6 June 2016 \n ( ) un une entre y de à mil cent quatre-vingt plus d' No. S/2025/153 14h30 "
        "10:30 + or"
    )
)


@pytest.mark.parametrize("code", ["en", "fr", "es"])
@given(pieces=st.lists(_PIECES, max_size=14))
def test_any_mixture_of_number_words_is_read_without_harm(code: str, pieces: list[str]) -> None:
    _check(" ".join(pieces), code)


def _check(text: str, code: str) -> None:
    end = 0
    for number in find(text, _pack(code)):
        assert end <= number.start <= number.number_start < number.number_end <= number.end <= len(text)
        assert number.raw == text[number.number_start : number.number_end]
        _check_bounds(number.low, number.best, number.high, number.qualifier)
        end = number.end


def _check_bounds(low: float | None, best: float | None, high: float | None, qualifier: Qualifier) -> None:
    known = [bound for bound in (low, best, high) if bound is not None]
    assert known == sorted(known)
    if qualifier is Qualifier.EXACT:
        assert low == best == high
