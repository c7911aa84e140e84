"""`tally delete`: documents out of the archive."""

from typing import Annotated

import typer

from service.cli.exits import Exit
from service.cli.messages import complain, say
from service.cli.opened import opened


def delete(documents: Annotated[list[str], typer.Argument(help="Ids: sha256:…", metavar="ID…")]) -> None:
    """Delete documents from store, catalogue and index; nothing of them is left behind."""
    from service.archive import forget
    from service.errors import NotFound

    missing = 0
    with opened() as archive:
        for document in documents:
            try:
                forget(archive, document)
                say(f"Deleted {document}.")
            except NotFound as error:
                missing += 1
                complain(error)
    raise typer.Exit(Exit.FAILED if missing else Exit.OK)


COMMAND = delete
