"""What the office formats that are ZIP packages of XML say of themselves: title, author, day."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from email.utils import parsedate_to_datetime

from lxml import etree
from lxml.etree import _Element as Element

from pipelines.layout.draft import Draft, tidy
from pipelines.parsed import Source
from pipelines.readers import packages
from pipelines.record import BlockKind

OFFICE_OPEN, OPEN_DOCUMENT = "docProps/core.xml", "meta.xml"
"""Where they are said: ECMA-376 part 2, and OpenDocument 1.3 part 3."""
_TITLES, _AUTHORS = ("title",), ("creator", "initial-creator")
_DAYS = ("modified", "date", "created", "creation-date")


def fill(draft: Draft, source: Source, part: str) -> None:
    """Sets the draft's title (unless it has one), authors and date, as far as the package's part says them."""
    try:
        root = etree.fromstring(packages.part(source, part).encode(), parser())
    except (etree.XMLSyntaxError, ValueError):
        root = None
    fill_from(draft, root)


def fill_from(draft: Draft, root: Element | None, *, days: Sequence[str] = _DAYS) -> None:
    """The same from the part's XML; the date is the first of `days` that is given."""
    fields = _fields(root) if root is not None else {}
    draft.title = draft.title or _first(fields, _TITLES)
    draft.authors = tuple(name for name in [_first(fields, _AUTHORS)] if name)
    draft.published = next((found for name in days if (found := day(fields.get(name, "")))), None)


def first_heading(draft: Draft) -> str | None:
    """The words of the draft's first heading; None if it has none."""
    heading = next((block for block in draft.blocks if block.kind == BlockKind.HEADING), None)
    return "".join(draft.text)[heading.start : heading.end].replace("\n", " ") if heading else None


def _fields(root: Element) -> dict[str, str]:
    named = ((element.tag, element.text) for element in root.iter(etree.Element))
    return {str(tag).rsplit("}", 1)[-1]: tidy(text or "") for tag, text in named}


def parser(*, recover: bool = False) -> etree.XMLParser:
    """A parser that unfolds no entities and fetches nothing; `recover` goes on after errors."""
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=recover)


def _first(fields: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((fields[name] for name in names if fields.get(name)), None)


def day(value: str) -> date | None:
    """The day of an ISO 8601 date, also with slashes or without marks, or of a mail's date; None if it is none."""
    words = value.strip().replace("/", "-")
    for length in (10, 8):
        with suppress(ValueError):
            return date.fromisoformat(words[:length])
    with suppress(ValueError, TypeError, IndexError, OverflowError):
        return parsedate_to_datetime(value).date()
    return None
