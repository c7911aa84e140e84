"""`python -m scripts.benchmarks [FOLDER] [--only NAME]`: runs the benchmarks and prints a table of ratios."""

import argparse
import os
import platform
from collections.abc import Iterator
from pathlib import Path
from typing import cast

from rich.console import Console
from rich.table import Table

import scripts.benchmarks
from pipelines.registry import discover
from scripts.benchmarks.measure import Measure, Measured

CORPUS = Path(__file__).parents[2] / "corpus" / "reports"


def main() -> None:
    """Runs every benchmark, or those whose module is named by `--only`."""
    parser = argparse.ArgumentParser(description="Measures speed as ratios within one run.")
    parser.add_argument("folder", nargs="?", type=Path, default=CORPUS, help="reports to measure on")
    parser.add_argument("--only", help="part of a benchmark's module name")
    chosen = parser.parse_args()
    reports = sorted(path for path in chosen.folder.rglob("*") if path.is_file())
    Console().print(_table(_run(reports, chosen.only), len(reports)))


def _run(reports: list[Path], only: str | None) -> Iterator[Measured]:
    for found in discover(scripts.benchmarks, "measure"):
        measure = cast(Measure, found)
        if not only or only in getattr(found, "__module__", ""):
            yield from measure(reports)


def _table(rows: Iterator[Measured], count: int) -> Table:
    machine = f"{count} reports, {os.cpu_count()} cores, Python {platform.python_version()}"
    table = Table("what", "ours", "theirs", "unit", "ratio", "target", title=machine)
    for row in rows:
        table.add_row(row.name, f"{row.ours:,.1f}", f"{row.theirs:,.1f}", row.unit, f"{row.ratio:.2f}", row.target)
    return table


if __name__ == "__main__":
    main()
