from collections.abc import Callable
from pathlib import Path

import pytest

from service.errors import IndexDamaged, IndexUnavailable
from service.index.base import Entry
from service.index.embedded.engine import EmbeddedEngine
from service.index.queries import SearchQuery
from service.query import parse
from tests.samples import report

ENTRIES = [Entry(document=report(f"Boat number {number}.", filename=f"{number}.txt")) for number in range(3)]


def spoil_meta(index: Path) -> None:
    [meta] = index.glob("*/text/meta.json")
    meta.write_text("{")


def spoil_facts(index: Path) -> None:
    [facts] = index.glob("*/facts.sqlite")
    facts.write_bytes(b"x" * 8192)


def other_schema(index: Path) -> None:
    [meta] = index.glob("*/text/meta.json")
    meta.write_text(meta.read_text().replace("head_plain", "head_other"))


@pytest.mark.parametrize("spoil", [spoil_meta, spoil_facts, other_schema])
def test_a_damaged_index_says_so_and_can_be_rebuilt(tmp_path: Path, spoil: Callable[[Path], None]) -> None:
    before = EmbeddedEngine(tmp_path)
    before.index(ENTRIES)
    before.flush()
    before.close()
    spoil(tmp_path)
    engine = EmbeddedEngine(tmp_path)
    assert not engine.health().ready
    with pytest.raises((IndexDamaged, IndexUnavailable)):
        engine.search(SearchQuery())
    assert engine.rebuild(ENTRIES) == 3
    assert engine.search(SearchQuery(text=parse("boat"))).total == 3
    assert len(list(tmp_path.glob("generation-*"))) == 1
    engine.close()


def test_two_processes_see_each_others_writes(tmp_path: Path) -> None:
    one, two = EmbeddedEngine(tmp_path), EmbeddedEngine(tmp_path)
    one.index(ENTRIES[:1])
    two.index(ENTRIES[1:])
    two.flush()
    assert one.search(SearchQuery(text=parse("boat"))).total == 3
    one.rebuild(ENTRIES[:2])
    assert two.search(SearchQuery(text=parse("boat"))).total == 2
    one.close()
    two.close()


def test_what_was_not_flushed_is_flushed_by_the_next_process(tmp_path: Path) -> None:
    EmbeddedEngine(tmp_path).index(ENTRIES)
    engine = EmbeddedEngine(tmp_path)
    engine.flush()
    assert engine.search(SearchQuery(text=parse("boat"))).total == 3
    engine.close()
