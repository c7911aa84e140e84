"""Cuts a text into words about as spaCy does: signs alone, numbers whole, elided articles apart."""

import re

WORD = re.compile(
    r"\d+(?:[.,]\d+)*(?!\w)"  # 2,510  3.4
    r"|[’'](?:s|S)\b"  # 's
    r"|(?:[^\W\d_]\.){2,}"  # U.S.
    r"|(?:[dlnjmtsDLNJMTS]|[Qq]u|[Jj]usqu|[Ll]orsqu|[Pp]uisqu)[’'](?=\w)"  # l'Organisation
    r"|(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Capt|Sgt|St|Sr|Sra|Mme|M|D)\.(?=\s)"  # abbreviated titles
    r"|\w+(?:[-’'](?!s\b)\w+)*"
    r"|\S"
)


def offsets(text: str) -> list[tuple[int, int]]:
    """Where each word starts and ends, in code points."""
    return [match.span() for match in WORD.finditer(text)]
