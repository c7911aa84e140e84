"""`tally reprocess`: old or damaged records, made anew."""

import re
from typing import Annotated

import typer

from service.cli.messages import say
from service.cli.opened import opened

_VERSION = re.compile(r"\d+(\.\d+)*\w*")


def _version(text: str) -> str:
    if not _VERSION.fullmatch(text):
        raise typer.BadParameter(f"{text!r} is no version; expected one such as 1.2")
    return text


def reprocess(
    documents: Annotated[list[str] | None, typer.Argument(help="Ids of documents; by default all old ones.")] = None,
    older_than: Annotated[
        str | None,
        typer.Option("--older-than-version", parser=_version, help="By default the version that is installed."),
    ] = None,
) -> None:
    """Queue documents whose record an older version made, or these; `tally serve` or `tally work` then reads them."""
    from importlib.metadata import version

    from service.jobs import Jobs

    with opened() as archive:
        jobs = Jobs(archive)
        try:
            if documents:
                queued = len([jobs.again(document) for document in documents])
            else:
                queued = jobs.reprocess(older_than=older_than or version("tally"))
            say(f"Queued again: {queued}.")
        finally:
            jobs.stop()


COMMAND = reprocess
