"""The characters of OpenDocument's paragraphs, and the names of its elements."""

from collections.abc import Iterator

from lxml.etree import _Element as Element

from pipelines.readers.openxml.package import get, local

PARAGRAPHS = {"p", "h"}
SKIPPED = {
    *("tracked-changes", "forms", "sequence-decls", "variable-decls", "user-field-decls", "settings", "ruby-text"),
    *("dde-connection-decls", "table-of-content-source", "user-index-source", "alphabetical-index-source"),
}
ASIDE = {"note", "annotation"}
APART = {
    *("frame", "custom-shape", "text-box", "rect", "g", "ellipse", "circle", "line", "connector", "polygon", "path"),
    *("polyline", "caption", "measure", "regular-polygon", "control"),
}
"""What is anchored in a paragraph but stands beside its words."""
_BREAKS = {"tab": "\t", "line-break": "\n"}
_FORMULA = ("{*}mi", "{*}mn", "{*}mo", "{*}mtext", "{*}ms")
_MOST_SPACES = 100


def text_of(element: Element) -> str:
    """The visible characters of a paragraph, without what is anchored in it."""
    return "".join(_characters(element))


def _characters(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        name = local(child)
        if name == "s":
            yield " " * min(number(child, "c"), _MOST_SPACES)
        elif name in _BREAKS:
            yield _BREAKS[name]
        elif name and name not in SKIPPED | ASIDE | APART:
            yield from _characters(child)
        yield child.tail or ""


def formula(element: Element) -> str:
    """The signs of a MathML formula, one after the other."""
    return "".join(sign.text or "" for sign in element.iter(*_FORMULA))


def paragraphs(element: Element) -> Iterator[Element]:
    """The paragraphs in an element, without those anchored in it."""
    for child in element.iterchildren("*"):
        if local(child) in PARAGRAPHS:
            yield child
        elif local(child) not in SKIPPED | ASIDE | APART:
            yield from paragraphs(child)


def apart(element: Element) -> Iterator[Element]:
    """The outermost frames and asides in an element."""
    for child in element.iterchildren("*"):
        if local(child) in APART | ASIDE:
            yield child
        else:
            yield from apart(child)


def number(element: Element, name: str) -> int:
    """The attribute as a count; 1 if there is none."""
    value = get(element, name)
    return max(int(value), 1) if value.isdecimal() else 1
