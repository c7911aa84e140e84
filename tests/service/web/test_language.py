import string
from datetime import date
from pathlib import Path

import pytest

from pipelines.record import Aggregation, Kind, Label, Qualifier, Status
from service.catalogue import State
from service.index.hits import LeftOut
from service.index.queries import FigureGroup, FigureSort, SearchSort
from service.web.language import Words, choose, languages

LANGUAGES = pytest.mark.parametrize("words", languages().values(), ids=languages())
VALUES = {
    "kind": Kind,
    "aggregation": Aggregation,
    "qualifier": Qualifier,
    "status": Status,
    "label": Label,
    "label_one": Label,
    "state": State,
    "left_out": LeftOut,
    "group": FigureGroup,
    "sort": (*SearchSort, *FigureSort),
}


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_three_languages() -> None:
    assert set(languages()) >= {"en", "fr", "es"}


@LANGUAGES
def test_each_language_says_everything(words: Words) -> None:
    english = languages()["en"].strings
    assert set(words.strings) == set(english)
    unlike = {"format.date", "format.first"}
    assert {key for key in english if key not in unlike and fields(words.strings[key]) != fields(english[key])} == set()


@LANGUAGES
@pytest.mark.parametrize("prefix", VALUES)
def test_each_value_of_the_record_has_its_words(words: Words, prefix: str) -> None:
    assert all(words.has(f"{prefix}.{value}") or words.has(f"{prefix}.{value}.one") for value in VALUES[prefix])


def test_every_string_is_used() -> None:
    root = Path(__file__).parents[3] / "service" / "web"
    used = "".join(path.read_text(encoding="utf-8") for path in root.rglob("*") if path.suffix in {".html", ".py"})
    built = (
        *VALUES,
        "reason",
        "warning",
        "fields",
        "syntax",
        "unit",
        "format",
        "months",
        "facet",
        "theme",
        "nav",
        "figure.count",
    )
    for key in languages()["en"].strings:
        stem = key.removesuffix(".one").removesuffix(".other")
        assert stem.startswith(built) or f"'{stem}'" in used, f"{stem} is said nowhere"


@pytest.mark.parametrize(
    ("code", "value", "written"),
    [
        ("en", 2510, "2,510"),
        ("fr", 2510, "2\u202f510"),
        ("es", 2510.5, "2\u202f510,5"),
        ("en", 0, "0"),
        ("en", None, "–"),
        ("fr", 1_200_000.0, "1\u202f200\u202f000"),
    ],
)
def test_numbers(code: str, value: float | None, written: str) -> None:
    assert languages()[code].number(value) == written


@pytest.mark.parametrize(
    ("code", "day", "written"),
    [
        ("en", date(2016, 6, 1), "1 June 2016"),
        ("fr", date(2016, 6, 1), "1er juin 2016"),
        ("fr", date(2016, 8, 22), "22 août 2016"),
        ("es", date(2016, 6, 1), "1 de junio de 2016"),
    ],
)
def test_dates(code: str, day: date, written: str) -> None:
    assert languages()[code].day(day) == written


@pytest.mark.parametrize(
    ("code", "count", "written"),
    [
        ("en", 1, "1 figure"),
        ("en", 0, "0 figures"),
        ("fr", 0, "0 chiffre"),
        ("fr", 2, "2 chiffres"),
        ("es", 0, "0 cifras"),
    ],
)
def test_one_and_many(code: str, count: int, written: str) -> None:
    assert languages()[code].say("figure.count", n=count) == written


@pytest.mark.parametrize(
    ("asked", "accepted", "chosen"),
    [
        (None, None, "en"),
        (None, "fr-CH, en;q=0.9", "fr"),
        (None, "de, es;q=0.5, en;q=0.2", "es"),
        (None, "fr;q=0, es;q=x", "en"),
        ("es", "fr", "es"),
        ("xx", "fr", "fr"),
        (None, ";;,q=,", "en"),
    ],
)
def test_choosing(asked: str | None, accepted: str | None, chosen: str) -> None:
    assert choose(asked, accepted).code == chosen
