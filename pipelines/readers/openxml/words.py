"""The characters of a paragraph of WordprocessingML or DrawingML, those of its equations too."""

from collections.abc import Iterator

from lxml.etree import _Element as Element

from pipelines.readers.openxml import symbols
from pipelines.readers.openxml.package import get, local

APART = {"drawing", "pict", "object"}
"""What is anchored in a paragraph but stands beside its words."""
_BREAKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
_SKIPPED = APART | {
    "del",
    "moveFrom",
    "instrText",
    "delText",
    "delInstrText",
    "pPr",
    "rPr",
    "sdtPr",
    "rt",
    "fldData",
}
_BEFORE = {"den": "/", "sup": "^", "sub": "_", "deg": "^", "rad": "√"}
"""What stands for the layout of an equation on one line (ECMA-376 part 1, 22.1)."""
_SUM, _DELIMITED = "nary", "d"
_SIGNS = {_SUM: ("chr", "∫"), "begChr": ("begChr", "("), "endChr": ("endChr", ")")}


def text_of(element: Element) -> str:
    """The visible characters of a paragraph, without what is anchored in it."""
    return "".join(_characters(element))


def _characters(element: Element) -> Iterator[str]:
    """Without recursion: content nests deeper than any stack. A string on the stack is written when its turn comes."""
    waiting: list[Iterator[Element | str]] = [iter(element)]
    while waiting:
        child = next(waiting[-1], None)
        if child is None:
            waiting.pop()
        elif isinstance(child, str):
            yield child
        elif (name := local(child)) == "t":
            yield child.text or ""
        elif name in _BREAKS:
            yield _BREAKS[name]
        elif name == "sym":
            yield _symbol(child)
        elif name and name not in _SKIPPED:
            waiting.append(_within(name, child))


def _within(name: str, element: Element) -> Iterator[Element | str]:
    yield _BEFORE.get(name, "") if _is_math(element) else ""
    if name == _SUM:
        yield _sign(element, _SUM)
    if name != _DELIMITED:
        yield from element
        return
    yield _sign(element, "begChr")
    yield from element
    yield _sign(element, "endChr")


def _is_math(element: Element) -> bool:
    return "/math" in str(element.tag)


def _sign(element: Element, which: str) -> str:
    """The sign that the element's properties name, or the usual one."""
    name, usual = _SIGNS[which]
    properties = next((child for child in element if local(child).endswith("Pr")), None)
    named = properties.find(f"{{*}}{name}") if properties is not None else None
    return usual if named is None else get(named, "val")


def _symbol(element: Element) -> str:
    try:
        return symbols.character(get(element, "font"), int(get(element, "char"), 16))
    except ValueError:
        return ""
