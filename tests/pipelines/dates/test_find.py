"""Dates and periods, resolved against the report's own date."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.dates import find
from pipelines.packs import Pack, pack

ANCHOR = date(2016, 6, 6)
"""A Monday."""

Case = tuple[str, str, str | None, str | None, str]


def _pack(code: str) -> Pack:
    found = pack(code)
    assert found is not None
    return found


CASES: list[Case] = [
    ("6 June 2016", "en", "2016-06-06", "2016-06-06", "day"),
    ("6th of June, 2016", "en", "2016-06-06", "2016-06-06", "day"),
    ("June 6, 2016", "en", "2016-06-06", "2016-06-06", "day"),
    ("Jun. 6th 2016", "en", "2016-06-06", "2016-06-06", "day"),
    ("06/06/2016", "en", "2016-06-06", "2016-06-06", "day"),
    ("25/12/2015", "en", "2015-12-25", "2015-12-25", "day"),
    ("12/25/2015", "en", "2015-12-25", "2015-12-25", "day"),
    ("2016-06-06", "en", "2016-06-06", "2016-06-06", "day"),
    ("06.06.16", "en", "2016-06-06", "2016-06-06", "day"),
    ("on 3 May", "en", "2016-05-03", "2016-05-03", "day"),
    ("on 25 December", "en", "2015-12-25", "2015-12-25", "day"),
    ("in June", "en", "2016-06-01", "2016-06-30", "month"),
    ("in November", "en", "2015-11-01", "2015-11-30", "month"),
    ("in June 2015", "en", "2015-06-01", "2015-06-30", "month"),
    ("(November, 2015)", "en", "2015-11-01", "2015-11-30", "month"),
    ("in 2015", "en", "2015-01-01", "2015-12-31", "year"),
    ("on Tuesday", "en", "2016-05-31", "2016-05-31", "day"),
    ("on Monday", "en", "2016-06-06", "2016-06-06", "day"),
    ("last Monday", "en", "2016-05-30", "2016-05-30", "day"),
    ("yesterday", "en", "2016-06-05", "2016-06-05", "day"),
    ("overnight", "en", "2016-06-05", "2016-06-06", "range"),
    ("this week", "en", "2016-06-06", "2016-06-06", "range"),
    ("last week", "en", "2016-05-30", "2016-06-05", "range"),
    ("last month", "en", "2016-05-01", "2016-05-31", "month"),
    ("last year", "en", "2015-01-01", "2015-12-31", "year"),
    ("over the weekend", "en", "2016-06-04", "2016-06-05", "range"),
    ("two weeks ago", "en", "2016-05-23", "2016-05-23", "day"),
    ("so far this year", "en", "2016-01-01", "2016-06-06", "to_date"),
    ("since January", "en", "2016-01-01", "2016-06-06", "to_date"),
    ("since the start of 2016", "en", "2016-01-01", "2016-06-06", "to_date"),
    ("since 3 May", "en", "2016-05-03", "2016-06-06", "to_date"),
    ("over the past three months", "en", "2016-03-06", "2016-06-06", "to_date"),
    ("in the last 24 hours", "en", "2016-06-05", "2016-06-06", "to_date"),
    ("as of 3 May", "en", "2016-05-03", "2016-05-03", "as_of"),
    ("by the end of 2015", "en", "2015-12-31", "2015-12-31", "as_of"),
    ("until 3 March", "en", None, "2016-03-03", "range"),
    ("between 3 and 9 May", "en", "2016-05-03", "2016-05-09", "range"),
    ("3-9 May 2015", "en", "2015-05-03", "2015-05-09", "range"),
    ("from 1 January to 30 June 2024", "en", "2024-01-01", "2024-06-30", "range"),
    ("between November and February 2024", "en", "2023-11-01", "2024-02-29", "range"),
    ("between 2012 and 2015", "en", "2012-01-01", "2015-12-31", "range"),
    ("1 January – 30 June 2024", "en", "2024-01-01", "2024-06-30", "range"),
    ("in the first half of 2023", "en", "2023-01-01", "2023-06-30", "range"),
    ("in the first quarter of this year", "en", "2016-01-01", "2016-03-31", "range"),
    ("31 February 2016", "en", None, None, "day"),
    ("le 6 juin 2016", "fr", "2016-06-06", "2016-06-06", "day"),
    ("le 1er janvier", "fr", "2016-01-01", "2016-01-01", "day"),
    ("en mars", "fr", "2016-03-01", "2016-03-31", "month"),
    ("mardi", "fr", "2016-05-31", "2016-05-31", "day"),
    ("lundi dernier", "fr", "2016-05-30", "2016-05-30", "day"),
    ("hier", "fr", "2016-06-05", "2016-06-05", "day"),
    ("l'an dernier", "fr", "2015-01-01", "2015-12-31", "year"),
    ("il y a deux jours", "fr", "2016-06-04", "2016-06-04", "day"),
    ("depuis le début de l'année", "fr", "2016-01-01", "2016-06-06", "to_date"),
    ("depuis janvier", "fr", "2016-01-01", "2016-06-06", "to_date"),
    ("au cours des trois derniers mois", "fr", "2016-03-06", "2016-06-06", "to_date"),
    ("au 3 mai", "fr", "2016-05-03", "2016-05-03", "as_of"),
    ("entre le 3 et le 9 mai", "fr", "2016-05-03", "2016-05-09", "range"),
    ("du 3 au 9 mai 2016", "fr", "2016-05-03", "2016-05-09", "range"),
    ("au premier semestre 2023", "fr", "2023-01-01", "2023-06-30", "range"),
    ("el 6 de junio de 2016", "es", "2016-06-06", "2016-06-06", "day"),
    ("en marzo", "es", "2016-03-01", "2016-03-31", "month"),
    ("el martes", "es", "2016-05-31", "2016-05-31", "day"),
    ("el lunes pasado", "es", "2016-05-30", "2016-05-30", "day"),
    ("ayer", "es", "2016-06-05", "2016-06-05", "day"),
    ("el año pasado", "es", "2015-01-01", "2015-12-31", "year"),
    ("hace dos días", "es", "2016-06-04", "2016-06-04", "day"),
    ("en lo que va de año", "es", "2016-01-01", "2016-06-06", "to_date"),
    ("desde enero", "es", "2016-01-01", "2016-06-06", "to_date"),
    ("en los últimos tres meses", "es", "2016-03-06", "2016-06-06", "to_date"),
    ("al 3 de mayo", "es", "2016-05-03", "2016-05-03", "as_of"),
    ("entre el 3 y el 9 de mayo", "es", "2016-05-03", "2016-05-09", "range"),
    ("desde el 1 de enero hasta el 30 de junio de 2015", "es", "2015-01-01", "2015-06-30", "range"),
    ("en el primer semestre de 2023", "es", "2023-01-01", "2023-06-30", "range"),
]


@pytest.mark.parametrize(("text", "code", "first", "last", "kind"), CASES)
def test_a_date_means_its_days(text: str, code: str, first: str | None, last: str | None, kind: str) -> None:
    (span,) = find(f"Police said, {text}, no more.", _pack(code), anchor=ANCHOR)
    assert (span.first and span.first.isoformat(), span.last and span.last.isoformat(), span.kind) == (
        first,
        last,
        kind,
    )


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("They may march on the town", "en"),
        ("880 migrants in three boats", "en"),
        ("resolution 2254 (2015)", "en"),
        ("page 3, paragraph 12", "en"),
        ("la planète Mars", "fr"),
    ],
)
def test_what_is_no_date_is_none(text: str, code: str) -> None:
    assert find(text, _pack(code), anchor=ANCHOR) == ()


def test_a_count_after_a_month_is_no_day() -> None:
    (span,) = find("In May 12 people were killed", _pack("en"), anchor=ANCHOR)
    assert (span.text, span.kind) == ("May", "month")


@pytest.mark.parametrize(
    "text", ["in June", "on Tuesday", "yesterday", "so far this year", "on 3 May", "two weeks ago"]
)
def test_without_an_anchor_the_words_stand_and_the_days_are_unknown(text: str) -> None:
    (span,) = find(text, _pack("en"), anchor=None)
    assert (span.first, span.last) == (None, None)


def test_a_whole_date_needs_no_anchor() -> None:
    (span,) = find("since 6 June 2016", _pack("en"), anchor=None)
    assert (span.first, span.last) == (date(2016, 6, 6), None)


_PIECES = st.lists(
    st.sampled_from(
        [
            "6",
            "June",
            "2016",
            "May",
            "since",
            "between",
            "and",
            "to",
            "3",
            "last",
            "year",
            "Tuesday",
            "-",
            ",",
            "in",
            "the",
            "first half of",
            "as of",
            "9 May",
            "de",
            "mars",
            "le",
            "du",
            "au",
            "enero",
            "hace",
            "dos",
            "días",
        ]
    ),
    max_size=10,
)


@pytest.mark.parametrize("code", ["en", "fr", "es"])
@given(text=st.one_of(st.text(max_size=60), _PIECES.map(" ".join)), anchor=st.none() | st.dates(date(1950, 1, 1)))
def test_any_text_is_read_without_harm(code: str, text: str, anchor: date | None) -> None:
    end = 0
    for span in find(text, _pack(code), anchor=anchor):
        assert end <= span.start < span.end <= len(text)
        assert span.text == text[span.start : span.end]
        assert span.first is None or span.last is None or span.first <= span.last
        end = span.end


@given(day=st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_every_day_written_out_is_itself(day: date) -> None:
    text = f"{day.day} {day:%B} {day.year}"
    (span,) = find(text, _pack("en"), anchor=None)
    assert (span.first, span.last, span.text) == (day, day, text)
