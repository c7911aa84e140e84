"""`tally export`: people, organisations, places and documents for other programs."""

from typing import Annotated

import typer

from service.cli.filters import Collections
from service.cli.opened import opened
from service.cli.output import write


def export(
    collection: Collections = None,
    base_url: Annotated[str, typer.Option(help="Where this archive is served, for links to documents.")] = "",
) -> None:
    """Print FollowTheMoney entities, one JSON object a line: Document, Person, Organization, Address, Mention."""
    from service import followthemoney, search

    with opened() as archive:
        records = search.records(archive, collections=tuple(collection or ()))
        for line in followthemoney.lines(records, base_url=base_url.rstrip("/")):
            write(line)


COMMAND = export
