"""`kill -9` of the API, the worker and their helpers at random moments under load."""

import random
import time
from pathlib import Path

from service.settings import Settings
from tests.faults.load import Load
from tests.faults.running import API, PATIENCE, WORKER, Running
from tests.faults.verdict import Verdict, judge

HELPER = "helper"
PACE = 0.7
"""Seconds between two reports, so that the work keeps up with the kills."""
EARLY, LONGEST = 4, 2.0
"""One in so many kills comes while processes start; seconds until one comes at the latest."""
DONE = '"event": "job done"'
VICTIMS = ((API,), (WORKER,), (API, WORKER), (HELPER,))


def kills(data: Path, *, times: int, seed: int = 7) -> Verdict:
    """Kill so often, and start again at once; mostly at work, sometimes while it starts."""
    chance = random.Random(seed)  # noqa: S311  # not for secrets
    with Running(data) as running:
        running.start(API, WORKER)
        running.ready()
        with Load(running.url, pace=PACE) as load:
            for number in range(times):
                if number % EARLY:
                    _at_work(running, load)
                time.sleep(chance.uniform(0, LONGEST))
                _kill(running, chance.choice(VICTIMS))
            running.ready()
        verdict = judge(Settings(data=data), load.taken)
        for name in (API, WORKER):
            running.kill(name)
        left = running.left()
    return verdict.beside(*load.odd[:3], f"{len(left)} processes live on" if left else "")


def _at_work(running: Running, load: Load) -> None:
    """Wait until a report was acknowledged and a job done since the call."""
    taken, done = len(load.taken), running.said().count(DONE)
    end = time.monotonic() + PATIENCE
    while len(load.taken) == taken or running.said().count(DONE) == done:
        if time.monotonic() > end:
            raise TimeoutError(f"Nothing is done any more:\n{running.said()[-4000:]}")
        time.sleep(0.05)


def _kill(running: Running, victims: tuple[str, ...]) -> None:
    if victims == (HELPER,):
        running.kill_helper()
        return
    for name in victims:
        running.kill(name)
    running.start(*victims)
