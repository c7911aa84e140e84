"""Walks an HTML tree and adds what it shows to a draft: blocks at block elements, the words between them joined."""

from selectolax.lexbor import LexborNode

from pipelines.layout import marks
from pipelines.layout.draft import Draft
from pipelines.readers.html.tables import caption_of, data_of
from pipelines.readers.html.walk import INLINE, Step, Walk
from pipelines.record import BlockKind

_KINDS = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), BlockKind.HEADING),
    **dict.fromkeys(("li", "dt", "dd"), BlockKind.LIST_ITEM),
    **dict.fromkeys(("caption", "figcaption"), BlockKind.CAPTION),
    **dict.fromkeys(("nav", "menu"), BlockKind.HEADER),
    "footer": BlockKind.FOOTER,
}
_PAGE_EDGES = {BlockKind.HEADER, BlockKind.FOOTER}


class Flow:
    """Collects words and writes a block whenever a block element begins or ends."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._words = list[str]()
        self._kinds = [BlockKind.PARAGRAPH]

    def add(self, root: LexborNode) -> None:
        """Adds all that `root` shows."""
        walk = Walk(root)
        for step, node in walk:
            if node.is_text_node or node.tag == "br":
                self._words.append(walk.words())
            elif step is Step.ENTER and node.tag == "table" and (rows := data_of(node)):
                self._flush()
                self._draft.block(BlockKind.CAPTION, caption_of(node))
                self._draft.table(rows)
                walk.skip()
            elif node.tag not in INLINE:
                self._border(step, node)
        self._flush()

    def _border(self, step: Step, node: LexborNode) -> None:
        self._flush()
        if node.tag not in _KINDS:
            return
        if step is Step.ENTER:
            outer = self._kinds[-1]
            self._kinds.append(outer if outer in _PAGE_EDGES else _KINDS[node.tag])
        elif len(self._kinds) > 1:
            self._kinds.pop()

    def _flush(self) -> None:
        text = "".join(self._words)
        self._words.clear()
        kind = self._kinds[-1]
        if kind == BlockKind.PARAGRAPH and marks.is_list_item(text):
            kind = BlockKind.LIST_ITEM
        self._draft.block(kind, text)
