"""Markup compatibility (ECMA-376 part 3): of two forms of the same content, one is kept."""

from lxml.etree import _Element as Element

from pipelines.readers.openxml.package import local

_WORDS = "{*}t"


def choose(root: Element) -> None:
    """Replaces every `mc:AlternateContent` below `root` by the children of its first form with words.

    New programs read the first choice, old ones the fallback. Where neither has words the first choice is kept.
    """
    for element in list(root.iter("{*}AlternateContent")):
        parent = element.getparent()
        if parent is not None:
            forms = [child for child in element if local(child) in ("Choice", "Fallback")]
            kept = next((form for form in forms if _speaks(form)), forms[0] if forms else None)
            _replace(parent, element, list(kept) if kept is not None else [])


def _speaks(form: Element) -> bool:
    return next(form.iter(_WORDS, "{*}textpath", "{*}relIds", "{*}chart"), None) is not None


def _replace(parent: Element, element: Element, children: list[Element]) -> None:
    place = parent.index(element)
    parent[place : place + 1] = children
