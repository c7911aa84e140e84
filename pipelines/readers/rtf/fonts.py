"""Code pages of RTF: that of the document, and that of each font."""

import codecs

_BY_WORD = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850", "ansi": "cp1252"}
_BY_CHARSET = {
    0: "cp1252",
    77: "mac_roman",
    128: "cp932",
    129: "cp949",
    134: "gbk",
    136: "cp950",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
    254: "cp437",
    255: "cp850",
}
"""Windows' character sets by number (RTF 1.9.1, font table)."""
DEFAULT = "cp1252"
SYMBOL = 2
"""The character set of fonts whose characters are pictures."""


def of_document(word: str, number: int | None) -> str | None:
    """The code page that a control word at the document's head names; None if it names none."""
    if word == "ansicpg":
        return _known(f"cp{number}") or ("utf-8" if number == codecs_utf8() else None)
    return _BY_WORD.get(word)


def of_charset(number: int) -> str | None:
    """The code page of a font's character set; None if it is the document's."""
    return _BY_CHARSET.get(number)


def codecs_utf8() -> int:
    """The number of UTF-8 among Windows' code pages."""
    return 65001


def _known(name: str) -> str | None:
    try:
        return codecs.lookup(name).name
    except LookupError:
        return None
