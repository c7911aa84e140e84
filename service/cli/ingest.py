"""`tally ingest`: reports into the archive."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from service.cli.exits import Exit
from service.cli.filters import Form
from service.cli.inputs import Paths
from service.cli.opened import opened
from service.cli.output import Format, chosen, console, print_line, table

if TYPE_CHECKING:
    from service.ingest import Ingested, Progress


def ingest(
    paths: Paths,
    collection: Annotated[str, typer.Option(help="Where the reports belong.")] = "default",
    form: Form = None,
) -> None:
    """Keep reports, read them, and make them searchable.

    The same bytes twice is one document. Interrupted, the same command goes on where it stopped. Ends with what is
    new, unchanged and failed, and why; the exit code is 1 if a file failed.
    """
    from service.ingest import ingest as take_in

    with opened() as archive, _progress() as progress:
        results = take_in(archive, [str(path) for path in paths], collection=collection, progress=progress)
    _report(results, chosen(form))
    raise typer.Exit(Exit.FAILED if _counts(results)["failed"] else Exit.OK)


def _report(results: "Sequence[Ingested]", form: Format) -> None:
    if form is Format.TABLE:
        counts = _counts(results)
        failed = [(each.name, each.code, each.message) for each in results if each.outcome == "failed"]
        console().print(table(("Outcome", ">Files"), [(name, counts[name]) for name in ("new", "unchanged", "failed")]))
        if failed:
            console().print(table(("Failed", "Code", "Why"), failed))
    elif form is Format.JSON:
        for each in results:
            print_line(each.model_dump_json())
    else:
        _csv(results)


def _csv(results: "Sequence[Ingested]") -> None:
    from service.cli.sheets import sheet

    rows = [(each.name, each.outcome, each.document, each.code, each.message) for each in results]
    print_line(sheet(("name", "outcome", "document", "code", "message"), rows))


def _counts(results: "Sequence[Ingested]") -> Counter[str]:
    return Counter(str(each.outcome) for each in results)


@contextmanager
def _progress() -> Iterator["Progress | None"]:
    """A bar on a terminal's standard error; nothing elsewhere."""
    screen = console(stderr=True)
    if not screen.is_terminal:
        yield None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=screen, transient=True) as bar:
        task = bar.add_task("Reading", total=None)

        def show(_done: "Ingested", finished: int, total: int) -> None:
            bar.update(task, completed=finished, total=total)

        yield show


COMMAND = ingest
