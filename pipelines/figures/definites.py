"""One who is known already (`the pilot died`, `killing the bomber`) and those who are named (`Sgt Lowe and Pte Dean`).

A known one counts only where a clause says at once what happened to him; after a preposition or a relative
(`when the president was killed`) nothing new is told.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from pipelines.figures.chunks import COUNTED, Chunk, Clauses
from pipelines.figures.coordination import PEOPLE, PERSON, letters
from pipelines.figures.counted import Quantity
from pipelines.figures.draft import Range
from pipelines.figures.numbers import Number
from pipelines.record import Kind, Qualifier

_KNOWN = rf"(?P<known>[FH]n{{0,3}}{PERSON})"
_ASIDE = r"(?:,[^;:QqPRISE]{1,12},|\([^()]*\)|[po][dFHnW]{1,4}){0,2}"
_VERB = r"[hmygvl]{0,4}x[xyg]{0,3}"
_SUBJECT = re.compile(rf"(?<![opfbtaGMsBrjARIXiN]){_KNOWN}(?=W{{0,3}}{_ASIDE}(?:{_VERB}[PRS]|[hmygx]{{0,3}}I))")
_OBJECT = re.compile(rf"(?<!x)(?<!x[yg])[PA]{_KNOWN}(?![nKC'])")
_NAME = r"(?:J\.?W{1,3}(?:,D,)?|W{2,3},D,)"
_NAMED = re.compile(rf"(?<![opfbtaGMsW])(?P<known>{_NAME}(?:(?:,|,?c){_NAME})+|W{{2,3}},D,)(?=,?{_VERB}[PR])")


def known(clauses: Clauses, text: str, parties: tuple[Range, ...] = ()) -> Clauses:
    """The clauses with each known or named victim made a quantity; `parties` are people and organisations named."""
    shape = letters(clauses, text)
    found = {match.span("known") for pattern in _PATTERNS for match in pattern.finditer(shape)}
    spans = sorted(found | set(_victim(clauses, shape, parties)))
    return replace(clauses, chunks=tuple(_counted(clauses.chunks, shape, spans, text))) if spans else clauses


def _victim(clauses: Clauses, shape: str, parties: tuple[Range, ...]) -> Iterator[tuple[int, int]]:
    """A party that opens the sentence and was killed or abducted (`Ahmed was killed`): what befalls people alone."""
    for party in parties if shape[:1] in _OPENERS else ():
        last = next((index for index, chunk in enumerate(clauses.chunks) if chunk.end == party.end), None)
        if party.start != clauses.sentence.start or last is None:
            continue
        verb = _WAS.match(shape, last + 1)
        if verb and clauses.chunks[verb.end()].kinds[:1] in _OF_PEOPLE:
            yield 0, last + 1


def _counted(chunks: tuple[Chunk, ...], shape: str, spans: list[tuple[int, int]], text: str) -> Iterator[Chunk]:
    position = 0
    for start, end in spans:
        yield from chunks[position:start]
        yield _one(chunks[start:end], shape[start:end], text)
        position = end
    yield from chunks[position:]


def _one(members: tuple[Chunk, ...], shape: str, text: str) -> Chunk:
    start, end = members[0].start, members[-1].end
    best = float(len(re.findall(_NAME, shape)) or 1)
    number = Number(start, end, start, end, best, best, best, Qualifier.EXACT, text[start:end], None, None, "article")
    noun = Range(members[1].start, end) if shape[0] in "FH" else None
    return Chunk(COUNTED, start, end, quantity=Quantity(number, end, noun, PEOPLE, article=best == 1, known=True))


_OPENERS = frozenset("WnJ")
_WAS = re.compile(rf"{_VERB}(?=[PR])")
_OF_PEOPLE = frozenset({(Kind.KILLED,), (Kind.ABDUCTED,)})
_PATTERNS = (_SUBJECT, _OBJECT, _NAMED)
