"""`tally doctor`: what is installed and set, and whether it works."""

from typing import Annotated

import typer

from service.cli.exits import Exit
from service.cli.filters import Form
from service.cli.output import Format, chosen, console, print_line, table


def doctor(
    only: Annotated[
        list[str] | None, typer.Option(help="One of python, settings, limits, readers, languages, tesseract, archive.")
    ] = None,
    form: Form = None,
) -> None:
    """Check language packs, models, readers, text recognition, settings, store and index.

    Says of each what was found and what to do. The exit code is 1 if something that is needed does not work.
    """
    from service.cli.checkup import CHECKS, examine

    for name in only or ():
        if name not in CHECKS:
            raise typer.BadParameter(f"'{name}' is not known. Give one of: {', '.join(CHECKS)}.", param_hint="--only")
    findings = examine(only or ())
    if chosen(form) is Format.TABLE:
        rows = (
            (each.part, "ok" if each.well else "missing" if each.optional else "FAILS", each.detail)
            for each in findings
        )
        console().print(table(("Part", "State", "Found"), rows))
    else:
        for each in findings:
            print_line(each.model_dump_json())
    raise typer.Exit(Exit.OK if all(each.well or each.optional for each in findings) else Exit.FAILED)


COMMAND = doctor
