"""`tally reprocess`: old records, made anew."""

from typing import Annotated

import typer

from service.cli.messages import say
from service.cli.opened import opened


def reprocess(
    older_than: Annotated[
        str | None, typer.Option("--older-than-version", help="By default the version that is installed.")
    ] = None,
) -> None:
    """Queue every document whose record an older version made; `tally serve` or `tally work` then reads them."""
    from importlib.metadata import version

    from service.jobs import Jobs

    with opened() as archive:
        jobs = Jobs(archive)
        try:
            say(f"Queued again: {jobs.reprocess(older_than=older_than or version('tally'))}.")
        finally:
            jobs.stop()


COMMAND = reprocess
