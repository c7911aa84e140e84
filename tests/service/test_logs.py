import io
import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from service import logs
from service.archive import accept, open_archive
from service.catalogue import State
from service.jobs import Jobs
from service.settings import Settings
from tests.service.test_ingest import read_text
from tests.service.test_jobs import settled

KEY = "tally_" + "x" * 43


@pytest.fixture(autouse=True)
def written() -> Iterator[io.StringIO]:
    """What is logged."""
    stream = io.StringIO()
    logs.configure(stream)
    yield stream
    logging.getLogger().handlers = []
    logging.getLogger("dbos").handlers = []


def events(written: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in written.getvalue().splitlines()]


def test_job_is_logged_with_its_id_and_document(tmp_path: Path, written: io.StringIO) -> None:
    archive = open_archive(Settings(data=tmp_path, workers=1))
    jobs = Jobs(archive, by=read_text)
    try:
        jobs.start()
        document = accept(archive, io.BytesIO(b"A private matter."), filename="report.txt")[0].id
        job = jobs.submit(document)
        assert settled(archive) == {State.INDEXED: 1}
    finally:
        jobs.stop()
        archive.close()
    (done,) = [line for line in events(written) if line["event"] == "job done"]
    assert (done["job"], done["document"], done["level"]) == (job, document, "info")
    assert "private" not in str(done)


def test_libraries_speak_json_too(written: io.StringIO) -> None:
    logging.getLogger("elasticsearch").warning("node %s is gone", "one")
    logging.getLogger("elasticsearch").info("not worth a line")
    (line,) = events(written)
    assert (line["event"], line["logger"], line["level"]) == ("node one is gone", "elasticsearch", "warning")


def test_keys_are_taken_out_of_messages_and_errors(written: io.StringIO) -> None:
    try:
        raise ValueError(KEY)
    except ValueError:
        logs.logger(__name__).exception("bad", header=f"Bearer {KEY}")
    logging.getLogger("library").error("sent %s", KEY)
    found = events(written)
    assert len(found) == 2
    assert KEY not in str(found)
    assert "ValueError" in str(found[0]["exception"])


def test_log_that_cannot_be_written_stops_nothing(written: io.StringIO) -> None:
    written.close()
    logs.ended("damaged_file")
