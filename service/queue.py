"""The queue's database as this process sees it: what is in it, and what is put into it."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from service import logs
from service.damage import damaged_code
from service.errors import QueueUnavailable

if TYPE_CHECKING:
    from dbos import DBOSClient, WorkflowHandle

APPLICATION, VERSION = "tally", "1"
"""DBOS takes up only jobs of its own version: raise it when the steps of a job change."""
QUEUE, WORKFLOW = "documents", "process"
WAITING, RUNNING = "ENQUEUED", "PENDING"
"""DBOS's names for the states of a job that is not over."""
ASIDE = ".damaged"
_log = logs.logger(__name__)


class Queue:
    """Connected when it is first asked. Every method raises `QueueUnavailable` if the database does not answer."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._connected: DBOSClient | None = None
        self._lock = threading.Lock()

    def put(self, document: str, job: str) -> str:
        """Queue a job for a document, unless it has one that is not over; the id of that, or of the new one."""
        with self._client() as client:
            handle: WorkflowHandle[str | None] = client.enqueue(
                {
                    "queue_name": QUEUE,
                    "workflow_name": WORKFLOW,
                    "workflow_id": job,
                    "deduplication_id": document,
                    "duplication_policy": "return-existing",
                    "app_version": VERSION,
                },
                document,
            )
            return handle.workflow_id

    def over(self, job: str) -> bool:
        """Whether a job has ended, well or not."""
        return not self._jobs(workflow_ids=[job])

    def documents(self) -> set[str]:
        """The documents that have a job that is not over."""
        return {document_of(job) for job in self._jobs()}

    def taken(self, executor: str) -> set[str]:
        """The jobs that someone of this name has taken and not ended."""
        return self._jobs(status=[RUNNING], executor_id=executor)

    def _jobs(
        self,
        *,
        workflow_ids: list[str] | None = None,
        status: list[str] | None = None,
        executor_id: str | None = None,
    ) -> set[str]:
        """The ids of jobs that are not over."""
        with self._client() as client:
            found = client.list_workflows(
                workflow_ids=workflow_ids,
                status=status or [WAITING, RUNNING],
                executor_id=executor_id,
                name=WORKFLOW,
                load_input=False,
                load_output=False,
            )
        return {job.workflow_id for job in found}

    def again(self, job: str) -> None:
        """Let a job that was taken be taken once more."""
        with self._client() as client:
            client.resume_workflow(job, queue_name=QUEUE)

    def close(self) -> None:
        """Let go of the connection."""
        with self._lock:
            connected, self._connected = self._connected, None
        if connected:
            connected.destroy()

    @contextmanager
    def _client(self) -> Iterator["DBOSClient"]:
        try:
            with self._lock:
                self._connected = self._connected or _connect(self._url)
            yield self._connected
        except SQLAlchemyError as error:
            with suppress(SQLAlchemyError):
                self.close()
            raise QueueUnavailable(
                f"The queue does not answer: {getattr(error, 'orig', error)}.",
                advice="Check its disk, its rights or its server.",
            ) from error


def document_of(job: str) -> str:
    """The document that a job is for; a job's id begins with it."""
    return ":".join(job.split(":", 2)[:2])


def set_aside(url: str) -> None:
    """Move a SQLite file that is damaged out of the way: the catalogue knows what there is to do."""
    address = make_url(url)
    if address.get_backend_name() != "sqlite" or not address.database or _whole(Path(address.database)):
        return
    _log.warning("queue is begun anew", found=f"{address.database} is damaged")
    for path in Path(address.database).parent.glob(f"{Path(address.database).name}*"):
        if not path.name.endswith(ASIDE):
            path.replace(path.with_name(path.name + ASIDE))


def _whole(path: Path) -> bool:
    if not path.exists():
        return True
    try:
        with closing(sqlite3.connect(path)) as connection:
            [said] = connection.execute("PRAGMA quick_check(1)").fetchone()
            return bool(said == "ok")
    except sqlite3.Error as error:
        return not damaged_code(error)


def _connect(url: str) -> "DBOSClient":
    from dbos import DBOS, DBOSClient

    set_aside(url)
    DBOS.migrate(url)
    return DBOSClient(system_database_url=url, application_name=APPLICATION, retry_connection_errors=False)
