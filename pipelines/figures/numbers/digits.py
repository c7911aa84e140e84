"""Numbers in digits: every grouping, the decimals of each language, and the things that only look like numbers."""

import re
from typing import Final

_SPACE: Final = r"[ \u00a0\u2009\u202f]"
_GROUPED: Final = (
    rf"[0-9]{{1,3}}(?:(?P<mark>[,.'’]|{_SPACE})[0-9]{{3}}(?:(?P=mark)[0-9]{{3}})*(?![0-9])"
    r"|(?<![0-9],\s[0-9]{3}),[^\S\n]?\n?[0-9]{3}(?![0-9]|,\s?[0-9]{3}))(?P<fraction>[.,][0-9]{1,2}(?![0-9]))?"
)
_PLAIN: Final = r"[0-9]+(?:[.,][0-9]+)?"
NUMBER: Final = rf"(?P<digits>{_GROUPED}|{_PLAIN})"
"""Digits with the marks inside them: `2,510`, `2, 510`, `2 510`, `2.510`, `2’510`, `3.4`.

A space or a comma with a space joins three digits to one, two or three before them, never to four: `2015 880` is
two numbers. Three groups of three digits after commas with spaces are a list. A line may end after the comma.
"""

LOOKALIKES: Final = {
    "phone": r"\+[0-9][0-9 ().-]{6,}[0-9]|[0-9]+(?:-[0-9]+){2,}",
    "time": r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?![0-9])|[0-9]{1,2}\s?[hH]\s?[0-5][0-9](?![0-9])",
    "reference": (
        r"[0-9]+(?:/[0-9A-Za-z]+)+|[0-9]+(?:\.[0-9]{1,2}){2,}(?![0-9])"
        r"|0[0-9]{2,}(?![.,]?[0-9])|[0-9]{2}-[0-9]{5}(?![0-9])"
    ),
    "measure": r"[0-9]+(?:\.[0-9]+)?\s?[x×]\s?[0-9]+(?:\.[0-9]+)?(?:\s?mm)?",
}
"""Shapes that are no number of anything, under the trap that names them."""

_MARKS: Final = re.compile(r"[^0-9.,]")
_GROUP_AT_END: Final = re.compile(r"[1-9][0-9]{0,2}(?:[.,][0-9]{3})+")
_THREE: Final = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")


def value(written: str, *, decimal: str, scaled: bool) -> float:
    """The value of what `NUMBER` matched.

    One mark and three digits group (`2.510`, `2,510`) whatever the language, since people are counted in whole
    numbers; before a scale word, a unit or a per cent (`scaled`) the language's own decimal mark keeps its meaning, but
    nobody ends decimals with a nought (`3,500 litros` in Mexico).
    """
    plain = _MARKS.sub("", "".join(written.split()))
    if _THREE.fullmatch(plain):
        is_decimal = scaled and plain.count(decimal) == 1 and not plain.endswith("0")
        return float(re.sub("[.,]", "." if is_decimal else "", plain))
    whole, mark, fraction = _split(plain)
    return float(re.sub("[.,]", "", whole) + ("." + fraction if mark else ""))


def _split(plain: str) -> tuple[str, str, str]:
    """Whole part, decimal mark, fraction: the last mark is the decimal one unless three digits follow it."""
    place = max(plain.rfind("."), plain.rfind(","))
    whole, fraction = plain[: max(place, 0)], plain[place + 1 :]
    if place < 0 or plain.count(plain[place]) > 1 or _GROUP_AT_END.fullmatch(plain):
        return plain, "", ""
    return whole, plain[place], fraction
