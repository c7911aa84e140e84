import io
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from service.archive import Archive, accept, forget, open_archive
from service.catalogue import ListQuery, State
from service.executors import Executor
from service.index.queries import SearchQuery
from service.jobs import Jobs
from service.query import parse
from service.settings import Settings, load
from tests.service.test_ingest import in_environment, read_text

PATIENCE = 60


@pytest.fixture
def archive(settings: Settings) -> Iterator[Archive]:
    opened = open_archive(settings)
    yield opened
    opened.close()


@pytest.fixture
def jobs(archive: Archive) -> Iterator[Jobs]:
    made = Jobs(archive, by=read_text)
    yield made
    made.stop()


def upload(archive: Archive, text: str) -> str:
    return accept(archive, io.BytesIO(text.encode()), filename="report.txt")[0].id


def settled(archive: Archive) -> dict[State, int]:
    """The states of all documents once none is waiting any more."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        states = Counter(listed.state for listed in archive.catalogue.all(ListQuery()))
        if not states[State.ACCEPTED] and not states[State.EXTRACTED]:
            return {state: number for state, number in states.items() if number}
        time.sleep(0.05)
    raise TimeoutError(f"Still waiting: {states}")


def work() -> None:
    """What the process that is killed does."""
    Jobs(open_archive(load()), by=read_text).start()
    time.sleep(PATIENCE)


def test_what_is_submitted_is_done(archive: Archive, jobs: Jobs) -> None:
    jobs.start()
    document = upload(archive, "Two boats sank.")
    jobs.submit(document)
    assert settled(archive) == {State.INDEXED: 1}
    assert archive.engine.search(SearchQuery(text=parse("boats"))).total == 1


def test_a_job_is_the_same_until_it_is_tried(archive: Archive, jobs: Jobs) -> None:
    document = upload(archive, "Two boats sank.")
    assert jobs.submit(document) == jobs.submit(document)


def test_what_was_accepted_but_never_queued_is_found(archive: Archive, jobs: Jobs) -> None:
    upload(archive, "Two boats sank.")
    jobs.start()
    assert settled(archive) == {State.INDEXED: 1}


def test_a_poison_file_fails_by_itself_and_can_be_tried_again(archive: Archive, jobs: Jobs) -> None:
    jobs.start()
    for text in ("DEADLY", "DAMAGED", "Two boats sank.", "Ten boats sank."):
        jobs.submit(upload(archive, text))
    assert settled(archive) == {State.INDEXED: 2, State.FAILED: 2}
    assert jobs.retry(codes=("damaged_file",)) == 1
    assert settled(archive) == {State.INDEXED: 2, State.FAILED: 2}
    [damaged] = archive.catalogue.all(ListQuery(codes=("damaged_file",)))
    assert damaged.attempts >= 2


def test_deleted_and_sent_again_is_done_again(archive: Archive, jobs: Jobs) -> None:
    jobs.start()
    document = upload(archive, "Two boats sank.")
    jobs.submit(document)
    settled(archive)
    forget(archive, document)
    jobs.submit(upload(archive, "Two boats sank."))
    assert settled(archive) == {State.INDEXED: 1}
    assert archive.engine.search(SearchQuery(text=parse("boats"))).total == 1


def test_nothing_accepted_is_lost_or_doubled_by_kills(archive: Archive, jobs: Jobs) -> None:
    chance = random.Random(7)  # noqa: S311  # not for secrets
    texts = [f"SLOW report number {number}" for number in range(20)]
    for text in texts:
        jobs.submit(upload(archive, text))
    command = [sys.executable, "-c", "from tests.service.test_jobs import work; work()"]
    for _ in range(3):
        process = subprocess.Popen(command, env=in_environment(archive.settings), start_new_session=True)
        time.sleep(1 + 3 * chance.random())
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    jobs.start()
    assert settled(archive) == {State.INDEXED: 20}
    page = archive.engine.search(SearchQuery(text=parse("report"), limit=100))
    assert page.total == len({hit.document for hit in page.hits}) == 20


def test_two_processes_do_not_share_a_name(tmp_path: Path) -> None:
    with Executor(tmp_path, "local") as first, Executor(tmp_path, "local") as second:
        assert (first.name, second.name) == ("local", "local-2")
    with Executor(tmp_path, "local") as third:
        assert third.name == "local"
