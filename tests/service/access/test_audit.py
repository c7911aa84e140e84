from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from service.access.audit import Action
from service.access.registry import open_registry
from service.access.tables import AUDIT
from tests.service.access.kept import settings_in


def test_lines_come_back_in_order_the_newest_last(tmp_path: Path) -> None:
    registry = open_registry(settings_in(tmp_path))
    for number in range(5):
        registry.trail.note("a", Action.UPLOAD, f"document {number}", "202", "r")
    assert [line.object for line in registry.trail.last(2)] == ["document 3", "document 4"]
    assert registry.trail.last(9)[0].model_dump(exclude={"time"}) == {
        "caller": "a",
        "action": Action.UPLOAD,
        "object": "document 0",
        "outcome": "202",
        "request": "r",
    }
    registry.close()


@pytest.mark.parametrize("change", [AUDIT.delete(), AUDIT.update().values(outcome="404")])
def test_no_line_can_be_changed_or_taken_out(tmp_path: Path, change: sa.Executable) -> None:
    registry = open_registry(settings_in(tmp_path))
    registry.trail.note("a", Action.DELETE, "x", "204")
    with pytest.raises(DBAPIError, match="only grows"), registry.engine.begin() as connection:
        connection.execute(change)
    assert [line.outcome for line in registry.trail.last(9)] == ["204"]
    registry.close()
