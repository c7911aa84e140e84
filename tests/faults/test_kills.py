"""The short form of `scripts/faults kills`."""

from pathlib import Path

from tests.faults.kills import kills


def test_nothing_acknowledged_is_lost_doubled_or_stuck_by_kills(tmp_path: Path) -> None:
    verdict = kills(tmp_path / "data", times=4)
    assert verdict.acknowledged > 0
    assert verdict.well, verdict
