"""Durable jobs: an accepted upload is extracted and indexed once, whatever dies on the way.

The queue is DBOS's, in SQLite or PostgreSQL. A job is a workflow of two steps, extract and index; a step that was done
is not done again; one that was cut short is, and may be, since both can be repeated without harm. While a document
has a job that is not over it gets no second one.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from importlib.metadata import version
from typing import TYPE_CHECKING, TypeVar

from pipelines.errors import TallyError
from service import logs, processing, tracing, upkeep
from service.archive import Archive
from service.catalogue import Listed, ListQuery, State
from service.errors import NotFound, Unavailable
from service.executors import Executor
from service.keeper import Keeper
from service.leftovers import LeftBehind
from service.processing import Extract, pipeline
from service.queue import APPLICATION, QUEUE, VERSION, WORKFLOW, Queue, set_aside
from service.workers import Workers

if TYPE_CHECKING:
    from dbos._core import StepOptions

Done = TypeVar("Done")
POLLING = 0.1
"""Seconds between looks at the queue."""
RECOVERIES = 1000
"""Times that a job is taken up again after its process died, before it is given up."""
WAITS = (State.ACCEPTED, State.EXTRACTED)
"""States of a document that has a job, or should get one."""
WAITING = 8
"""Jobs that may wait for the index while the workers go on extracting."""
PAUSE = 2.0
"""Seconds until a step is tried again while a part of the service is away; it is, until that is back."""


class Jobs:
    """The queue. `start` makes this process work on it; without it the process only enqueues. One a process."""

    def __init__(self, archive: Archive, *, by: Extract = pipeline) -> None:
        self._archive, self._by = archive, by
        self._queue = Queue(archive.settings.jobs_url)
        self._running: ExitStack | None = None

    def start(self) -> None:
        """Take up this executor's unfinished jobs, then work until `stop`."""
        with ExitStack() as stack:
            executor = stack.enter_context(Executor(self._archive.settings.data, self._archive.settings.executor))
            workers = stack.enter_context(Workers(self._archive.settings, by=self._by))
            stack.callback(_destroy, self._archive.settings.grace)
            job = _Job(self._archive, workers, self.submit)
            _launch(job, url=self._archive.settings.jobs_url, executor=executor.name)
            self.catch_up()
            left = LeftBehind(self._archive.settings.data, executor.name, self._queue, job.running)
            stack.enter_context(Keeper(self._archive, often=left.take_up, seldom=self.catch_up))
            self._running = stack.pop_all()

    def stop(self) -> None:
        """Let running jobs finish, for a while, and let go; what is left is taken up again by the next start."""
        if self._running:
            self._running.close()
            self._running = None
        self._queue.close()

    def submit(self, document: str) -> str:
        """Queue an accepted document; the job's id, the same while nothing has happened to the document."""
        return self._queue.put(document, _job_id(self._archive.catalogue.get(document)))

    def catch_up(self) -> None:
        """Queue what is to be done and has no job: a process died before it queued it, or the queue was lost."""
        waiting = [listed.id for listed in self._archive.catalogue.all(ListQuery(states=WAITS))]
        queued = self._queue.documents() if waiting else set()
        for document in waiting:
            if document not in queued:
                self._revive(document)

    def _revive(self, document: str) -> None:
        """Queue it, under another id if the job of that id ended without an outcome."""
        with suppress(NotFound):
            if self._archive.catalogue.get(document).state in WAITS and self._queue.over(self.submit(document)):
                self._archive.catalogue.started(document)
                self.submit(document)

    def retry(self, *, codes: tuple[str, ...] = ()) -> int:
        """Queue again the documents that failed (with one of these codes, if given); how many."""
        failed = list(self._archive.catalogue.all(ListQuery(states=(State.FAILED,), codes=codes)))
        for listed in failed:
            self.again(listed.id)
        return len(failed)

    def reprocess(self, *, older_than: str) -> int:
        """Queue every document whose record a version before this one made; how many."""
        old = upkeep.older(self._archive, older_than)
        for document in old:
            self.again(document)
        return len(old)

    def again(self, document: str) -> str:
        """Extract and index a document anew, whatever became of it before; the job's id."""
        self._archive.catalogue.reset(document)
        return self.submit(document)


class _Job:
    """What is done for one document."""

    def __init__(self, archive: Archive, workers: Workers, submit: Callable[[str], str]) -> None:
        self._archive, self._workers, self._submit = archive, workers, submit
        self.width = archive.settings.workers + WAITING
        self.running: set[str] = set()

    @contextmanager
    def at_work(self, name: str) -> Iterator[None]:
        """Notes that this process does the job of that id."""
        self.running.add(name)
        try:
            yield
        finally:
            self.running.discard(name)

    def traced(self, name: str, step: Callable[[str], Done]) -> Callable[[str], Done]:
        """The step, with a span around it where that is asked for."""
        return tracing.traced_step(name, step) if self._archive.settings.tracing else step

    def extract(self, document: str) -> str | None:
        """The first step: the code of the error if it failed, None if the record is kept."""
        try:
            if self._archive.catalogue.get(document).state is State.EXTRACTED:
                return None
        except NotFound as error:
            return error.code
        failure = self._workers.one(document)
        if isinstance(failure, Unavailable):
            raise failure
        return failure.code if failure else None

    def index(self, document: str) -> None:
        """The second step; what came in the document gets jobs of its own."""
        for child in self._archive.catalogue.inside(document):
            if child.state in WAITS:
                self._submit(child.id)
        try:
            processing.index(self._archive, [document])
        except Unavailable:
            raise
        except TallyError as error:
            processing.settle(self._archive, document, error)


def _launch(job: _Job, *, url: str, executor: str) -> None:
    from dbos import DBOS

    set_aside(url)
    DBOS(
        config={
            "name": APPLICATION,
            "system_database_url": url,
            "application_version": VERSION,
            "executor_id": executor,
            "log_level": "WARNING",
            "use_listen_notify": False,
        }
    )

    def process(document: str) -> str | None:
        with logs.job(DBOS.workflow_id, document), job.at_work(str(DBOS.workflow_id)):
            failed = DBOS.run_step(_patient("extract"), job.traced("extract", job.extract), document)
            if failed is None:
                DBOS.run_step(_patient("index"), job.traced("index", job.index), document)
            logs.ended(failed)
            return failed

    DBOS.workflow(name=WORKFLOW, max_recovery_attempts=RECOVERIES)(process)
    DBOS.launch()
    DBOS.register_queue(QUEUE, worker_concurrency=job.width, polling_interval_sec=POLLING, on_conflict="always_update")


def _patient(name: str) -> "StepOptions":
    return {
        "name": name,
        "retries_allowed": True,
        "max_attempts": 1_000_000,
        "interval_seconds": PAUSE,
        "backoff_rate": 1.0,
    }


def _destroy(grace: int) -> None:
    from dbos import DBOS

    DBOS.destroy(destroy_registry=True, workflow_completion_timeout_sec=grace)


def _job_id(listed: Listed) -> str:
    """Another one when the document was deleted and sent again, or tried and is to be tried again."""
    return f"{listed.id}:{version('tally')}:{listed.received:%Y%m%dT%H%M%S%f}:{listed.attempts}"
