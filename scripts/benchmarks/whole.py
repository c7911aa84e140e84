"""The whole way, from a report's bytes to its being searchable, against bare spaCy `ner` over the same words."""

import ctypes
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import spacy

from pipelines import sandbox
from pipelines.errors import TallyError
from pipelines.limits import Limits
from pipelines.packs import pack
from pipelines.parsed import Source
from scripts.benchmarks.measure import Measured, cpu

PR_SET_CHILD_SUBREAPER = 36
"""From Linux's `prctl.h`."""
PATIENCE = 10
"""Seconds that processes left behind by `tally ingest` get to end."""


def measure(reports: Sequence[Path]) -> Iterator[Measured]:
    """Words a CPU second of `tally ingest`, its start-up taken off, and of `ner` alone with the English model."""
    texts = list(_texts(reports))
    words = sum(len(text.split()) for text in texts)
    for profile in ("accurate", "fast"):
        with tempfile.TemporaryDirectory() as folder:
            whole = ingested(reports, profile, Path(folder)) - start_up(profile)
        bare = _bare(texts)
        yield Measured(f"whole way, {profile}, against bare ner", words / whole, words / bare, "words/CPU s")


def _texts(reports: Sequence[Path]) -> Iterator[str]:
    for path in reports:
        try:
            yield sandbox.read(Source(path, path.name), limits=Limits()).text
        except TallyError:
            continue


def ingested(reports: Sequence[Path], profile: str, data: Path) -> float:
    """CPU seconds of `tally ingest`, all its processes together; the archive is left in `data`."""
    with cpu() as watch:
        environment = os.environ | {"TALLY_DATA": str(data), "TALLY_PROFILE": profile}
        tally = str(Path(sys.executable).with_name("tally"))
        _adopt_orphans()
        subprocess.run([tally, "ingest", *map(str, reports)], env=environment, check=False, stdout=subprocess.DEVNULL)
        _await_orphans()
    return watch.seconds


def start_up(profile: str) -> float:
    """CPU seconds of ingesting one line for each worker: what loading the models costs."""
    with tempfile.TemporaryDirectory() as folder:
        lines = [Path(folder) / f"{number}.txt" for number in range(os.cpu_count() or 1)]
        for path in lines:
            path.write_text(f"The police said that it rained on all the {path.stem} roads.", encoding="utf-8")
        return ingested(lines, profile, Path(folder) / "data")


def _adopt_orphans() -> None:
    """Has processes whose parent ended become this one's children, so that their CPU time is counted (Linux)."""
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1)


def _await_orphans() -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            ended, _ = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        time.sleep(0 if ended else 0.1)


def _bare(texts: Sequence[str]) -> float:
    english = pack("en")
    if english is None:
        raise SystemExit("The English pack is missing from models/en.")
    nlp = spacy.load(english.settings.spacy_model)
    nlp.select_pipes(enable=["ner"])
    lines = [line for text in texts for line in text.split("\n") if line.strip()]
    with cpu() as watch:
        list(nlp.pipe(lines))
    return watch.seconds
