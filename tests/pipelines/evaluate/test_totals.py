from pathlib import Path

import pytest

from pipelines.evaluate.figures import judge, totals
from pipelines.evaluate.gold import load


@pytest.mark.parametrize(
    ("text", "figures", "wanted"),
    [
        ("The flood killed 12 people.", "= 12 | killed\n", (1, 1)),
        ("The flood killed 12 people.", "= 12 | injured\n", (0, 2)),
        ("The fire killed 4. The flood killed 12 people.", "= 4 | killed\n= 12 | killed\n", (1, 1)),
        ("The fire killed 4 and injured 9.", "= 4 | killed\n", (1, 2)),
        ("The army denied that 15 soldiers had died.", "= 15 | killed | status=denied\n", (0, 0)),
    ],
)
def test_a_total_is_the_greatest_asserted_value_of_its_kind(
    tmp_path: Path, text: str, figures: str, wanted: tuple[int, int]
) -> None:
    gold = tmp_path / "en.txt"
    gold.write_text(f"@en-1 dev\n{text}\n{figures}", encoding="utf-8")
    assert totals([judge(item, profile="fast") for item in load(gold)]) == wanted
