"""`tally figures`: every number with what it counts and where it stands."""

from typing import TYPE_CHECKING, Annotated

import typer

from service.cli.filters import Collections, Form, Kinds, Languages, Places, Since, Until, choice, day, kinds
from service.cli.opened import opened
from service.cli.output import Format, chosen, console, number, table, write

if TYPE_CHECKING:
    from service.archive import Archive
    from service.index.hits import FigureHit, Sum
    from service.index.queries import FigureQuery


def figures(  # noqa: PLR0913, PLR0917 - typer takes one argument an option
    kind: Kinds = None,
    place: Places = None,
    source: Annotated[list[str] | None, typer.Option(help="Words of the name of who is cited.")] = None,
    counted: Annotated[list[str] | None, typer.Option(help="Words of the noun counted: migrants.")] = None,
    unit: Annotated[list[str] | None, typer.Option(help="people, cases, kg, vessels, …")] = None,
    status: Annotated[
        list[str] | None, typer.Option(help="asserted (the default), denied, hypothetical or planned.")
    ] = None,
    language: Languages = None,
    collection: Collections = None,
    since: Since = None,
    until: Until = None,
    sort: Annotated[str, typer.Option(help="newest, oldest or largest.")] = "newest",
    group_by: Annotated[str, typer.Option(help="Sums by kind, country, place, month or source.")] = "kind",
    limit: Annotated[int, typer.Option(min=1, max=1000, help="Most figures in a table; JSON and CSV hold all.")] = 50,
    form: Form = None,
) -> None:
    """Find figures by kind, place, period, source and more.

    JSON (one line a figure) and CSV hold every figure asked for; a table ends with sums that count nothing twice.
    Each line names its file and page.
    """
    from pipelines.record import Status
    from service.index.queries import FigureGroup, FigureQuery, FigureSort

    query = FigureQuery(
        kinds=kinds(kind),
        places=tuple(place or ()),
        sources=tuple(source or ()),
        counted=tuple(counted or ()),
        units=tuple(unit or ()),
        statuses=tuple(choice(Status, word, option="--status") for word in status or ["asserted"]),
        languages=tuple(language or ()),
        collections=tuple(collection or ()),
        since=day(since),
        until=day(until),
        sort=choice(FigureSort, sort, option="--sort"),
        group_by=choice(FigureGroup, group_by, option="--group-by"),
        limit=limit,
    )
    with opened() as archive:
        _print(archive, query, chosen(form))


def _print(archive: "Archive", query: "FigureQuery", form: Format) -> None:
    from service import export
    from service.search import all_figures

    if form is Format.TABLE:
        _draw(archive, query)
        return
    writer = export.csv if form is Format.CSV else export.jsonl
    for chunk in writer(all_figures(archive, query)):
        write(chunk)


def _draw(archive: "Archive", query: "FigureQuery") -> None:
    page = archive.engine.figures(query)
    columns = ("Kind", ">Number", "Counted", "When", "Where", "Source", "Sort", "File", ">Page")
    console().print(table(columns, (_row(hit) for hit in page.hits)))
    if page.sums:
        heads = (query.group_by.capitalize(), "Kind", "Unit", ">Figures", ">Sum", ">Largest total", "Left out")
        console().print(table(heads, (_sum_row(each) for each in page.sums), title="Sums of single events"))
    console().print(f"{number(page.total)} figure{'' if page.total == 1 else 's'}; {len(page.hits)} shown.")


def _row(hit: "FigureHit") -> tuple[object, ...]:
    figure = hit.figure
    return (
        figure.kind,
        _bounds(figure.low, figure.best, figure.high),
        figure.counted or figure.unit,
        (figure.period and figure.period.text) or hit.published,
        ", ".join(place.name for place in hit.places),
        figure.source and figure.source.text,
        figure.aggregation,
        hit.filename or hit.document,
        figure.page,
    )


def _bounds(low: float | None, best: float | None, high: float | None) -> str:
    """`880`; `70–90` for a range; `70+` and `≤ 70` where an end is open."""
    if low == high:
        return number(best)
    if high is None:
        return f"{number(low)}+"
    if low is None:
        return f"≤ {number(high)}"
    return f"{number(low)}–{number(high)}"


def _sum_row(each: "Sum") -> tuple[object, ...]:
    left_out = ", ".join(f"{omission.figures} {omission.reason}" for omission in each.left_out)
    largest = number(each.largest_total)
    return each.group, each.kind, each.unit, each.figures, _bounds(each.low, each.best, each.high), largest, left_out


COMMAND = figures
