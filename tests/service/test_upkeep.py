import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from service import processing
from service.archive import Archive, accept, forget, open_archive
from service.catalogue import ListQuery, State
from service.errors import CatalogueDamaged
from service.index.base import Entry
from service.index.queries import SearchQuery
from service.jobs import Jobs
from service.settings import Settings
from service.upkeep import Verified, mend, reindex, verify
from tests.service.test_ingest import read_text


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    opened = open_archive(Settings(data=tmp_path / "data", workers=1))
    for text in ("Two boats sank.", "Ten boats came home.", "No boats at all."):
        listed, _ = accept(opened, io.BytesIO(text.encode()), filename="r.txt")
        processing.extract(opened, listed.id, by=read_text)
        processing.index(opened, [listed.id])
    yield opened
    opened.close()


def ids(archive: Archive) -> list[str]:
    return sorted(archive.store.ids())


def test_a_sound_archive_is_well(archive: Archive) -> None:
    assert verify(archive) == Verified(checked=3)
    assert verify(archive).well


def test_what_is_wrong_is_found_and_mended(archive: Archive) -> None:
    one, two, three = ids(archive)
    archive.catalogue.remove(one)
    archive.engine.delete([two])
    archive.engine.flush()
    found = verify(archive)
    assert (found.unlisted, found.stray, found.unindexed) == ((one,), (one,), (two,))
    mend(archive, found)
    assert verify(archive).well
    assert archive.engine.search(SearchQuery()).total == 3
    assert archive.catalogue.get(three).state is State.INDEXED


def test_damage_is_found(archive: Archive) -> None:
    one, two, three = ids(archive)
    with archive.store.local(one) as path:
        path.write_bytes(b"Other bytes.")
    with archive.store.local(two) as path:
        (path.parent / "record.json.gz").write_bytes(b"Not a record.")
    archive.store.delete(three)
    found = verify(archive)
    assert (found.damaged, found.unreadable, found.missing) == ((one,), (two,), (three,))


def test_the_index_is_made_anew_from_the_store(archive: Archive) -> None:
    archive.engine.delete(ids(archive))
    archive.engine.flush()
    assert reindex(archive) == 3
    assert archive.engine.search(SearchQuery()).total == 3


def test_what_happens_during_a_rebuild_is_not_lost(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    one, *_ = ids(archive)
    rebuild = archive.engine.rebuild

    def meddling(entries: Iterator[Entry]) -> int:
        taken = rebuild(list(entries))
        archive.engine.index([processing.entry(archive, archive.catalogue.get(one))])
        forget(archive, one)
        listed, _ = accept(archive, io.BytesIO(b"A late boat."), filename="late.txt")
        processing.extract(archive, listed.id, by=read_text)
        archive.catalogue.indexed([listed.id])
        return taken

    monkeypatch.setattr(archive.engine, "rebuild", meddling)
    reindex(archive)
    assert verify(archive).well
    assert archive.engine.search(SearchQuery()).total == 3


def test_old_records_are_made_again(archive: Archive) -> None:
    jobs = Jobs(archive, by=read_text)
    try:
        assert jobs.reprocess(older_than="0") == 3
        assert {listed.state for listed in archive.catalogue.all(ListQuery())} == {State.ACCEPTED}
        assert jobs.reprocess(older_than="1.0") == 0
    finally:
        jobs.stop()


def test_a_spoilt_catalogue_is_told_and_made_anew_from_the_store(archive: Archive) -> None:
    settings, before = archive.settings, ids(archive)
    archive.close()
    files = sorted(settings.data.glob("catalogue.sqlite*"))
    for path in files:
        path.write_bytes(b"no database " * 1000)
    with pytest.raises(CatalogueDamaged, match="cannot be read"):
        open_archive(settings)
    for path in files:
        path.unlink()
    again = open_archive(settings)
    mend(again, verify(again))
    assert [found.state for found in again.catalogue.all(ListQuery())] == [State.INDEXED] * len(before)
    assert verify(again).well
    again.close()
