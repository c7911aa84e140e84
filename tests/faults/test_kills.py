"""The short form of `scripts/faults kills`."""

from pathlib import Path

import pytest

from tests.faults.kills import kills

pytestmark = pytest.mark.timeout(900)


def test_nothing_acknowledged_is_lost_doubled_or_stuck_by_kills(tmp_path: Path) -> None:
    verdict = kills(tmp_path / "data", times=4)
    assert verdict.acknowledged > 0
    assert verdict.well, verdict
