"""`python -m tests.faults [NAME…]`: hurts the service for long, and says of each fault what became of it."""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.faults import clocks, cluster, disks, kills, spoilt
from tests.faults.verdict import Verdict
from tests.service.test_keeper import SPOILS

KILLS, JUMPING = 100, 120.0
"""How many; for how many seconds."""


def _index(data: Path) -> Verdict:
    """Every way in which an index can be spoilt; the first verdict that is not well, or the last."""
    for number, spoil in enumerate(SPOILS):
        verdict = spoilt.index(data / str(number), spoil)
        if not verdict.well:
            return verdict.beside(spoil.__name__)
    return verdict


FAULTS: dict[str, Callable[[Path], Verdict]] = {
    "kills": lambda data: kills.kills(data, times=KILLS),
    "full": lambda _: disks.full("64m"),
    "bound": disks.bound,
    "read_only": disks.read_only,
    "index": _index,
    "catalogue": spoilt.catalogue,
    "queue": spoilt.queue,
    "clocks": lambda data: clocks.jumps(data, seconds=JUMPING),
    "cluster": cluster.outages,
}


def main() -> None:
    """Runs the faults that are named, or all of them; leaves with 1 if anything was lost, doubled or stuck."""
    parser = argparse.ArgumentParser(description="Hurts the service and looks what becomes of what it acknowledged.")
    parser.add_argument("names", nargs="*", choices=[*FAULTS, []], help="which faults; all by default")
    names = parser.parse_args().names or list(FAULTS)
    verdicts = [_run(name) for name in names]
    sys.exit(0 if all(verdict.well for verdict in verdicts) else 1)


def _run(name: str) -> Verdict:
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix=f"tally-{name}-") as folder:
        verdict = FAULTS[name](Path(folder) / "data")
    figures = (
        f"{verdict.acknowledged} acknowledged, {verdict.lost} lost, {verdict.doubled} doubled, "
        f"{verdict.stuck} stuck, {verdict.failed} failed"
    )
    print(f"{name}: {figures} ({time.monotonic() - began:.0f} s) {verdict.wrong}", flush=True)  # noqa: T201
    return verdict


if __name__ == "__main__":
    main()
