"""Options that several commands share, and how their words become values."""

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from service.cli.output import Format

if TYPE_CHECKING:
    from pipelines.record import Kind

Choice = TypeVar("Choice", bound=StrEnum)

Places = Annotated[list[str] | None, typer.Option(help="Name of a place, or a country's ISO code: PK.")]
Kinds = Annotated[list[str] | None, typer.Option(help="What happened: killed, injured, arrested, seized, …")]
Languages = Annotated[list[str] | None, typer.Option(help="ISO 639-1 code: en, fr, es.")]
Collections = Annotated[list[str] | None, typer.Option(help="Of this collection only.")]
Since = Annotated[datetime | None, typer.Option(help="First day.", formats=["%Y-%m-%d"], metavar="YYYY-MM-DD")]
Until = Annotated[datetime | None, typer.Option(help="Last day.", formats=["%Y-%m-%d"], metavar="YYYY-MM-DD")]
Form = Annotated[
    Format | None, typer.Option("--format", help="By default a table on a terminal, JSON Lines in a pipe.")
]


def day(moment: datetime | None) -> date | None:
    """The day that was given."""
    return moment.date() if moment else None


def kinds(words: Sequence[str] | None) -> "tuple[Kind, ...]":
    """The kinds of figure that were named. Raises a usage error that lists what there is."""
    from pipelines.record import Kind

    return tuple(choice(Kind, word, option="--kind") for word in words or ())


def choice(values: type[Choice], word: str, *, option: str) -> Choice:
    """The value named `word`. Raises a usage error that lists what there is."""
    try:
        return values(word.lower())
    except ValueError:
        known = ", ".join(values)
        raise typer.BadParameter(f"'{word}' is not known. Give one of: {known}.", param_hint=option) from None
