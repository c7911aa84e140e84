"""Goes through an HTML tree: which of its nodes a browser would show, and the words between them."""

import re
from collections.abc import Iterator
from enum import Enum, auto

from selectolax.lexbor import LexborNode

_HIDDEN = {
    *("script", "style", "noscript", "template", "svg", "iframe", "object", "select", "head", "title", "datalist"),
    *("rt", "rp", "del", "annotation", "annotation-xml", "noframes", "audio", "video", "canvas"),
}
_HIDDEN_STYLE = re.compile(r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.IGNORECASE)
INLINE = {
    *("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img"),
    *("ins", "kbd", "label", "mark", "nobr", "q", "rp", "rt", "ruby", "rb", "s", "samp", "small", "span", "strike"),
    *("strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "input", "button", "script", "style", "template"),
    *("math", "mi", "mn", "mo", "mtext", "mrow", "msup", "msub", "mfrac", "msqrt", "semantics", "noscript", "select"),
}
_VERBATIM = {"pre", "textarea", "listing", "xmp", "plaintext"}
_SPACES = re.compile(r"\s+")


class Step(Enum):
    """A node is entered, then all below it, then it is left."""

    ENTER = auto()
    LEAVE = auto()


class Walk:
    """The nodes below a root, each on entering and on leaving, without recursion: pages nest deeper than any stack.

    Nodes are told apart by `mem_id`: `==` compares their whole HTML.
    """

    def __init__(self, root: LexborNode) -> None:
        self._root = root.mem_id
        self._next: tuple[Step, LexborNode] | None = (Step.ENTER, root)
        self._verbatim = 0

    def __iter__(self) -> Iterator[tuple[Step, LexborNode]]:
        while self._next:
            self._now = self._next
            self._next = self._after(*self._now)
            if self._now[1].tag in _VERBATIM:
                self._verbatim += 1 if self._now[0] is Step.ENTER else -1
            yield self._now

    def skip(self) -> None:
        """Leaves out what is below the node entered last."""
        self._next = self._after(Step.LEAVE, self._now[1])

    def words(self) -> str:
        """What the node entered or left last adds to the words around it."""
        step, node = self._now
        if step is Step.LEAVE:
            return ""
        if node.is_text_node:
            text = node.text_content or ""
            return text if self._verbatim else _SPACES.sub(" ", text)
        return "\n" if node.tag == "br" else ""

    def _after(self, step: Step, node: LexborNode) -> tuple[Step, LexborNode] | None:
        if step is Step.ENTER:
            child = node.child if node.mem_id == self._root or _is_shown(node) else None
            return (Step.ENTER, child) if child is not None else (Step.LEAVE, node)
        if node.mem_id == self._root:
            return None
        if node.next is not None:
            return Step.ENTER, node.next
        return (Step.LEAVE, node.parent) if node.parent is not None else None


def _is_shown(node: LexborNode) -> bool:
    if node.tag in _HIDDEN or node.is_comment_node:
        return False
    attributes = node.attributes
    return "hidden" not in attributes and not _HIDDEN_STYLE.search(attributes.get("style") or "")
