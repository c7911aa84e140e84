"""`tally evaluate`: how well the figures and entities agree with the gold."""

from pathlib import Path
from typing import Annotated, Literal

import typer

Gold = Annotated[Path, typer.Argument(help="Folder of the gold, as corpus/gold/README.md describes it.")]
Part = Annotated[Literal["dev", "test", "all"], typer.Option("--split", help="Which part of the gold.")]
Errors = Annotated[bool, typer.Option("--errors", help="List what was missed and what is spurious.")]
OnlyLanguage = Annotated[str | None, typer.Option("--language", help="Only this language, as en.")]
Reports = Annotated[Path | None, typer.Option("--reports", help="Folder of reports that are annotated by position.")]
Chosen = Annotated[Literal["accurate", "fast"], typer.Option("--profile", help="Which models to read with.")]


def evaluate(
    gold: Gold = Path("corpus/gold"),
    split: Part = "dev",
    errors: Errors = False,
    language: OnlyLanguage = None,
    profile: Chosen = "accurate",
    reports: Reports = None,
) -> None:
    """Score the extraction against annotated texts: precision, recall and F1, attributes, calibration, errors.

    Errors are listed for the dev part only: the test part is there to measure, not to learn from.
    """
    from service.scoreboard import entities_report, figures_report, positions_report

    listed = errors and split == "dev"
    for line in figures_report(gold, split, language=language, profile=profile, errors=listed):
        typer.echo(line)
    for line in entities_report(gold, split, language=language, profile=profile, errors=listed):
        typer.echo(line)
    if reports:
        for line in positions_report(gold, reports, profile=profile, errors=errors):
            typer.echo(line)


COMMAND = evaluate
