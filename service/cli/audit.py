"""`tally audit`: who did what."""

from typing import Annotated

import typer

from service.cli.filters import Form
from service.cli.output import Format, chosen, console, print_line, table

_COLUMNS = ("time", "caller", "action", "object", "outcome", "request")


def audit(
    limit: Annotated[int, typer.Option(min=1, help="Newest lines to print.")] = 100,
    form: Form = None,
) -> None:
    """Print the audit trail: uploads, downloads, exports, deletions, signings-in and changes of keys.

    The caller is a key's id, `admin` for the key in the settings, `cli` for this program, `local` where no keys are
    needed; the outcome is an HTTP status or `ok`.
    """
    from service.access.registry import open_registry
    from service.cli.sheets import sheet
    from service.settings import load

    registry = open_registry(load())
    try:
        lines = registry.trail.last(limit)
    finally:
        registry.close()
    if chosen(form) is Format.JSON:
        for line in lines:
            print_line(line.model_dump_json())
        return
    rows = [
        (f"{line.time:%Y-%m-%d %H:%M:%S}", line.caller, line.action, line.object, line.outcome, line.request)
        for line in lines
    ]
    if chosen(form) is Format.TABLE:
        console().print(table(_COLUMNS, rows))
    else:
        print_line(sheet(_COLUMNS, rows))


COMMAND = audit
