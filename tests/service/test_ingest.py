import io
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipelines.attachments import Unpacked
from pipelines.errors import DamagedFile
from pipelines.options import Options
from pipelines.parsed import Source
from pipelines.record import Block, BlockKind, Document, Page, Pipeline
from service.archive import Archive, accept, forget, open_archive
from service.catalogue import ListQuery, State
from service.errors import NotFound
from service.index.queries import SearchQuery
from service.ingest import Ingested, Outcome, ingest
from service.query import parse
from service.settings import Settings, load
from service.store import Store


def read_text(source: Source, _: Options) -> Unpacked:
    """A record of plain text, without the whole pipeline. The words in capitals make it misbehave."""
    text = source.path.read_text()
    if "DAMAGED" in text:
        raise DamagedFile("It is damaged.")
    if "UNFORESEEN" in text:
        raise ZeroDivisionError
    if "DEADLY" in text:
        os._exit(9)
    if "SLOW" in text:
        time.sleep(0.2)
    [identity] = [f"sha256:{source.path.parent.name}"]
    record = Document(
        id=identity,
        filename=source.filename,
        media_type="text/plain",
        bytes=len(text),
        text=text,
        pages=(Page(number=1, start=0, end=len(text)),),
        blocks=(Block(kind=BlockKind.PARAGRAPH, page=1, start=0, end=len(text)),),
        pipeline=Pipeline(version="test"),
    )
    return Unpacked(record)


def killed_twice(source: Source, options: Options) -> Unpacked:
    """The same, but its process is killed from outside the first two times."""
    deaths = source.path.with_name("deaths")
    before = deaths.stat().st_size if deaths.exists() else 0
    if before < 2:
        deaths.write_bytes(bytes(before + 1))
        os.kill(os.getpid(), signal.SIGKILL)
    return read_text(source, options)


def run(folder: str) -> None:
    """What the process that is killed does."""
    ingest(open_archive(load()), [folder], by=read_text)


def started(settings: Settings, folder: Path) -> "subprocess.Popen[bytes]":
    """That process, over the same archive."""
    command = [sys.executable, "-c", "import sys; from tests.service.test_ingest import run; run(*sys.argv[1:])"]
    environment = in_environment(settings)
    return subprocess.Popen([*command, folder], env=environment, start_new_session=True, stderr=subprocess.PIPE)


def in_environment(settings: Settings) -> dict[str, str]:
    """The variables by which another process finds the same archive."""
    urls = {"TALLY_CATALOGUE": settings.catalogue_url, "TALLY_JOBS": settings.jobs_url}
    return os.environ | urls | {"TALLY_DATA": str(settings.data), "TALLY_WORKERS": "2"}


@pytest.fixture
def archive(settings: Settings) -> Iterator[Archive]:
    opened = open_archive(settings)
    yield opened
    opened.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "reports"
    (made / "deep" / ".hidden").mkdir(parents=True)
    (made / "one.txt").write_text("Two boats sank.")
    (made / "deep" / "two.txt").write_text("Ten boats came home.")
    (made / "deep" / ".hidden" / "three.txt").write_text("Nobody reads this.")
    return made


def outcomes(results: tuple[Ingested, ...]) -> dict[Outcome, int]:
    return dict(Counter(found.outcome for found in results))


def test_a_folder_becomes_searchable(archive: Archive, folder: Path) -> None:
    seen: list[tuple[int, int]] = []
    results = ingest(archive, [str(folder)], by=read_text, progress=lambda _, done, total: seen.append((done, total)))
    assert outcomes(results) == {Outcome.NEW: 2}
    assert seen == [(1, 2), (2, 2)]
    assert archive.engine.search(SearchQuery(text=parse("boats"))).total == 2
    assert {found.state for found in archive.catalogue.all(ListQuery())} == {State.INDEXED}


def test_a_name_may_be_bytes_that_are_no_characters(archive: Archive, tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"bateaux-coul\xe9s.txt")
    path.write_text("Two boats sank.")
    [taken] = ingest(archive, [str(path)], by=read_text)
    assert (taken.outcome, taken.name.endswith("bateaux-coul�s.txt")) == (Outcome.NEW, True)
    assert archive.catalogue.get(str(taken.document)).filename == "bateaux-coul�s.txt"


def test_the_same_bytes_are_unchanged(archive: Archive, folder: Path) -> None:
    ingest(archive, [str(folder)], by=read_text)
    (folder / "copy.txt").write_text("Two boats sank.")
    again = ingest(archive, [str(folder), str(folder / "one.txt")], by=read_text)
    assert outcomes(again) == {Outcome.UNCHANGED: 4}
    assert archive.catalogue.list(ListQuery()).total == 2


