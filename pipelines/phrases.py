"""Word lists as regular expressions that stay quick when the list is long."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

GAP: Final = r"(?:[^\S\n]+(?:\n[^\S\n]*)?|\n[^\S\n]*)"
"""White space between two words of one paragraph: at most one line end."""

REACH: Final = 48
"""How far back of a place a phrase may begin, in code points."""

_HYPHEN: Final = rf"(?:[-‐‑]\n?|\n[-‐‑]|{GAP})"
_NEVER: Final = r"(?!)"


class _Node(dict[str, "_Node"]):
    ends: bool = False


def key(text: str) -> str:
    """The form under which a phrase is looked up: lower case, straight apostrophes, hyphens and breaks as spaces."""
    plain = text.lower().replace("’", "'")
    return " ".join(re.sub(r"[-‐‑\s]+", " ", plain).split())


def alternatives(phrases: Iterable[str]) -> str:
    """A pattern that matches any of `phrases`, the longest first, whatever the case if they are lower case.

    A space stands for white space with at most one line end, a hyphen for a hyphen or white space, an apostrophe
    for either kind. A phrase with a capital matches only as it is written.
    """
    listed = tuple(phrases)
    lower = tuple(phrase for phrase in listed if phrase == phrase.lower())
    exact = tuple(phrase for phrase in listed if phrase != phrase.lower())
    parts = [_pattern(_trie(exact))] if exact else []
    parts += [f"(?i:{_pattern(_trie(lower))})"] if lower else []
    return f"(?:{'|'.join(parts)})" if parts else _NEVER


def _trie(phrases: Iterable[str]) -> _Node:
    root = _Node()
    for phrase in phrases:
        node = root
        for character in phrase.replace("’", "'"):
            node = node.setdefault(character, _Node())
        node.ends = True
    return root


def _pattern(node: _Node) -> str:
    if not node:
        return ""
    branches = [_character(character) + _pattern(child) for character, child in sorted(node.items())]
    joined = branches[0] if len(branches) == 1 and not node.ends else f"(?:{'|'.join(branches)})"
    return joined + "?" if node.ends else joined


def _character(character: str) -> str:
    return {" ": GAP, "-": _HYPHEN, "'": "['’]"}.get(character) or re.escape(character)


Meaning = TypeVar("Meaning")


@dataclass(frozen=True, slots=True)
class Found(Generic[Meaning]):
    """A phrase that stands at `[start, end)`, white space left out."""

    start: int
    end: int
    meaning: Meaning


@dataclass(frozen=True, slots=True)
class PhraseTable(Generic[Meaning]):
    """Phrases with a meaning each, looked for just before or just after a place in a text.

    `behind` reads backwards, so that one anchored match does where a search would try every place before.
    """

    meanings: Mapping[str, Meaning]
    ahead: re.Pattern[str]
    behind: re.Pattern[str]

    def after(self, text: str, position: int) -> Found[Meaning] | None:
        """The longest phrase that starts at `position`, or past the white space there."""
        match = self.ahead.match(text, position)
        return match and Found(match.start("phrase"), match.end("phrase"), self.meanings[key(match["phrase"])])

    def before(self, text: str, position: int) -> Found[Meaning] | None:
        """The longest phrase that ends at `position`, or before the white space or colon there."""
        match = self.behind.match(text[max(0, position - REACH) : position][::-1])
        if match is None:
            return None
        start, end = position - match.end("phrase"), position - match.start("phrase")
        return Found(start, end, self.meanings[key(text[start:end])])


def table(rows: Iterable[tuple[str, Meaning]]) -> PhraseTable[Meaning]:
    """A table of (phrase, meaning) rows; of two rows with one phrase the first counts."""
    listed = tuple(rows)
    words = alternatives(phrase for phrase, _ in listed)
    backwards = alternatives(phrase[::-1] for phrase, _ in listed)
    return PhraseTable(
        meanings={key(phrase): meaning for phrase, meaning in reversed(listed)},
        ahead=re.compile(rf"{GAP}?(?P<phrase>{words})(?![^\W\d_]|['’][^\W\d_])"),
        behind=re.compile(rf"(?!\w){GAP}?:?(?P<phrase>{backwards})(?:(?!\w)|(?<=[$€£]))"),
    )
