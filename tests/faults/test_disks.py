"""The short forms of `scripts/faults bound` and `read_only`: root or not, with no rights to mount anything."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults.disks import bound, read_only
from tests.faults.verdict import Verdict

pytestmark = pytest.mark.timeout(900)


@pytest.mark.parametrize("fault", [bound, read_only])
def test_nothing_acknowledged_is_lost_where_nothing_can_be_written(
    tmp_path: Path, fault: Callable[[Path], Verdict]
) -> None:
    verdict = fault(tmp_path / "data")
    assert verdict.well, verdict
