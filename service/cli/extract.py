"""`tally extract`: reports in, records out, nothing stored."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from service.cli.exits import Exit
from service.cli.inputs import Paths, check, sources
from service.cli.messages import complain
from service.cli.output import print_line

if TYPE_CHECKING:
    from pipelines.family import Unread
    from pipelines.options import Options
    from pipelines.parsed import Source
    from pipelines.record import Document


class Profile(StrEnum):
    """Which entity model reads the text."""

    ACCURATE = "accurate"
    FAST = "fast"


def extract(
    paths: Paths,
    profile: Annotated[
        Profile, typer.Option(help="accurate: Tally's own entity model; fast: spaCy's.")
    ] = Profile.ACCURATE,
    boxes: Annotated[bool, typer.Option(help="Say where on the page each mention and figure stands.")] = True,
    explain: Annotated[bool, typer.Option("--explain", help="Draw the figures under their sentences.")] = False,
) -> None:
    """Print the record of each report as JSON, one a line, and after it those of the files that came in it.

    A file that cannot be read is named on standard error with the reason; the others go on, and the exit code is 1.
    """
    options = _options(profile, boxes)
    with sources(paths) as found:
        failures = sum(not _print(source, options, explain=explain) for source in found)
    raise typer.Exit(Exit.FAILED if failures else Exit.OK)


def _options(profile: Profile, boxes: bool) -> "Options":
    from pipelines.options import Options

    return Options(profile=profile.value, boxes=boxes)


def _print(source: "Source", options: "Options", *, explain: bool) -> bool:
    """Whether all could be read; the records are on standard output, the reasons on standard error."""
    from pipelines.errors import ConfigurationError, TallyError
    from pipelines.family import family

    try:
        check(source)
        return not sum(not _print_one(found, explain=explain) for found in family(source, options=options))
    except ConfigurationError:
        raise
    except TallyError as error:
        complain(error, about=str(source.path) if source.filename else "standard input")
        return False


def _print_one(found: "Document | Unread", *, explain: bool) -> bool:
    from pipelines.family import Unread

    if isinstance(found, Unread):
        complain(found.error, about=found.filename)
        return False
    print_line(_explained(found) if explain else found.model_dump_json())
    return True


def _explained(document: "Document") -> str:
    """Each figure under its sentence, the report's name above."""
    from pipelines.figures.explain import explain

    drawn = "\n\n".join(explain(figure, document) for figure in document.figures)
    return f"── {document.filename or 'standard input'}\n\n{drawn or 'No figures.'}\n"


COMMAND = extract
