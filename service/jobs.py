"""Durable jobs: an accepted upload is extracted and indexed exactly once, whatever dies on the way."""

from service.archive import Archive


class Jobs:
    """The queue. `start` makes this process work on it; without it the process only enqueues."""

    def __init__(self, archive: Archive) -> None:
        raise NotImplementedError

    def start(self) -> None:
        """Take up this executor's unfinished jobs, then work until `stop`."""
        raise NotImplementedError

    def stop(self) -> None:
        """Finish the running steps and let go."""
        raise NotImplementedError

    def submit(self, document: str) -> str:
        """Queue an accepted document; the job's id, the same for the same document and pipeline version."""
        raise NotImplementedError

    def retry(self, *, codes: tuple[str, ...] = ()) -> int:
        """Queue again the documents that failed (with one of these codes, if given); how many."""
        raise NotImplementedError
