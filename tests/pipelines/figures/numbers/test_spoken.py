"""Every whole number below a million, spelled out, is read as itself."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.figures.numbers import Number, find
from pipelines.packs import Pack, pack


def _words(listed: str) -> list[str]:
    return listed.split()


_EN = _words(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
_EN_TENS = _words("- - twenty thirty forty fifty sixty seventy eighty ninety")
_FR = _words(
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize "
    "dix-sept dix-huit dix-neuf"
)
_FR_TENS = _words("- - vingt trente quarante cinquante soixante soixante quatre-vingt quatre-vingt")
_ES = _words(
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis "
    "diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco "
    "veintiséis veintisiete veintiocho veintinueve"
)
_ES_TENS = _words("- - - treinta cuarenta cincuenta sesenta setenta ochenta noventa")
_ES_HUNDREDS = _words(
    "- ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos"
)


def english(number: int) -> str:
    if number < 20:
        return _EN[number]
    if number < 100:
        return _EN_TENS[number // 10] + (f"-{_EN[number % 10]}" if number % 10 else "")
    if number < 1000:
        rest = f" and {english(number % 100)}" if number % 100 else ""
        return f"{_EN[number // 100]} hundred{rest}"
    thousands, rest_value = divmod(number, 1000)
    joiner = " and " if 0 < rest_value < 100 else " "
    return f"{english(thousands)} thousand" + (joiner + english(rest_value) if rest_value else "")


def _french_below_hundred(number: int, *, last: bool) -> str:
    if number < 20:
        return _FR[number]
    tens, unit = divmod(number, 10)
    if tens in {7, 9}:
        unit += 10
    if unit == 0:
        return "quatre-vingts" if tens == 8 and last else _FR_TENS[tens]
    joiner = " et " if unit in {1, 11} and tens < 8 else "-"
    return _FR_TENS[tens] + joiner + _FR[unit]


def french(number: int, *, last: bool = True) -> str:
    if number < 100:
        return _french_below_hundred(number, last=last)
    if number < 1000:
        hundreds, rest = divmod(number, 100)
        head = "cent" if hundreds == 1 else f"{_FR[hundreds]} cent" + ("s" if not rest and last else "")
        return head + (f" {french(rest, last=last)}" if rest else "")
    thousands, rest = divmod(number, 1000)
    head = "mille" if thousands == 1 else f"{french(thousands, last=False)} mille"
    return head + (f" {french(rest)}" if rest else "")


def spanish(number: int, *, last: bool = True) -> str:
    if number < 30:
        return {1: "un", 21: "veintiún"}.get(number, _ES[number]) if not last else _ES[number]
    if number < 100:
        tens, unit = divmod(number, 10)
        return _ES_TENS[tens] + (f" y {spanish(unit, last=last)}" if unit else "")
    if number < 1000:
        hundreds, rest = divmod(number, 100)
        head = "cien" if number == 100 else _ES_HUNDREDS[hundreds]
        return head + (f" {spanish(rest, last=last)}" if rest else "")
    thousands, rest = divmod(number, 1000)
    head = "mil" if thousands == 1 else f"{spanish(thousands, last=False)} mil"
    return head + (f" {spanish(rest)}" if rest else "")


def _pack(code: str) -> Pack:
    found = pack(code)
    assert found is not None
    return found


def _only(text: str, code: str) -> Number:
    (number,) = find(text, _pack(code))
    return number


SPELLERS: dict[str, Callable[[int], str]] = {"en": english, "fr": french, "es": spanish}
CODES = pytest.mark.parametrize("code", sorted(SPELLERS))
BELOW_A_MILLION = st.one_of(st.integers(0, 2_500), st.integers(0, 999_999))


@CODES
@given(value=BELOW_A_MILLION)
def test_a_number_spelled_out_is_read_as_itself(code: str, value: int) -> None:
    words = SPELLERS[code](value)
    number = _only(words, code)
    assert number.best == value
    assert number.raw == words


@CODES
def test_every_number_below_two_thousand_is_read_as_itself(code: str) -> None:
    wrong = {value: SPELLERS[code](value) for value in range(2_000) if _only(SPELLERS[code](value), code).best != value}
    assert wrong == {}


@CODES
@given(value=st.integers(1, 999_999))
def test_the_words_around_a_number_do_not_change_it(code: str, value: int) -> None:
    words = SPELLERS[code](value)
    text = f"({words}) x"
    number = _only(text, code)
    assert (number.best, text[number.number_start : number.number_end]) == (value, words)
