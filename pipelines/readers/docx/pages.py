"""Where the pages of a Word document end, as Word last drew them or as their author broke them."""

from lxml.etree import _Element as Element

from pipelines.layout.draft import Draft
from pipelines.readers.openxml.package import get, is_on, local

_BREAKS = ("{*}lastRenderedPageBreak", "{*}br")
_WORDS = {"t", "sym", "drawing", "pict", "object"}


def breaks(paragraph: Element) -> tuple[bool, bool]:
    """Whether a page begins with the paragraph, and whether one ends with it or within it."""
    before, after, spoken = is_on(paragraph.find("{*}pPr/{*}pageBreakBefore")), _ends_section(paragraph), False
    if next(paragraph.iter(*_BREAKS), None) is None:
        return before, after
    for element in paragraph.iter(*_BREAKS, *(f"{{*}}{name}" for name in _WORDS)):
        if local(element) in _WORDS:
            spoken = True
        elif local(element) == "lastRenderedPageBreak" or get(element, "type") == "page":
            before, after = before or not spoken, after or spoken
    return before, after


def _ends_section(paragraph: Element) -> bool:
    section = paragraph.find("{*}pPr/{*}sectPr")
    return section is not None and get(section.find("{*}type"), "val") not in ("continuous", "nextColumn")


def turn(draft: Draft) -> None:
    """Begins a page, unless nothing stands on this one: a break is often noted twice."""
    if draft.blocks and draft.pages[-1].end > draft.pages[-1].start:
        draft.page()
