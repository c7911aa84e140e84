from pathlib import Path

import pytest

from pipelines.errors import ConfigurationError
from pipelines.evaluate.gold import GoldItem, load
from pipelines.record import Kind, Qualifier

GOLD = Path(__file__).parents[3] / "corpus" / "gold" / "figures"


def items(text: str, folder: Path) -> tuple[GoldItem, ...]:
    path = folder / "en.txt"
    path.write_text(text, encoding="utf-8")
    return load(path)


def test_reads_text_figures_and_fields(tmp_path: Path) -> None:
    (item,) = items(
        "@en-1 test 2024-03-14\nAt least 23 died.\nOf them two were boys; two ran.\n"
        "= 23 | killed | high=- qualifier=at_least | place=\n= two#2 | injured | best=2\n",
        tmp_path,
    )
    first, second = item.figures
    assert (item.split, str(item.published), item.text.count("\n")) == ("test", "2024-03-14", 1)
    assert (first.kind, first.low, first.best, first.high) == (Kind.KILLED, 23, 23, None)
    assert (first.qualifier, first.given) == (Qualifier.AT_LEAST, {"place": ""})
    assert item.text[second.start : second.end] == "two"
    assert second.start == item.text.rindex("two")


@pytest.mark.parametrize("line", ["= 24 | killed", "= 23 | slain", "= 23", "= 23 | killed | qualifier=maybe"])
def test_a_broken_item_is_named(tmp_path: Path, line: str) -> None:
    with pytest.raises(ConfigurationError, match="en-7"):
        items(f"@en-7 dev\n23 died.\n{line}\n", tmp_path)


@pytest.mark.parametrize(("language", "least"), [("en", 400), ("fr", 120), ("es", 120)])
def test_the_gold_is_as_large_as_it_claims(language: str, least: int) -> None:
    gold = load(GOLD / f"{language}.txt")
    assert len(gold) >= least
    assert len({item.id for item in gold}) == len(gold)
    assert {item.split for item in gold} == {"dev", "test"}
    for item in gold:
        assert all(item.text[figure.start : figure.end] == figure.raw for figure in item.figures)
