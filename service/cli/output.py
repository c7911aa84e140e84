"""Tables for people, JSON and CSV for pipes."""

import sys
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table


class Format(StrEnum):
    """How results are printed."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


def chosen(asked: Format | None) -> Format:
    """The format asked for; else a table on a terminal and JSON in a pipe."""
    return asked or (Format.TABLE if sys.stdout.isatty() else Format.JSON)


def console(*, stderr: bool = False) -> "Console":
    """Where tables and bars are drawn; wide enough for whole cells where there is no terminal."""
    from rich.console import Console

    stream = sys.stderr if stderr else sys.stdout
    return Console(stderr=stderr, width=None if stream.isatty() else 200, markup=False, highlight=False)


def table(columns: Sequence[str], rows: Iterable[Sequence[object]], *, title: str | None = None) -> "Table":
    """A table; a column whose name begins with `>` is set to the right, None prints as nothing."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    drawn = Table(title=title, box=box.SIMPLE_HEAD, title_justify="left", pad_edge=False)
    for name in columns:
        drawn.add_column(name.removeprefix(">"), justify="right" if name.startswith(">") else "left")
    for row in rows:
        drawn.add_row(*(Text("" if cell is None else str(cell)) for cell in row))
    return drawn


def number(value: float | None) -> str:
    """A number with its thousands apart: `2,510`."""
    if value is None:
        return ""
    return f"{int(value):,}" if float(value).is_integer() else f"{value:,}"


def print_line(text: str) -> None:
    """A line on standard output, in UTF-8 whatever the locale."""
    write(text + "\n")


def write(text: str) -> None:
    """Text on standard output, in UTF-8 whatever the locale."""
    typer.echo(text.encode(), nl=False)
