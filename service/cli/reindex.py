"""`tally reindex`: the index, made anew."""

from service.cli.messages import say
from service.cli.opened import opened


def reindex() -> None:
    """Build the index anew from the stored records, while the old one goes on answering."""
    from service.upkeep import reindex as rebuild

    with opened() as archive:
        say(f"Indexed: {rebuild(archive)}.")


COMMAND = reindex
