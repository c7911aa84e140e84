"""The short form of `scripts/faults clocks`."""

from pathlib import Path

import pytest

from tests.faults.clocks import jumps

pytestmark = pytest.mark.timeout(900)


def test_nothing_is_lost_doubled_or_stuck_when_clocks_jump(tmp_path: Path) -> None:
    verdict = jumps(tmp_path / "data", seconds=6)
    assert verdict.well, verdict
