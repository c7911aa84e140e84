"""The whole way, from a report's bytes to its being searchable, against bare spaCy `ner` over the same words."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import spacy

from pipelines import sandbox
from pipelines.errors import TallyError
from pipelines.limits import Limits
from pipelines.packs import pack
from pipelines.parsed import Source
from scripts.benchmarks.measure import Measured, cpu


def measure(reports: Sequence[Path]) -> Iterator[Measured]:
    """Words a CPU second of `tally ingest`, its start-up taken off, and of `ner` alone with the English model."""
    texts = list(_texts(reports))
    words = sum(len(text.split()) for text in texts)
    for profile in ("accurate", "fast"):
        whole = _ingest(reports, profile) - _ingest([], profile)
        bare = _bare(texts)
        yield Measured(f"whole way, {profile}, against bare ner", words / whole, words / bare, "words/CPU s")


def _texts(reports: Sequence[Path]) -> Iterator[str]:
    for path in reports:
        try:
            yield sandbox.read(Source(path, path.name), limits=Limits()).text
        except TallyError:
            continue


def _ingest(reports: Sequence[Path], profile: str) -> float:
    with tempfile.TemporaryDirectory() as folder, cpu() as watch:
        environment = os.environ | {"TALLY_DATA": folder, "TALLY_PROFILE": profile}
        tally = str(Path(sys.executable).with_name("tally"))
        rest = [str(path) for path in reports] or ["--help"]
        subprocess.run([tally, "ingest", *rest], env=environment, check=False, stdout=subprocess.DEVNULL)
    return watch.seconds


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
