"""What the office formats that are ZIP packages of XML say of themselves: title, author, day."""

from datetime import date

from lxml import etree

from pipelines.layout.draft import Draft, tidy
from pipelines.parsed import Source
from pipelines.readers import packages

OFFICE_OPEN, OPEN_DOCUMENT = "docProps/core.xml", "meta.xml"
"""Where they are said: ECMA-376 part 2, and OpenDocument 1.3 part 3."""
_TITLES, _AUTHORS = ("title",), ("creator", "initial-creator")
_DAYS = ("modified", "date", "created", "creation-date")


def fill(draft: Draft, source: Source, part: str) -> None:
    """Sets the draft's title (unless it has one), authors and date, as far as the part says them."""
    fields = _fields(packages.part(source, part))
    draft.title = draft.title or _first(fields, _TITLES)
    draft.authors = tuple(name for name in [_first(fields, _AUTHORS)] if name)
    draft.published = next((day for name in _DAYS if (day := _day(fields.get(name, "")))), None)


def _fields(xml: str) -> dict[str, str]:
    try:
        root = etree.fromstring(xml.encode(), parser())
    except (etree.XMLSyntaxError, ValueError):
        return {}
    named = ((element.tag, element.text) for element in root.iter(etree.Element))
    return {str(tag).rsplit("}", 1)[-1]: tidy(text or "") for tag, text in named}


def parser() -> etree.XMLParser:
    """A parser that unfolds no entities and fetches nothing."""
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)


def _first(fields: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((fields[name] for name in names if fields.get(name)), None)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
