"""What is counted without a number: `a guard and his brother` is two, `did not cause any deaths` none.

A list is added up only if its first member has no number of its own: `12 soldiers and a civilian` stay two figures.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from pipelines.figures.chunks import COUNTED, OF_SET, Chunk, Clauses
from pipelines.figures.draft import Range
from pipelines.figures.numbers import Number
from pipelines.figures.quantities import Quantity
from pipelines.record import Qualifier

_PEOPLE = "people"
_PLACE = r"(?:[pfo][dHnW]{1,4}?)?"
_LIST = re.compile(
    rf"(?<![Qq],)(?<![Qq]c)(?<![Qq],c)(?:1|[dH]1?n?S){_PLACE}(?:(?:,c?|c)t?(?:1|[dH]?[Qq]|[dH]?S){_PLACE})+"
)
_HEADLINE = re.compile(r"^n{0,2}S(?=y?[PRI](?:[pbyDs,.;:]|$))")
_ALSO = re.compile(r"(?<=c)HS(?=[yx]{0,3}[PRI])")
_NONE = re.compile(r"g(?=[yg]?[mhvlg]{1,4}[do]?[RSEC](?:[,.;cpDya]|$))")
_ONE = 1.0


def merge(clauses: Clauses, text: str) -> Clauses:
    """The clauses with each such list, and a headline's bare first noun, made one quantity."""
    letters = "".join(_letter(chunk) for chunk in clauses.chunks)
    lists = [found.span() for found in _LIST.finditer(letters) if "c" in found[0]]
    headline = _HEADLINE.search(letters)
    spans = lists or [found.span() for found in _ALSO.finditer(letters)] or ([headline.span()] if headline else [])
    clauses = replace(clauses, chunks=_none(clauses, letters, text)) if _NONE.search(letters) else clauses
    return replace(clauses, chunks=tuple(_merged(clauses.chunks, spans, text))) if spans else clauses


def _none(clauses: Clauses, letters: str, text: str) -> tuple[Chunk, ...]:
    """The chunks with the negation of a verb before what would be counted made a quantity of none."""
    found = _NONE.search(letters)
    if found is None:
        return clauses.chunks
    chunk = clauses.chunks[found.start()]
    start, end = chunk.start, chunk.end
    number = Number(start, end, start, end, 0.0, 0.0, 0.0, Qualifier.EXACT, text[start:end], None, None, "none")
    none = Chunk(OF_SET, start, end, quantity=Quantity(number, end))
    return (*clauses.chunks[: found.start()], none, *clauses.chunks[found.start() + 1 :])


def _letter(chunk: Chunk) -> str:
    if chunk.quantity and chunk.quantity.article:
        return "1"
    entry = chunk.entry
    if entry is not None and entry.name == "possessive":
        return "H"
    person = entry is not None and entry.unit == _PEOPLE and not entry.plural
    return "S" if person and chunk.tag == "n" else chunk.tag


def _merged(chunks: tuple[Chunk, ...], spans: list[tuple[int, int]], text: str) -> Iterator[Chunk]:
    position = 0
    for start, end in spans:
        yield from chunks[position:start]
        yield _one(chunks[start:end], text)
        position = end
    yield from chunks[position:]


def _one(members: tuple[Chunk, ...], text: str) -> Chunk:
    start, end = members[0].start, members[-1].end
    values = [_value(chunk) for chunk in members]
    low, best, high = (_sum([value[index] for value in values]) for index in range(3))
    number = Number(start, end, start, end, low, best, high, Qualifier.EXACT, text[start:end], None, None, "article")
    quantity = Quantity(number, end, Range(start, end), _PEOPLE, article=len(members) == 1)
    return Chunk(COUNTED, start, end, quantity=quantity)


def _value(chunk: Chunk) -> tuple[float | None, float | None, float | None]:
    if chunk.quantity:
        number = chunk.quantity.number
        return number.low, number.best, number.high
    one = _ONE if _letter(chunk) == "S" else 0.0
    return one, one, one


def _sum(values: list[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) if len(known) == len(values) else None
