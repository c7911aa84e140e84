"""What is counted without a number: `a guard and his brother` is two, `did not cause any deaths` none.

A list is added up only if its first member has no number of its own: `12 soldiers and a civilian` stay two figures.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from pipelines.figures.chunks import COUNTED, OF_SET, Chunk, Clauses
from pipelines.figures.counted import Quantity
from pipelines.figures.draft import Range
from pipelines.figures.lexicon import NAME, NOUN
from pipelines.figures.numbers import Number
from pipelines.record import Qualifier

PEOPLE = "people"
PERSON = "K"
_DETERMINER = "[dFH]"
_PLACE = r"(?:[pfo][dFHnWD]{1,4}?)?"
_LIST = re.compile(
    rf"(?<![Qq],)(?<![Qq]c)(?<![Qq],c)(?:1n{{0,2}}|{_DETERMINER}1?n?K[nK]?){_PLACE}"
    rf"(?:(?:,c?|co?)t?(?:{_DETERMINER}?[1Qq]|{_DETERMINER}?K){_PLACE})+"
)
_AFTER_VERB = re.compile(r"[PRISA][td]?\Z")
_OWN_VERB = re.compile(r"[hmyg]{0,3}(?:x[yg]{0,2}[PRS]|I)")
_VICTIMS = re.compile(r"(?:(?<=[PAIRS])|(?<=At))K(?:,|c)[KQq]|^n{0,2}Kc[KQq](?=[hmyg]{0,3}x?[PRIS])")
_HEADLINE = re.compile(
    r"(?:^|(?<=[:;,]))n{0,2}K(?=(?:\([^()]*\)|,D,)?y?[PRIS][PR]?(?:[pbyDsO,.;:]|$))|(?<=A)n?K(?=$|[pb]D?)"
)
_ALSO = re.compile(r"(?<=c)HK(?=[yx]{0,3}[PRI])|(?<=[Qq]c)HK|(?<=[Qq]ct)HK")
_NONE = re.compile(r"g(?=[yg]?[mhvlg]{1,4}[do]?[RSEC](?:[,.;cpDyaq]|$))")
_ONE = 1.0
_APOSTROPHES = frozenset("'’")
_NAMED = {"possessive": "H", "definite": "F", "to_definite": "F", "title": "J"}


def merge(clauses: Clauses, text: str) -> Clauses:
    """The clauses with each such list, and a headline's bare first noun, made one quantity."""
    shape = letters(clauses, text)
    lists = [span for span, words in _lists(shape) if "c" in words and _all_people(clauses.chunks[slice(*span)])]
    headline = _HEADLINE.search(shape)
    victims = [found.span() for found in _VICTIMS.finditer(shape)]
    spans = (
        lists or victims or [found.span() for found in _ALSO.finditer(shape)] or ([headline.span()] if headline else [])
    )
    clauses = replace(clauses, chunks=_none(clauses, shape, text)) if _NONE.search(shape) else clauses
    return replace(clauses, chunks=tuple(_merged(clauses.chunks, spans, text))) if spans else clauses


def _lists(shape: str) -> Iterator[tuple[tuple[int, int], str]]:
    """Each list, but none between two verbs (`fue hallado muerto un vendedor y otro hombre resultó herido`)."""
    for found in _LIST.finditer(shape):
        if not (_AFTER_VERB.search(shape, 0, found.start()) and _OWN_VERB.match(shape, found.end())):
            yield found.span(), found[0]


def _all_people(members: tuple[Chunk, ...]) -> bool:
    return all(member.quantity is None or member.quantity.unit in {None, PEOPLE} for member in members)


def letters(clauses: Clauses, text: str) -> str:
    """The clauses' letters with more told apart.

    `1` an article that counts, `K` a noun for one person, `F` a definite article, `H` a possessive, `J` a title, and
    an apostrophe for the ending of a possessor.
    """
    return "".join(
        NAME if _opens_name(chunk, clauses, text) else _letter(chunk, text[chunk.start]) for chunk in clauses.chunks
    )


def _none(clauses: Clauses, shape: str, text: str) -> tuple[Chunk, ...]:
    """The chunks with the negation of a verb before what would be counted made a quantity of none."""
    found = _NONE.search(shape)
    if found is None:
        return clauses.chunks
    chunk = clauses.chunks[found.start()]
    start, end = chunk.start, chunk.end
    number = Number(start, end, start, end, 0.0, 0.0, 0.0, Qualifier.EXACT, text[start:end], None, None, "none")
    none = Chunk(OF_SET, start, end, quantity=Quantity(number, end))
    return (*clauses.chunks[: found.start()], none, *clauses.chunks[found.start() + 1 :])


def _opens_name(chunk: Chunk, clauses: Clauses, text: str) -> bool:
    """Whether a definite article is the first word of a name (`en El Teniente`)."""
    definite = chunk.entry is not None and _NAMED.get(chunk.entry.name) == "F"
    return definite and chunk.start > clauses.sentence.start and text[chunk.start : chunk.end].istitle()


def _letter(chunk: Chunk, first: str) -> str:
    if chunk.quantity and chunk.quantity.article:
        return "1"
    if first in _APOSTROPHES:
        return "'"
    entry = chunk.entry
    if entry is None:
        return chunk.tag
    person = entry.unit == PEOPLE and not entry.plural and chunk.tag == NOUN
    return _NAMED.get(entry.name) or (PERSON if person else chunk.tag)


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
    quantity = Quantity(number, end, Range(start, end), PEOPLE, article=best == 1)
    return Chunk(COUNTED, start, end, quantity=quantity)


def _value(chunk: Chunk) -> tuple[float | None, float | None, float | None]:
    if chunk.quantity:
        number = chunk.quantity.number
        return number.low, number.best, number.high
    entry = chunk.entry
    one = _ONE if chunk.tag == NOUN and entry is not None and entry.unit == PEOPLE else 0.0
    return one, one, one


def _sum(values: list[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) if len(known) == len(values) else None
