"""Definitions of acronyms, in both orders."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.entities.acronyms import definitions
from pipelines.parsed import Span


def pairs(text: str) -> list[tuple[str, str]]:
    found = definitions(text)
    return [(text[d.short.start : d.short.end], text[d.long.start : d.long.end]) for d in found]


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("the Federal Investigative Agency (FIA) stated", ("FIA", "Federal Investigative Agency")),
        ("the UNODC Country Office in Pakistan (UNODC-COPAK)", ("UNODC-COPAK", "UNODC Country Office in Pakistan")),
        ("l'Organisation des Nations Unies (ONU)", ("ONU", "Organisation des Nations Unies")),
        ("le ministère de l'Économie (ME)", ("ME", "ministère de l'Économie")),
        ("de la Comisión Económica para América Latina (CEPAL)", ("CEPAL", "Comisión Económica para América Latina")),
        ("the ICC (International Criminal Court) ruled", ("ICC", "International Criminal Court")),
        ('the World Food Programme ("WFP") said', ("WFP", "World Food Programme")),
        ("the World Food Programme (WFP; see annex II) said", ("WFP", "World Food Programme")),
    ],
)
def test_a_definition_is_found(text: str, pair: tuple[str, str]) -> None:
    assert pairs(text) == [pair]


@pytest.mark.parametrize(
    "text", ["He fled (see annex).", "in Geneva (Switzerland)", "(S/2025/492)", "()", "((", "no (XYZQ)"]
)
def test_other_parentheses_define_nothing(text: str) -> None:
    assert pairs(text) == []


def test_a_known_name_may_have_an_acronym_of_other_letters() -> None:
    text = "Haut-Commissariat pour les réfugiés (UNHCR)"
    assert [(d.long.start, d.long.end) for d in definitions(text, [Span(0, 35)])] == [(0, 35)]


WORDS = st.lists(st.from_regex(r"[A-Z][a-z]{2,8}", fullmatch=True), min_size=2, max_size=6)


@given(WORDS)
def test_initials_are_always_understood(words: list[str]) -> None:
    long, short = " ".join(words), "".join(word[0] for word in words)
    assert pairs(f"by {long} ({short}) today") in ([(short, long)], [(short, long), (short, long)])
