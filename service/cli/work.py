"""`tally work`: a worker beside the API, for as long as it is let."""

import signal
import threading

from service.cli.messages import say
from service.cli.opened import opened


def work() -> None:
    """Read what the queue holds until interrupted; unfinished work is taken up again at the next start."""
    from service import logs
    from service.jobs import Jobs

    logs.configure()
    stopped = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopped.set())
    with opened() as archive:
        jobs = Jobs(archive)
        jobs.start()
        say(f"tally: working as '{archive.settings.executor}'")
        stopped.wait()
        jobs.stop()


COMMAND = work
