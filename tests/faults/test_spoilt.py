"""The short forms of `scripts/faults index`, `catalogue` and `queue`."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults import spoilt
from tests.faults.verdict import Verdict
from tests.service.test_keeper import other_bytes

pytestmark = pytest.mark.timeout(900)


def test_a_spoilt_index_is_made_anew_by_the_worker(tmp_path: Path) -> None:
    verdict = spoilt.index(tmp_path / "data", other_bytes)
    assert verdict.well, verdict


@pytest.mark.parametrize("fault", [spoilt.catalogue, spoilt.queue])
def test_a_spoilt_database_loses_nothing(tmp_path: Path, fault: Callable[[Path], Verdict]) -> None:
    verdict = fault(tmp_path / "data")
    assert verdict.well, verdict
