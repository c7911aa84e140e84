"""The number that a table's cell holds, without its footnote marks."""

import re
from dataclasses import replace
from typing import Final

from pipelines.figures.numbers.find import find
from pipelines.figures.numbers.number import Number
from pipelines.packs import Pack

_FOOTNOTE: Final = re.compile(
    r"(?:\s?[*†‡§¶⁰¹²³⁴-⁹ᵃ-ᶻ]+|\s?\[\w{1,3}\]|\s?\((?:[a-jA-J]|[ivx]{1,4}|\*+)\)|(?<=[0-9])\s?[a-jA-J])+\s*\Z"
)
_FILLER: Final = re.compile(r"[\s~≈<>≥≤+]*")
_YEAR: Final = re.compile(r"(?:19|20)[0-9]{2}")


def count(text: str, pack: Pack) -> Number | None:
    """The one number of which the cell consists; None for words, a year, a percentage, several numbers or nothing.

    A fraction (`12.5`) counts too: its head may scale it. A number's offsets are code points into `text`.
    """
    bare = text[: len(text) - len(_footnote(text))]
    numbers = find(bare, pack)
    if len(numbers) != 1 or numbers[0].form != "digits" or numbers[0].trap not in {None, "label", "measure"}:
        return None
    number = numbers[0]
    rest = bare[: number.start] + bare[number.end :]
    if not _FILLER.fullmatch(rest) or number.best is None or _YEAR.fullmatch(number.raw):
        return None
    return replace(number, trap=None)


def _footnote(text: str) -> str:
    found = _FOOTNOTE.search(text)
    return found[0] if found and any(character.isdigit() for character in text[: found.start()]) else ""
