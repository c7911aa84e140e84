import hashlib
from pathlib import Path

import pytest

from pipelines.errors import ConfigurationError
from pipelines.evaluate import positions
from pipelines.evaluate.positions import DIGEST

REPORT = "Police arrested 12 people. The raid of 12 May left 3 dead.\n"


def gold(folder: Path, *rows: str) -> tuple[positions.Position, ...]:
    path = folder / "un.tsv"
    path.write_text("# columns\n" + "\n".join(rows), encoding="utf-8")
    return positions.load(path)


def test_finds_each_position_of_a_report_in_the_folder(tmp_path: Path) -> None:
    digest = hashlib.sha256(REPORT.encode()).hexdigest()[:DIGEST]
    rows = [f"{digest}\t1\t12\t1\tarrested\t12", f"{digest}\t1\t12\t2\tkilled\t12", f"{digest}\t1\t3\t1\tkilled\t3"]
    reports = tmp_path / "reports"
    reports.mkdir()
    (reports / "raid.txt").write_text(REPORT, encoding="utf-8")
    outcomes = list(positions.judge(gold(tmp_path, *rows), reports, profile="fast"))
    assert [bool(one.found) for one in outcomes] == [True, False, True]
    assert {kind: score.recall for kind, score in positions.by_kind(outcomes).items()} == {"arrested": 1, "killed": 0.5}


def test_a_report_that_is_not_there_is_not_scored(tmp_path: Path) -> None:
    reports = tmp_path / "reports"
    reports.mkdir()
    assert not list(positions.judge(gold(tmp_path, f"{'0' * DIGEST}\t1\t12\t1\tkilled\t12"), reports, profile="fast"))


def test_a_broken_line_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="slain"):
        gold(tmp_path, f"{'0' * DIGEST}\t1\t12\t1\tslain\t12")
