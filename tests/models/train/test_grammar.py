import random

import pytest

import models
from models.train import grammar, templates
from models.train.samples import LABELS, spans
from pipelines.record import Kind

LANGUAGES = ("en", "fr", "es")
SEEN = {"seen_person": ["Kofi Mensah"], "seen_org": ["Red Cross"], "seen_place": ["Accra"]}


def _chance(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 - repeatable, not secret


def test_marks_become_tags() -> None:
    sample = grammar.parse("<killed 2, 510> people died, <ORG+ Federal Investigative Agency> said.")
    tagged = dict(zip(sample.words, zip(sample.names or (), sample.kinds or (), strict=True), strict=True))
    assert tagged["510"] == ("O", "killed")
    assert tagged["FIA"] == ("B-ORG", "O")
    assert [sample.words[start:end] for start, end, _ in spans(sample.names or ())] == [
        ("Federal", "Investigative", "Agency"),
        ("FIA",),
    ]


def test_kinds_are_drawn_once_for_a_text() -> None:
    rules = {"t": ("<1 {n}> {1:verb}, <2 {n}> {2:verb}",), "n": ("9",), "killed:verb": ("died",)}
    rules |= {"injured:verb": ("hurt",), "missing:verb": ("lost",)}
    for seed in range(20):
        made = grammar.text(rules, "t", _chance(seed))
        assert made.count("<killed 9> died") + made.count("<injured 9> hurt") + made.count("<missing 9> lost") == 2


def test_a_form_that_no_kind_has_is_an_error() -> None:
    rules = {"t": ("{1:verb}",), "killed:noun": ("x",), "injured:noun": ("x",), "missing:noun": ("x",)}
    with pytest.raises(ValueError, match="no kinds fit"):
        grammar.text(rules, "t", _chance(0))


def test_digits_are_grouped_as_the_language_does() -> None:
    rules = {"t": ("{int 5000 5000} {raw 5000 5000}",), "grouping": (".",)}
    rules |= {f"{kind}:x": ("",) for kind in ("a", "b", "c")}
    assert grammar.text(rules, "t", _chance(0)) == "5.000 5000"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_is_in_the_grammar_and_every_mark_is_known(language: str) -> None:
    rules = templates.load(models.ROOT, language, SEEN)
    assert set(grammar.kinds(rules)) == set(Kind)
    known = {*LABELS, *Kind, "O", "1", "2", "3"}
    assert {
        mark[1].rstrip("+") for lines in rules.values() for line in lines for mark in grammar.MARK.finditer(line)
    } <= known


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_symbol_can_be_expanded(language: str) -> None:
    rules = templates.load(models.ROOT, language, SEEN)
    forms = {symbol.partition(":")[2] for symbol in rules if ":" in symbol} | set(rules)
    slots = {slot for lines in rules.values() for line in lines for slot in grammar.SLOT.findall(line)}
    names = {slot.partition(":")[2] or slot for slot in slots if not slot.startswith(("int ", "raw "))}
    assert names <= forms


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_are_the_same_for_the_same_seed(language: str) -> None:
    rules = templates.load(models.ROOT, language, SEEN)
    assert list(templates.texts(rules, 20, _chance(5))) == list(templates.texts(rules, 20, _chance(5)))
