import io
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from service import processing
from service.archive import Archive, accept, open_archive
from service.catalogue import State
from service.errors import IndexDamaged, IndexUnavailable
from service.executors import Executor, dead
from service.index.queries import SearchQuery
from service.jobs import Jobs
from service.keeper import Keeper
from service.query import parse
from service.settings import Settings
from service.upkeep import verify
from tests.service.test_ingest import read_text

TEXTS = ("Two boats sank.", "Ten boats came home.", "No boats at all.")


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    opened = open_archive(Settings(data=tmp_path / "data", workers=1))
    for text in TEXTS:
        listed, _ = accept(opened, io.BytesIO(text.encode()), filename="r.txt")
        processing.extract(opened, listed.id, by=read_text)
        processing.index(opened, [listed.id])
    yield opened
    opened.close()


def nothing() -> None:
    """Nobody died."""


def found(archive: Archive) -> int:
    return archive.engine.search(SearchQuery(text=parse("boats"))).total


def other_bytes(index: Path) -> None:
    for path in index.glob("*/text/*.store"):
        held = path.read_bytes()
        path.write_bytes(bytes(byte ^ 1 for byte in held[:1]) + held[1:])


def cut_short(index: Path) -> None:
    for path in index.glob("*/text/*.idx"):
        path.write_bytes(path.read_bytes()[:5])


def segment_gone(index: Path) -> None:
    for path in index.glob("*/text/*.term"):
        path.unlink()


def list_gone(index: Path) -> None:
    for path in index.glob("*/text/meta.json"):
        path.unlink()


def facts_spoilt(index: Path) -> None:
    for path in index.glob("*/facts.sqlite*"):
        path.write_bytes(b"no database " * 1000)


def facts_gone(index: Path) -> None:
    for path in index.glob("*/facts.sqlite*"):
        path.unlink()


def pointer_spoilt(index: Path) -> None:
    (index / "current").write_bytes(b"\xff../../etc")


def older_version(index: Path) -> None:
    [path] = index.glob("*/facts.sqlite")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version=0")


SPOILS = (
    other_bytes,
    cut_short,
    segment_gone,
    list_gone,
    facts_spoilt,
    facts_gone,
    pointer_spoilt,
    older_version,
)


@pytest.mark.parametrize("spoil", SPOILS)
def test_a_damaged_index_is_told_and_made_anew(archive: Archive, spoil: Callable[[Path], None]) -> None:
    archive.engine.close()
    spoil(archive.settings.data / "index")
    with pytest.raises(IndexDamaged):
        archive.engine.check()
    again = open_archive(archive.settings)
    with pytest.raises(IndexUnavailable):
        again.engine.search(SearchQuery())
    Keeper(again, often=nothing, seldom=nothing).round()
    assert found(again) == found(archive) == len(TEXTS)
    assert verify(again).well
    again.close()


@pytest.mark.parametrize("gone", ["everything", "the pointer"])
def test_an_index_that_is_gone_is_filled_again(archive: Archive, gone: str) -> None:
    archive.engine.close()
    for path in (archive.settings.data / "index").rglob("*" if gone == "everything" else "current"):
        if path.is_file():
            path.unlink()
    again = open_archive(archive.settings)
    Keeper(again, often=nothing, seldom=nothing).round()
    assert found(again) == len(TEXTS)
    again.close()


def test_damage_found_by_a_search_is_told_to_all(archive: Archive) -> None:
    archive.engine.close()
    other_bytes(archive.settings.data / "index")
    reader = open_archive(archive.settings)
    with pytest.raises(IndexUnavailable):
        reader.engine.search(SearchQuery(text=parse("boats")))
    other = open_archive(archive.settings)
    assert not other.engine.health().ready
    for opened in (reader, other):
        opened.close()


def test_a_sound_index_is_left_alone(archive: Archive) -> None:
    pointer = archive.settings.data / "index" / "current"
    before = pointer.read_bytes()
    keeper = Keeper(archive, often=nothing, seldom=nothing)
    for _ in range(2):
        keeper.round()
    assert pointer.read_bytes() == before


def test_what_goes_wrong_does_not_end_the_keeper(archive: Archive) -> None:
    def fail() -> None:
        raise ZeroDivisionError

    archive.engine.close()
    pointer_spoilt(archive.settings.data / "index")
    Keeper(archive, often=fail, seldom=fail).round()
    assert found(archive) == len(TEXTS)


def test_names_of_the_dead_are_told(tmp_path: Path) -> None:
    with Executor(tmp_path, "local"), Executor(tmp_path, "local"), dead(tmp_path) as names:
        assert names == []
    with Executor(tmp_path, "local"), dead(tmp_path) as names:
        assert names == ["local-2"]
        with Executor(tmp_path, "local") as third:
            assert third.name == "local-3"


def test_jobs_of_a_name_that_nobody_bears_are_queued_again(archive: Archive) -> None:
    settings = archive.settings
    with Executor(settings.data, "local-2"):
        pass
    listed, _ = accept(archive, io.BytesIO(b"A late boat."), filename="late.txt")
    jobs = Jobs(archive, by=read_text)
    jobs.submit(listed.id)
    take(settings, "local-2")
    jobs.start()
    try:
        wait_for(archive, listed.id)
    finally:
        jobs.stop()


def test_a_job_that_ended_without_an_outcome_is_done_under_another_id(archive: Archive) -> None:
    listed, _ = accept(archive, io.BytesIO(b"A late boat."), filename="late.txt")
    jobs = Jobs(archive, by=read_text)
    jobs.submit(listed.id)
    change(archive.settings, "status='ERROR', deduplication_id=NULL")
    jobs.start()
    try:
        wait_for(archive, listed.id)
    finally:
        jobs.stop()


def test_a_damaged_queue_is_begun_anew(archive: Archive) -> None:
    listed, _ = accept(archive, io.BytesIO(b"A late boat."), filename="late.txt")
    jobs = Jobs(archive, by=read_text)
    jobs.submit(listed.id)
    jobs.stop()
    (archive.settings.data / "jobs.sqlite").write_bytes(b"no database " * 1000)
    jobs.start()
    try:
        wait_for(archive, listed.id)
    finally:
        jobs.stop()
    assert (archive.settings.data / "jobs.sqlite.damaged").exists()


def take(settings: Settings, executor: str) -> None:
    """Make the job one that a worker of this name took and did not end."""
    change(settings, f"status='PENDING', executor_id='{executor}'")


def change(settings: Settings, how: str) -> None:
    with closing(sqlite3.connect(settings.data / "jobs.sqlite")) as connection:
        done = connection.execute(f"UPDATE workflow_status SET {how}")  # noqa: S608  # by these tests only
        assert done.rowcount == 1
        connection.commit()


def wait_for(archive: Archive, document: str) -> None:
    end = time.monotonic() + 60
    while archive.catalogue.get(document).state is not State.INDEXED:
        assert time.monotonic() < end, archive.catalogue.get(document)
        time.sleep(0.05)
