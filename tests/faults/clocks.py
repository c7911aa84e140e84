"""The clocks of API and worker jump by months, each its own way, under load and over a restart."""

import sys
import time
from pathlib import Path

from service.settings import Settings
from tests.faults.load import Load
from tests.faults.running import API, WORKER, Running
from tests.faults.verdict import Verdict, judge

JUMPING = (sys.executable, "-m", "tests.faults.jumping")


def jumps(data: Path, *, seconds: float) -> Verdict:
    """Send in reports for so long, half of it before a restart."""
    with Running(data, program=JUMPING) as running:
        running.start(API, WORKER)
        running.ready()
        with Load(running.url) as load:
            time.sleep(seconds / 2)
            for name in (API, WORKER):
                running.kill(name)
            running.start(API, WORKER)
            running.ready()
            time.sleep(seconds / 2)
        verdict = judge(Settings(data=data), load.taken)
        return verdict.beside(*load.odd)
