"""What an analyst types, parsed once into a small tree that each engine translates.

    words           every word must be there, in any form of its stem
    "exact phrase"  these words, in this order, as written
    -word           must not be there
    a OR b          either; binds closer than the words around it
    pref*           any word that begins so
    word~           the word, or one misspelt
    title:word      in the title or a heading

What cannot be read as syntax is read as words.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from service.errors import InvalidQuery


@dataclass(frozen=True, slots=True)
class Word:
    """One word, lower-cased. `title` True looks only into titles and headings."""

    text: str
    title: bool = False


@dataclass(frozen=True, slots=True)
class Prefix:
    """Any word beginning with `text`."""

    text: str
    title: bool = False


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """`text`, or a word a few letters from it."""

    text: str
    title: bool = False

    @property
    def distance(self) -> int:
        """How many letters may differ: none in words of up to 2 letters, 1 up to 5, else 2."""
        return 0 if len(self.text) < SHORT else 1 if len(self.text) < LONG else MOST


@dataclass(frozen=True, slots=True)
class Phrase:
    """These words one after the other, as written."""

    words: tuple[str, ...]
    title: bool = False


@dataclass(frozen=True, slots=True)
class Not:
    """Whatever does not match `node`."""

    node: "Node"


@dataclass(frozen=True, slots=True)
class All:
    """Every node matches; with no nodes, everything does."""

    nodes: "tuple[Node, ...]" = ()


@dataclass(frozen=True, slots=True)
class Any:
    """At least one node matches."""

    nodes: "tuple[Node, ...]"


Node = Word | Prefix | Fuzzy | Phrase | Not | All | Any
Leaf = Word | Prefix | Fuzzy | Phrase

WORD = re.compile(r"[^\W_]{1,255}")
"""One word of any script: letters and digits, as every engine cuts text."""

SHORT, LONG, MOST = 3, 6, 2

LARGEST = 200
"""Most pieces in one query: above it, a search is a paste, and costs more than it finds."""

_PIECE = re.compile(r'(?P<minus>-)?(?P<title>title:)?(?:"(?P<quoted>[^"]*)"?|(?P<bare>[^\s"]+))')


def words(text: str) -> tuple[str, ...]:
    """The words of a text, lower-cased."""
    return tuple(found.lower() for found in WORD.findall(text))


def parse(text: str) -> Node:
    """The tree of a query; `All()` for one without words. Raises `InvalidQuery` only if it is far too long."""
    pieces = list(_PIECE.finditer(text))
    if len(pieces) > LARGEST:
        raise InvalidQuery(
            f"A query of {len(pieces)} words.", expected=f"at most {LARGEST}", advice="Search for fewer."
        )
    return _joined(_alternatives(pieces))


def written(node: Node) -> str:
    """The query as an analyst would type it: `parse` reads it back."""
    match node:
        case All():
            return " ".join(_clause(each) for each in node.nodes)
        case _:
            return _clause(node)


def leaves(node: Node) -> tuple[Leaf, ...]:
    """What is looked for, in order; not what must not be there."""
    match node:
        case All() | Any():
            return tuple(leaf for inner in node.nodes for leaf in leaves(inner))
        case Not():
            return ()
        case _:
            return (node,)


def corrected(node: Node, better: Mapping[str, str]) -> Node:
    """The query with other words in place of some."""
    match node:
        case Word():
            return replace(node, text=better.get(node.text, node.text))
        case Phrase():
            return replace(node, words=tuple(better.get(word, word) for word in node.words))
        case All() | Any():
            return replace(node, nodes=tuple(corrected(inner, better) for inner in node.nodes))
        case _:
            return node


def _clause(node: Node) -> str:
    match node:
        case Not():
            return f"-{_clause(node.node)}"
        case Any():
            return " OR ".join(_clause(inner) for inner in node.nodes)
        case All():
            return "title:" * _in_title(node) + "-".join(_bare_form(leaf) for leaf in leaves(node))
        case _:
            return "title:" * node.title + _bare_form(node)


def _in_title(node: All) -> bool:
    return any(leaf.title for leaf in leaves(node))


def _bare_form(leaf: Leaf) -> str:
    match leaf:
        case Phrase():
            return f'"{" ".join(leaf.words)}"'
        case Prefix():
            return f"{leaf.text}*"
        case Fuzzy():
            return f"{leaf.text}~"
        case _:
            return leaf.text


def _alternatives(pieces: list[re.Match[str]]) -> list[list[Node]]:
    """Nodes in groups: those of one group are joined by OR."""
    groups: list[list[Node]] = []
    either = False
    for piece in pieces:
        if piece[0] == "OR":
            either = bool(groups)
        elif node := _node(piece):
            if either:
                groups[-1].append(node)
            else:
                groups.append([node])
            either = False
    return groups


def _joined(groups: list[list[Node]]) -> Node:
    nodes = tuple(group[0] if len(group) == 1 else Any(tuple(group)) for group in groups)
    return nodes[0] if len(nodes) == 1 else All(nodes)


def _node(piece: re.Match[str]) -> Node | None:
    found = _quoted(piece) if piece["quoted"] is not None else _bare(piece)
    return Not(found) if found and piece["minus"] else found


def _quoted(piece: re.Match[str]) -> Node | None:
    inside = words(piece["quoted"])
    return Phrase(inside, title=bool(piece["title"])) if inside else None


def _bare(piece: re.Match[str]) -> Node | None:
    inside, title = words(piece["bare"]), bool(piece["title"])
    if not inside:
        return None
    last = _ending(piece["bare"])(inside[-1], title)
    if isinstance(last, Word):
        return last if len(inside) == 1 else Phrase(inside, title)
    return last if len(inside) == 1 else All((*(Word(word, title) for word in inside[:-1]), last))


def _ending(bare: str) -> type[Word] | type[Prefix] | type[Fuzzy]:
    return Prefix if bare.endswith("*") else Fuzzy if bare.endswith("~") else Word
