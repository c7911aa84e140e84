"""Lists whose lead tells what befell their members: `Seized were:`, then `- 5 rifles` and `- 38 magazines`."""

import re
from collections.abc import Iterable, Iterator

from pipelines.figures.chunks import Clauses, chunk
from pipelines.figures.grammar import Candidate
from pipelines.figures.lexicon import lexicon
from pipelines.figures.sentences import sentences
from pipelines.figures.tokens import tokenize
from pipelines.packs import Pack
from pipelines.passage import Passage
from pipelines.record import BlockKind, Kind

RULE = "list-lead"
_SCORE = 0.8
_LEAD = re.compile(r"(?P<trigger>[PARESC])[dnypoutW]{0,6}:\Z")
_MEMBER = r"[Qq](?:[po][dnW]{1,4}|n)*"
_MEMBERS = re.compile(rf"[-;.,:(]*(?:D[.)]*)?(?P<members>{_MEMBER}(?:(?:,c?|c){_MEMBER})*)")
_BULLET = re.compile(r"\s*[-–—•*·▪]\s")


def led(passages: Iterable[Passage]) -> Iterator[tuple[Passage, tuple[Kind, ...]]]:
    """Each passage with what the lead of its list may mean, the usual kind first; empty for one in no such list."""
    kinds: tuple[Kind, ...] = ()
    for passage in passages:
        if _is_member(passage):
            yield passage, kinds
        else:
            kinds = lead(passage.doc.text, passage.pack) if passage.pack else ()
            yield passage, ()


def lead(text: str, pack: Pack) -> tuple[Kind, ...]:
    """What befell the members of the list that `text` leads up to; empty if it is no lead."""
    if not text.rstrip().endswith(":"):
        return ()
    words = lexicon(pack)
    span = tuple(sentences(text.rstrip(), words.abbreviations))[-1]
    clauses = chunk(span, tokenize(text, pack, span.start, span.end), (), words)
    found = _LEAD.search(clauses.tags)
    return clauses.chunks[found.start("trigger")].kinds if found else ()


def members(clauses: Clauses, kinds: tuple[Kind, ...]) -> Iterator[Candidate]:
    """A link for every number that opens a member of a list with such a lead."""
    found = _MEMBERS.match(clauses.tags) if kinds else None
    for index in range(*found.span("members")) if found else ():
        if clauses.chunks[index].quantity:
            yield from (Candidate(index, index, kind, RULE, _SCORE - rank / 100) for rank, kind in enumerate(kinds))


def _is_member(passage: Passage) -> bool:
    return passage.block.kind is BlockKind.LIST_ITEM or bool(_BULLET.match(passage.doc.text))
