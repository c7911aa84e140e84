"""What kind of block a Word paragraph is: by its style, the styles that it is based on, and its own settings."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from pipelines.layout import marks
from pipelines.readers.openxml.package import get, number
from pipelines.record import BlockKind

_NAMED = (
    ("heading", BlockKind.HEADING),
    ("title", BlockKind.HEADING),
    ("subtitle", BlockKind.HEADING),
    ("caption", BlockKind.CAPTION),
    ("list", BlockKind.LIST_ITEM),
)
"""Word writes the names of its own styles in English, whatever its language (ECMA-376, latent styles)."""
_BODY_LEVEL = 9
"""The outline level of text that is in no outline (ECMA-376 part 1, 17.3.1.20)."""
_DEEPEST = 20


@dataclass(frozen=True, slots=True)
class Styles:
    """The kind of block that each paragraph style stands for, by the style's id."""

    kinds: Mapping[str, BlockKind] = field(default_factory=dict)

    def kind(self, paragraph: Element, text: str) -> BlockKind:
        """A heading, a caption, an item of a list, or a paragraph as most are. A numbered paragraph is no item."""
        style = paragraph.find("{*}pPr/{*}pStyle")
        named = self.kinds.get(get(style, "val")) if style is not None else None
        own = _own_kind(paragraph)
        kind = own if own is not None and named in (None, BlockKind.LIST_ITEM, BlockKind.PARAGRAPH) else named
        if kind == BlockKind.LIST_ITEM and len(text.split()) > marks.NUMBERED_ITEM_WORDS:
            return BlockKind.PARAGRAPH
        return kind or (BlockKind.LIST_ITEM if marks.is_list_item(text) else BlockKind.PARAGRAPH)


def styles_of(root: Element | None) -> Styles:
    """The styles in a styles part."""
    elements = {get(style, "styleId"): style for style in root.iterchildren("{*}style")} if root is not None else {}
    kinds = {name: kind for name in elements if (kind := _kind(name, elements))}
    return Styles(kinds)


def _kind(name: str, elements: Mapping[str, Element]) -> BlockKind | None:
    """What the style itself says, or else the one that it is based on."""
    for _ in range(_DEEPEST):
        style = elements.get(name)
        if style is None:
            return None
        called = get(style.find("{*}name"), "val").lower()
        kind = next((kind for start, kind in _NAMED if called.startswith(start)), None) or _own_kind(style)
        if kind:
            return kind
        name = get(style.find("{*}basedOn"), "val")
    return None


def _own_kind(element: Element) -> BlockKind | None:
    """What the settings of a paragraph or a style say; None if they say nothing."""
    level, numbered = element.find("{*}pPr/{*}outlineLvl"), element.find("{*}pPr/{*}numPr/{*}numId")
    if level is not None and number(level, "val", default=_BODY_LEVEL) < _BODY_LEVEL:
        return BlockKind.HEADING
    if numbered is None:
        return None
    return BlockKind.LIST_ITEM if get(numbered, "val") != "0" else BlockKind.PARAGRAPH
