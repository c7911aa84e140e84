"""What an analyst types, parsed once into a small tree that each engine translates.

    words           every word must be there, in any form of its stem
    "exact phrase"  these words, in this order, as written
    -word           must not be there
    a OR b          either; binds closer than the words around it
    pref*           any word that begins so
    word~           the word, or one misspelt
    title:word      in the title or a heading

Nothing that a user types is an error: what cannot be read as syntax is read as words.
"""

from dataclasses import dataclass


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
    """`text`, or a word one or two letters from it."""

    text: str
    title: bool = False


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


def parse(text: str) -> Node:
    """The tree of a query; `All()` for one without words. Never fails."""
    raise NotImplementedError
