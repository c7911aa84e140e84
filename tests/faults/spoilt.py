"""Files of the archive that lose their meaning while the service runs or stands still."""

from collections.abc import Callable
from pathlib import Path

import httpx

from service.settings import Settings
from tests.faults.disks import until
from tests.faults.load import Load
from tests.faults.running import API, WORKER, Running
from tests.faults.verdict import Verdict, judge

REPORTS = 5
DAMAGED = "catalogue_damaged"


def index(data: Path, spoil: Callable[[Path], None]) -> Verdict:
    """The embedded index is spoilt under load; the worker makes it anew, and nothing has to be done."""
    with Running(data) as running:
        running.start(API, WORKER)
        running.ready()
        with Load(running.url) as load:
            until(lambda: _found(running) >= REPORTS)
            running.kill(WORKER)
            spoil(data / "index")
            running.start(WORKER)
            taken = len(load.taken)
            until(lambda: len(load.taken) >= taken + REPORTS)
        return judge(Settings(data=data), load.taken).beside(*load.odd)


def catalogue(data: Path) -> Verdict:
    """The catalogue is spoilt: Tally says so and does not start; `verify --mend` makes another from the store."""
    with Running(data) as running:
        running.start(API, WORKER)
        running.ready()
        with Load(running.url) as load:
            until(lambda: _found(running) >= REPORTS)
        for name in (API, WORKER):
            running.kill(name)
        files = sorted(data.glob("catalogue.sqlite*"))
        for path in files:
            path.write_bytes(b"no database " * 1000)
        refused = running.run("verify")
        for path in files:
            path.unlink(missing_ok=True)  # SQLite clears away what belongs to a file that it cannot read
        running.run("verify", "--mend")
        running.start(API, WORKER)
        running.ready()
        odd = [] if DAMAGED in refused.stderr else [f"not told: {refused.stderr[-300:]}"]
        return judge(Settings(data=data), load.taken).beside(*load.odd, *odd)


def queue(data: Path) -> Verdict:
    """The queue's file is spoilt while nobody works: the worker begins another, and does what the catalogue holds."""
    with Running(data) as running:
        running.start(API)
        running.ready()
        with Load(running.url) as load:
            until(lambda: len(load.taken) >= REPORTS)
        running.kill(API)
        for path in data.glob("jobs.sqlite*"):
            path.write_bytes(b"no database " * 1000)
        running.start(API, WORKER)
        running.ready()
        return judge(Settings(data=data), load.taken).beside(*load.odd)


def _found(running: Running) -> int:
    answer = httpx.get(f"{running.url}/v1/search", params={"q": "migrants"})
    return int(answer.json()["total"]) if answer.is_success else 0
