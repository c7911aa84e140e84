"""The least that the figures must reach on the held-out part of the gold, so that no change loses ground unseen."""

from pathlib import Path

import pytest

from pipelines.evaluate.figures import by_kind, judge
from pipelines.evaluate.gold import load
from pipelines.evaluate.scores import Score

GOLD = Path(__file__).parents[3] / "corpus" / "gold" / "figures"


@pytest.mark.parametrize(("language", "floor"), [("en", 0.85), ("fr", 0.85), ("es", 0.80)])
def test_figures_of_the_held_out_gold_hold_their_floor(language: str, floor: float) -> None:
    items = [item for item in load(GOLD / f"{language}.txt") if item.split == "test"]
    scores = by_kind(judge(item, profile="fast") for item in items)
    assert sum(scores.values(), Score()).f1 >= floor
