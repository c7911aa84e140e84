"""`tally retry`: what failed, once more."""

from typing import Annotated

import typer

from service.cli.messages import say
from service.cli.opened import opened


def retry(
    _failed: Annotated[bool, typer.Option("--failed", help="What failed: nothing else can be tried again.")] = True,
    code: Annotated[list[str] | None, typer.Option(help="Only what failed with this code: parse_timeout, …")] = None,
) -> None:
    """Queue failed documents again; `tally serve` or `tally work` then reads them."""
    from service.jobs import Jobs

    with opened() as archive:
        jobs = Jobs(archive)
        try:
            say(f"Queued again: {jobs.retry(codes=tuple(code or ()))}.")
        finally:
            jobs.stop()


COMMAND = retry