def test_two_names_of_the_same_bytes_are_one_document(archive: Archive, folder: Path) -> None:
    (folder / "copy.txt").write_text("Two boats sank.")
    assert outcomes(ingest(archive, [str(folder)], by=read_text)) == {Outcome.NEW: 2, Outcome.UNCHANGED: 1}


@pytest.mark.parametrize(
    ("text", "code"), [("DAMAGED", "damaged_file"), ("UNFORESEEN", "internal_error"), ("DEADLY", "parse_crash")]
)
def test_a_bad_file_fails_by_itself(archive: Archive, folder: Path, text: str, code: str) -> None:
    (folder / "bad.txt").write_text(text)
    results = ingest(archive, [str(folder)], by=read_text)
    assert outcomes(results) == {Outcome.NEW: 2, Outcome.FAILED: 1}
    [failed] = archive.catalogue.all(ListQuery(states=(State.FAILED,)))
    assert (failed.filename, failed.code, failed.attempts > 0) == ("bad.txt", code, True)
    assert archive.store.open(failed.id).read() == text.encode()


def test_a_file_is_not_blamed_for_its_process_being_killed(archive: Archive, folder: Path) -> None:
    results = ingest(archive, [str(folder / "one.txt")], by=killed_twice)
    assert outcomes(results) == {Outcome.NEW: 1}


def test_what_cannot_be_accepted_is_told(archive: Archive, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "empty.txt").write_text("")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"From a pipe.")))
    results = ingest(archive, [str(folder), str(folder / "missing.txt"), "-"], by=read_text)
    assert {(found.name.rpartition("/")[2], found.code) for found in results if found.outcome is Outcome.FAILED} == {
        ("empty.txt", "empty_file"),
        ("missing.txt", "unreadable_file"),
    }
    assert archive.engine.search(SearchQuery(text=parse("pipe"))).total == 1


def test_a_failed_file_is_tried_again(archive: Archive, folder: Path) -> None:
    (folder / "bad.txt").write_text("DAMAGED")
    for _ in range(2):
        assert outcomes(ingest(archive, [str(folder / "bad.txt")], by=read_text)) == {Outcome.FAILED: 1}
    [failed] = archive.catalogue.all(ListQuery())
    assert failed.attempts == 2


def test_forgetting_leaves_nothing(archive: Archive, folder: Path) -> None:
    [one, _] = ingest(archive, [str(folder)], by=read_text)
    assert one.document
    forget(archive, one.document)
    assert archive.engine.search(SearchQuery(documents=(one.document,))).total == 0
    assert one.document not in list(archive.store.ids())
    with pytest.raises(NotFound):
        forget(archive, one.document)
    assert outcomes(ingest(archive, [str(folder)], by=read_text)) == {Outcome.NEW: 1, Outcome.UNCHANGED: 1}


def test_it_goes_on_after_being_killed(archive: Archive, tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(12):
        (folder / f"{number}.txt").write_text(f"SLOW report number {number}")
    running = started(archive.settings, folder)
    while archive.catalogue.list(ListQuery()).total < 6 and running.poll() is None:
        time.sleep(0.02)
    os.killpg(running.pid, signal.SIGKILL)
    running.wait()
    results = ingest(archive, [str(folder)], by=read_text)
    assert outcomes(results).get(Outcome.FAILED, 0) == 0
    assert archive.engine.search(SearchQuery(text=parse("report"))).total == 12
    assert archive.catalogue.list(ListQuery(states=(State.INDEXED,))).total == 12


def test_an_interruption_ends_it_soon_and_cleanly(archive: Archive, tmp_path: Path) -> None:
    for number in range(60):
        (tmp_path / f"{number}.txt").write_text(f"SLOW report number {number}")
    running = started(archive.settings, tmp_path)
    while not archive.catalogue.list(ListQuery(states=(State.EXTRACTED, State.INDEXED))).total:
        time.sleep(0.02)
    os.killpg(running.pid, signal.SIGINT)
    _, said = running.communicate(timeout=60)
    assert said.decode().count("Traceback") == 1
    assert said.decode().rstrip().endswith("KeyboardInterrupt")
    assert archive.catalogue.list(ListQuery(states=(State.FAILED,))).total == 0


def test_deleted_while_it_was_read(archive: Archive) -> None:
    from service import processing

    listed, _ = accept(archive, io.BytesIO(b"Two boats sank."), filename="one.txt")

    def slow(source: Source, options: Options) -> Unpacked:
        record = read_text(source, options)
        forget(archive, listed.id)
        return record

    processing.extract(archive, listed.id, by=slow)
    processing.index(archive, [listed.id])
    assert list(Store(archive.settings.store_url).ids()) == []
    assert list((archive.settings.data / "store").rglob("record*")) == []
    assert list(archive.engine.documents()) == []
