"""`tally verify`: whether everything that is kept is whole."""

from typing import Annotated

import typer

from service.cli.exits import Exit
from service.cli.filters import Form
from service.cli.opened import opened
from service.cli.output import Format, chosen, console, print_line, table


def verify(
    mend: Annotated[
        bool, typer.Option("--mend", help="Put right what can be: list, index, drop from the index.")
    ] = False,
    form: Form = None,
) -> None:
    """Check every original and record, and compare store, catalogue and index.

    The exit code is 1 if something is wrong, even if --mend put it right.
    """
    from service import upkeep

    with opened() as archive:
        found = upkeep.verify(archive)
        if mend:
            upkeep.mend(archive, found)
    if chosen(form) is Format.TABLE:
        wrong = [(name, document) for name, value in found if isinstance(value, tuple) for document in value]
        console().print(table(("Wrong", "Document"), wrong) if wrong else f"All well: {found.checked} documents.")
    else:
        print_line(found.model_dump_json())
    raise typer.Exit(Exit.OK if found.well else Exit.FAILED)


COMMAND = verify
