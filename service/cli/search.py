"""`tally search`: the pages of all reports that match."""

from typing import TYPE_CHECKING, Annotated

import typer

from service.cli.filters import Collections, Form, Kinds, Languages, Places, Since, Until, choice, day, kinds
from service.cli.opened import opened
from service.cli.output import Format, chosen, console, number, print_line
from service.cli.sheets import sheet

if TYPE_CHECKING:
    from rich.text import Text

    from service.index.hits import Hit, SearchPage


def search(  # noqa: PLR0913, PLR0917 - typer takes one argument an option
    query: Annotated[str, typer.Argument(help='Words, "exact phrases", -not, OR, pref*, misspelt~, title:word.')] = "",
    entity: Annotated[list[str] | None, typer.Option(help="Name of a person or organisation.")] = None,
    place: Places = None,
    kind: Kinds = None,
    language: Languages = None,
    collection: Collections = None,
    since: Since = None,
    until: Until = None,
    sort: Annotated[str, typer.Option(help="relevance, newest or oldest.")] = "relevance",
    limit: Annotated[int, typer.Option(min=1, max=1000, help="Most hits to print.")] = 10,
    form: Form = None,
) -> None:
    """Find pages by words, names, places, kinds of figures and dates.

    Options given twice take either value; different options must all hold. Each hit names its file and page.
    """
    from service.index.queries import SearchQuery, SearchSort
    from service.query import parse

    asked = SearchQuery(
        text=parse(query),
        entities=tuple(entity or ()),
        places=tuple(place or ()),
        kinds=kinds(kind),
        languages=tuple(language or ()),
        collections=tuple(collection or ()),
        since=day(since),
        until=day(until),
        sort=choice(SearchSort, sort, option="--sort"),
        limit=limit,
        facets=False,
    )
    with opened() as archive:
        _print(archive.engine.search(asked), chosen(form))


def _print(page: "SearchPage", form: Format) -> None:
    if form is Format.TABLE:
        _draw(page)
    elif form is Format.JSON:
        for hit in page.hits:
            print_line(hit.model_dump_json())
    else:
        header = ("file", "page", "document", "title", "published", "language", "passage")
        print_line(sheet(header, [_row(hit) for hit in page.hits]))


def _draw(page: "SearchPage") -> None:
    from rich.text import Text

    screen = console()
    for hit in page.hits:
        about = " · ".join(str(part) for part in (hit.title, hit.published) if part)
        screen.print(Text.assemble((f"{hit.filename or hit.document}, page {hit.page}", "bold"), "  ", (about, "dim")))
        screen.print(_passage(hit), "")
    screen.print(f"{number(page.total)} page{'' if page.total == 1 else 's'} match; {len(page.hits)} shown.")


def _passage(hit: "Hit") -> "Text":
    """The passage with its matches in bold, on lines of its own."""
    from rich.text import Text

    passage = Text(hit.snippet.text.replace("\n", " "))
    for start, end in hit.snippet.marks:
        passage.stylize("bold yellow", start - hit.snippet.start, end - hit.snippet.start)
    return passage


def _row(hit: "Hit") -> tuple[object, ...]:
    name = hit.filename or hit.document
    return name, hit.page, hit.document, hit.title, hit.published, hit.language, hit.snippet.text


COMMAND = search
