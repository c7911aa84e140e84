"""`python -m tests.faults.jumping COMMAND…`: runs `tally` in a process whose clock jumps, back and forth, for ever."""

import random
import threading
import time
from datetime import timedelta

import time_machine

from service.cli import main

EVERY = 0.7
"""Seconds, by a clock that does not jump, between two jumps."""
FARTHEST = timedelta(days=400)


def _jump(clock: time_machine.Traveller) -> None:
    chance, still = random.Random(), threading.Event()  # noqa: S311  # not for secrets
    while not still.wait(EVERY):
        clock.move_to(NOW() + FARTHEST.total_seconds() * chance.uniform(-1, 1), tick=True)


NOW = time_machine.escape_hatch.time.time

if __name__ == "__main__":
    with time_machine.travel(time.time(), tick=True) as traveller:
        threading.Thread(target=_jump, args=(traveller,), daemon=True).start()
        main()
