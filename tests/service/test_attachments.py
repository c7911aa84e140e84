"""What comes in a mail or an archive is kept, read, found and deleted with it."""

import io
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from pipelines.attachments import SKIPPED, Unpacked
from pipelines.options import Options
from pipelines.parsed import Source
from service import processing
from service.api.app import create_app
from service.archive import Archive, accept, forget, open_archive
from service.catalogue import ListQuery, State
from service.index.queries import SearchQuery
from service.ingest import Ingested, Outcome, ingest
from service.query import parse
from service.settings import Settings
from service.upkeep import verify
from tests.pipelines.nested import NOTE, mail, report_mail, zipped
from tests.service.test_jobs import settled

PATIENCE = 60


def settings_in(folder: Path, **limits: int) -> Settings:
    return Settings.model_validate({"data": folder, "workers": 1, "profile": "fast", "limits": limits})


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    opened = open_archive(settings_in(tmp_path / "data"))
    yield opened
    opened.close()


def kept(folder: Path, name: str, data: bytes) -> str:
    path = folder / name
    path.write_bytes(data)
    return str(path)


def listed(archive: Archive) -> dict[str | None, str]:
    return {found.filename: found.id for found in archive.catalogue.all(ListQuery())}


def found(archive: Archive, words: str) -> int:
    return archive.engine.search(SearchQuery(text=parse(words))).total


def test_a_mail_is_ingested_with_what_is_in_it(archive: Archive, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []

    def progress(_: Ingested, done: int, total: int) -> None:
        seen.append((done, total))

    path = kept(tmp_path, "mail.eml", report_mail(tmp_path))
    results = ingest(archive, [path], progress=progress)
    assert [result.outcome for result in results] == [Outcome.NEW] * 4
    assert seen[-1] == (4, 4)
    here = listed(archive)
    assert set(here) == {"mail.eml", "mail.eml/report.pdf", "mail.eml/more.zip", "mail.eml/more.zip/note.txt"}
    record = archive.store.record(here["mail.eml/more.zip/note.txt"])
    assert record.parent == here["mail.eml/more.zip"]
    assert archive.store.open(record.id).read() == NOTE
    assert [warning.code for warning in archive.store.record(record.parent).warnings] == [SKIPPED]
    assert (found(archive, "lighthouse"), found(archive, "harbour")) == (1, 2)
    assert verify(archive).well
    assert [result.outcome for result in ingest(archive, [path])] == [Outcome.UNCHANGED]


def test_what_was_left_undone_inside_is_done_next_time(archive: Archive, tmp_path: Path) -> None:
    path = kept(tmp_path, "mail.eml", report_mail(tmp_path))
    document = accept(archive, io.BytesIO(Path(path).read_bytes()), filename="mail.eml")[0].id
    processing.extract(archive, document)
    processing.index(archive, [document])
    assert [result.outcome for result in ingest(archive, [path])] == [Outcome.UNCHANGED, *[Outcome.NEW] * 3]
    assert {each.state for each in archive.catalogue.all(ListQuery())} == {State.INDEXED}


def test_the_same_attachment_in_two_mails_stays_until_both_are_gone(archive: Archive, tmp_path: Path) -> None:
    paths = [kept(tmp_path, f"{name}.eml", mail(name, note_txt=NOTE)) for name in ("first", "second")]
    results = ingest(archive, paths)
    assert len(results) == len(listed(archive)) == 3
    here = listed(archive)
    forget(archive, here["first.eml"])
    assert found(archive, "lighthouse") == 1
    forget(archive, here["second.eml"])
    assert found(archive, "lighthouse") == 0
    assert list(archive.store.ids()) == []
    assert verify(archive).well


def test_limits_hold_for_all_that_came_in_one_file(tmp_path: Path) -> None:
    archive = open_archive(settings_in(tmp_path / "data", depth=1, entries=8))
    inner = zipped(note_txt=NOTE)
    results = ingest(archive, [kept(tmp_path, "mail.eml", mail("Deep", inner_zip=inner))])
    assert [result.name.rpartition("/")[2] for result in results] == ["mail.eml", "inner.zip"]
    (warning,) = archive.store.record(listed(archive)["mail.eml/inner.zip"]).warnings
    assert (warning.code, warning.message.split(":")[0]) == (SKIPPED, "note.txt")
    archive.close()


def test_reading_again_leaves_nothing_out(tmp_path: Path) -> None:
    archive = open_archive(settings_in(tmp_path / "data", entries=2))
    data = zipped(one_txt=NOTE, two_txt=NOTE + b" Two.")
    ingest(archive, [kept(tmp_path, "both.zip", data)])
    document = listed(archive)["both.zip"]
    processing.extract(archive, document)
    assert archive.store.record(document).warnings == ()
    archive.close()


def test_a_damaged_attachment_fails_by_itself(archive: Archive, tmp_path: Path) -> None:
    results = ingest(archive, [kept(tmp_path, "mail.eml", mail("Broken", broken_pdf=b"%PDF-1.7\nno", note_txt=NOTE))])
    assert {(result.name.rpartition("/")[2], result.code) for result in results} == {
        ("mail.eml", None),
        ("broken.pdf", "damaged_file"),
        ("note.txt", None),
    }


def test_deleted_while_it_was_read(archive: Archive, tmp_path: Path) -> None:
    document = accept(archive, io.BytesIO(report_mail(tmp_path)), filename="mail.eml")[0].id

    def slow(source: Source, options: Options) -> Unpacked:
        unpacked = processing.pipeline(source, options)
        forget(archive, document)
        return unpacked

    processing.extract(archive, document, by=slow)
    assert list(archive.store.ids()) == []
    assert listed(archive) == {}


def test_an_uploaded_mail_leads_to_searchable_attachments(tmp_path: Path) -> None:
    settings = settings_in(tmp_path / "data")
    with TestClient(create_app(settings)) as client:
        answer = client.post("/v1/documents", params={"filename": "mail.eml"}, content=report_mail(tmp_path))
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and not client.get("/v1/search", params={"q": "lighthouse"}).json()["total"]:
            time.sleep(0.1)
        archive = open_archive(settings)
        assert settled(archive) == {State.INDEXED: 4}
        archive.close()
        (hit,) = client.get("/v1/search", params={"q": "lighthouse"}).json()["hits"]
        note = client.get(f"/v1/documents/{hit['document']}").json()
        assert note["filename"] == "mail.eml/more.zip/note.txt"
        assert client.delete(answer.headers["location"]).status_code == 204
        assert client.get("/v1/documents").json()["total"] == 0
