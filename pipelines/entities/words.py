"""A text as words: what the naming rules read, independent of any tokenizer."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from pipelines.packs import pack

_ELISIONS = {"fr": r"(?:[DLNSJTMCdlnsjtmc]|[Qq]u|[Jj]usqu|[Ll]orsqu|[Pp]uisqu)['’](?=\w)"}
_ELISION = r"[dl]['’](?=\w)"
_WORD = r"\w++(?:[-‐‑'’‘](?!s\b)\w++)*+|['’]s\b|[^\w\s]"
_ABBREVIATION = r"(?:[^\W\d_]\.){2,}"


@dataclass(frozen=True, slots=True)
class Words:
    """The words and punctuation marks of `text`, in parallel lists; offsets are code points into it.

    `U.S.`, `UNODC-COPAK` and `O'Brien` are one word each; `l'`, `'s`, every punctuation mark and what a hyphen hangs
    on a name (`Tripoli`, `-`, `based`) stand alone. `places` gives the indices of each lower-case form; `kept` is where
    lists of phrases keep what they found, so that each looks once.
    """

    text: str
    starts: list[int]
    ends: list[int]
    forms: list[str]
    lowers: list[str]
    places: Mapping[str, Sequence[int]]
    kept: dict[object, tuple[tuple[int, int], ...]] = field(default_factory=dict, repr=False, compare=False)

    def __len__(self) -> int:
        return len(self.forms)

    def joined(self, at: int) -> bool:
        """Whether nothing but white space or an elision stands between word `at` and the word before it."""
        return at > 0 and self.text[self.ends[at - 1] : self.starts[at]] in {" ", "", "\n", "\u00a0", "  "}

    def capital(self, at: int) -> bool:
        """Whether word `at` begins with a capital letter."""
        return self.forms[at][0].isupper()

    def opens_line(self, at: int) -> bool:
        """Whether a line ends between word `at` and the word before it."""
        return 0 < at < len(self) and "\n" in self.text[self.ends[at - 1] : self.starts[at]]

    def opens_sentence(self, at: int) -> bool:
        """Whether word `at` is written with a capital because a sentence, a quotation or a line begins there."""
        while at > 0 and (self.forms[at - 1] in _OPENING or _RAISED.fullmatch(self.forms[at - 1])):
            at -= 1
        return at == 0 or self.forms[at - 1] in _CLOSING

    def numbered(self, end: int) -> bool:
        """Whether strokes and a number follow at once, as in a document's symbol: `DP` in `DP/FPA/2025/8`."""
        while end + 1 < len(self) and self.forms[end] == "/" and self.starts[end] == self.ends[end - 1]:
            if self.forms[end + 1].isdigit():
                return True
            end += 2
        return False

    def at_offset(self, offset: int) -> int:
        """The index of the first word that ends after `offset`; `len(words)` past the end."""
        return bisect_right(self.ends, offset)


_RAISED = re.compile(r"[¹²³⁰⁴-⁹]+")
"""A footnote's number, behind which a sentence begins."""
_OPENING = frozenset("\"'“”‘’«»([-–—•*")
_CLOSING = frozenset(".!?:;•*–—")


def read(text: str, language: str) -> Words:
    """`text` cut into words by the rules of `language` (ISO 639-1)."""
    spans = [match.span() for match in _pattern(language).finditer(text)]
    forms = [text[start:end] for start, end in spans]
    lowers = [form.lower() for form in forms]
    return Words(text, [at for at, _ in spans], [at for _, at in spans], forms, lowers, _places(lowers))


def _places(lowers: Sequence[str]) -> Mapping[str, Sequence[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for at, lower in enumerate(lowers):
        found[lower].append(at)
    return dict(found)


@cache
def _pattern(language: str) -> re.Pattern[str]:
    found = pack(language)
    attached = "|".join(found.lines("places/attached.txt")) if found else ""
    name = rf"[^\W\d_]\w*+(?:[-‐‑'’‘](?!s\b|(?<=-)(?:{attached})\b)\w++)*+" if attached else ""
    return re.compile("|".join(filter(None, (_ELISIONS.get(language, _ELISION), _ABBREVIATION, name, _WORD))))
