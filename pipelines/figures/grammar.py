"""The shallow grammar: patterns over a sentence's letters that link a quantity `q` with its trigger `t`.

Letters: `Q` a number with its noun, `q` a bare number, `z` one of a set just named (`two of them`); triggers `P` past
or participle, `A` active, `R` participle only, `I` intransitive, `S` state, `E` event noun, `O` noun before "of",
`L` toll, `C` noun that carries the kind, `V` lives; and the classes of `lexicon.CLASSES`. A pattern's score is how sure
the link is before distance is counted.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipelines.figures.chunks import QUANTITIES, Clauses
from pipelines.record import Kind

_TAIL = r"(?:(?<=Q)n{1,2})?(?:[pfo][dnWD]{1,5})?(?:\([^()]*\))?"
_LIST = rf"(?P<q>[Qqz]{_TAIL}(?:(?:,c?|c)[ydto]?[Qq]{_TAIL}){{0,12}})"
_TALLY = rf"[Qqz]{_TAIL}"
_ASIDE = r",[dnpo]{0,3}D(?:[,c]D)*[n]?,|,(?:[ir][^;:()]{1,24}?|[^,;:()QqPARISELOC]{1,10}(?:,D)?),"
_MORE = (
    r"(?:[nWdDyjC]|c(?=D)|i[dn]{0,2}[Qq](?=[hxmI])|c[nC]{1,3}(?:[pfo][dnW]{1,3})?(?=[hxmI])|[pbtfaoGBM]Q?|oq|v[po]h?[AP](?:[Qq]|dn?)?"
    rf"|v(?=[pbtfoG])|\([^()]*\)|{_ASIDE}|,W)"
)
_FAR = rf"{_MORE}{{0,16}}?"
_OBJECT = r"(?![yD]*(?:[dQquW]|n(?!$)))"
_NOT_OBLIQUE = r"(?<![pbflGM])(?<!^o)(?<!^od)(?<!xo)"
_VOICE = r"[hmygvtx]{0,6}x[xhygvt]{0,4}"
_ACTIVE = r"(?<!x)(?<!x[yg])(?P<t>[PA])"
_FIGURE_VERB = r"[^,;:QqPRS]{0,8}?"
_OLD = r"(?:,?[fbo]d?[qQ])*"

_PART_LIST = re.compile(r"id?(?:[Qq][^,;:()PRSIE]{0,6}?(?:,|,?c)d?)*\Z")

_FAR_COST, _LIST_COST, _RANK_COST = 0.008, 0.06, 0.004
_OWN_VERB = 3

PATTERNS = {
    "subject-passive": (0.93, rf"{_NOT_OBLIQUE}{_LIST}{_FAR}{_VOICE}(?:[PR]c?|vc)?(?P<t>[PRS])"),
    "subject-intransitive": (0.93, rf"{_NOT_OBLIQUE}{_LIST}{_FAR}[hmygxvt]{{0,6}}(?P<t>I)"),
    "relative-passive": (0.80, rf"{_LIST}{_FAR},?r[hmygvt]*x[xygvt]*(?P<t>[PRS])"),
    "relative-main": (
        0.85,
        rf"{_NOT_OBLIQUE}(?P<q>Q)r[hmygx]*[vPAI](?:[^,;:srcQq]{{0,4}}c[vPA])?[^,;:src]{{0,14}}(?:x[yg]*(?P<t>[PRS])|(?<=[QnWD])h?y?(?P<t2>I))",
    ),
    "relative-intransitive": (0.86, rf"{_LIST}{_FAR},?r[hmygxvt]*(?P<t>I)"),
    "active-object": (
        0.95,
        rf"{_ACTIVE}(?:c[PA])*[yD]*(?:uc)?t?(?:dn{{1,2}},?c)?(?:dn{{0,2}}o)?d?(?:Dn?(?:,|c)|n{{1,2}},)*{_LIST}",
    ),
    "active-object-far": (0.75, rf"{_ACTIVE}(?:[pfto][nWD]{{1,3}}|[pfM]d[nWD]+|d?D|y)+t?{_LIST}"),
    "active-object-named": (0.75, rf"{_ACTIVE}td?[nWd]{{1,6}}ct?(?P<q>Q)(?=[pbfD,.;)]|$)"),
    "reduced": (0.90, rf"{_LIST}y?v?y?(?P<t>P{_OBJECT}|R)"),
    "state": (0.92, rf"{_LIST}y?v?y?(?P<t>S)"),
    "told-after": (
        0.95,
        rf"{_NOT_OBLIQUE}(?<![oz])(?<![oz]d)(?P<q>[Qq])n{{0,2}}(?:(?:[po][dnWD]{{1,4}}){{0,2}},)?y?(?:vpx)?[PRSC][PRS]?n?(?:[pfotb][dnWD]{{1,4}}|d?D|y){{0,4}},?"
        rf"(?:{_VOICE}(?P<t>[PRS])|[hmygt]{{0,4}}(?P<t2>I))",
    ),
    "reduced-far": (
        0.70,
        rf"{_NOT_OBLIQUE}(?P<q>Q)(?:[pfoj][dnWDj]{{1,6}}|\([^()]*\)|{_ASIDE}){{1,3}}y?v?(?P<t>P{_OBJECT}|[RSI])",
    ),
    "premodifier": (0.72, r"(?P<q>q)y?(?P<t>[PRS])(?=[nWC])"),
    "event-count": (0.92, r"(?P<q>q)[nWy]{0,4}(?P<t>E)"),
    "event-count-noun": (0.85, r"(?P<q>Q)(?P<t>E)"),
    "kind-noun": (0.75, r"(?<!b)(?P<q>q)[nWy]{0,4}(?P<t>C)(?![nW])"),
    "kind-noun-told": (0.92, rf"(?P<q>q)n?C(?P<t>P{_OBJECT}|R)"),
    "told-apart": (0.80, r"^(?P<q>Q)n?(?:[po][dnWD]{1,4}){0,2},(?P<t>[PRSI])(?=[pbotfD.y]|$)"),
    "event-of": (0.93, rf"(?P<t>[EC]|On{{0,2}})(?:(?:[pfa][dnWD]+){{0,3}}o[dy]?|t){_LIST}"),
    "event-dated-of": (0.85, rf"(?P<t>[AP])pD{{1,3}}o[dy]?{_LIST}"),
    "others-including": (0.75, r"(?<=c[yn])(?P<t>[PRSI]),?i(?P<q>[Qq])"),
    "event-label": (0.85, rf"(?P<t>[ECSPLR])(?:(?<=P)p[dnWD]{{1,4}})?[:\-]{{1,2}}{_LIST}"),
    "state-label": (0.80, r"(?:^|(?<=[:;,(c.]))(?P<t>[SPREC])(?P<q>q)(?=[,;.):c]|$)"),
    "toll-is": (
        0.92,
        rf"(?P<t>[LE]){_FAR}(?:,[yvWnd]{{0,4}}a[qQ],)?{_FIGURE_VERB}{_OLD}[taxv:ojm](?P<q>[qQ])(?!(?<=[:o][qQ])[PRSEC])",
    ),
    "number-of": (
        0.92,
        rf"Nn?o[dnWyD]*(?:r[hxyg]{{0,3}})?(?P<t>[PRSECI])(?:{_FAR}{_FIGURE_VERB}{_OLD}(?:xo|[taxv:m]))?(?P<q>[qQ])",
    ),
    "among-inverted": (
        0.88,
        r"(?:[idM]|[iM][dn]|[iM][dn]?q)(?P<t>[PSRCE])(?:[pfo][dnWD]+)*[xi](?P<q>[qQ](?:(?:,c?|c)[qQ])*)",
    ),
    "among-listed": (
        0.85,
        r"(?:^|(?<=[.;:,c]))i(?:[dn]?q)?(?P<t>[PSRCE])(?:[pfo][dnWD]+)*(?:,[^,;:qz]{1,12},)?(?:h|,|y?x)y?(?P<q>[qQ](?:(?:,c?|c)[qQ])*)",
    ),
    "brings-to": (0.94, r"t(?P<q>q)d?(?:[nWy]?N[nN]{0,2}o[dnW]{0,2}(?=[PRSECI])|(?=L))(?P<t>.)"),
    "of-those": (0.95, r"(?P<q>z)d?q?[PRSEC][yhmxgv]*(?P<t>[PRIS])"),
    "of-those-who": (0.90, r"(?P<q>z)r[^;:]{1,28}(?:x[yg]*(?P<t>[PRS])|(?<=[PRSvnpD])h?y?(?P<t2>I))"),
    "of-those-only": (0.80, r"(?P<q>z)d?q?(?P<t>[PRSE])"),
    "among": (0.90, rf"{_LIST}[x,](?:Md?[qQ]?|id?[qQ]?)(?:nd|[nd])?(?P<t>[PRSEIC])"),
    "to-be": (0.85, rf"{_LIST}tx[y]*(?P<t>[PR])"),
    "carried": (0.80, r"(?P<t>[PA])[dt]?Q[nWpdaDot]{0,8}B(?P<q>Q)"),
    "object-counted": (0.85, rf"{_ACTIVE}d?n{{1,2}},(?P<q>q)(?=[.,;]|$)"),
    "against": (0.75, r"(?P<t>[EO])[xhnyv]{0,4}G(?P<q>[Qq])"),
    "against-before": (
        0.75,
        r"(?:(?P<t>[PA])Q[^;:PARISE]{0,24}|Q[hx]{0,2}(?P<t2>[PRI])[^;:PARISE]{0,24}),G(?P<q>q)(?=[pD.,;]|$)",
    ),
    "gone-with": (0.72, r"(?P<t>I)B(?P<q>[Qq])"),
    "left-apart": (0.92, r"l[ytd]{0,2}(?P<q>[Qq])n?,[^;:,QqPRSI]{1,10},(?P<t>[PRS])"),
    "second-verb": (
        0.72,
        rf"{_NOT_OBLIQUE}{_LIST}{_FAR}[hmxy]*(?:[vPRI]|(?<=x)p)[pydnWDQ]{{0,5}}c[yhm]*(?:(?P<t>I)|x[xyg]*(?P<t2>[PRS]))",
    ),
    "apposed": (
        0.88,
        rf"[nC],i?(?:N(?=q))?(?P<q>Q(?:(?:,c?|c)Q){{0,4}}|(?<=N)q)(?:[pfo][dnWD]+)*,(?:{_VOICE}(?P<t>[PRS])|[hmygt]{{0,4}}(?P<t2>I))",
    ),
    "apposed-parts": (0.80, r"d(?P<t>[PRS]),(?P<q>Q(?:(?:,c?|c)Q){0,4}),"),
    "number-aside": (0.85, r"(?P<t>[PRSC]),?[xh]?N(?P<q>[Qq])"),
    "with-parts": (0.85, rf"{_NOT_OBLIQUE}(?P<q>Q),[yd]?Q(?:(?:,c?|c)[qQ])*,{_VOICE}(?P<t>[PRS])"),
    "sum-first": (0.93, r"(?:[Nxv]y?|[c,])[tp]?(?P<q>q)d[nWy]{0,2}(?P<t>[PRSCE])"),
    "total-headline": (0.80, r"^(?P<t>[PRSEC])(?:[pfobt][dnWD]{1,3}){0,3}[vN]t(?P<q>q)"),
    "toll-after": (0.92, r"t(?P<q>q)[hvx]{1,3}d?(?P<t>L)"),
    "state-is": (0.85, r"d(?P<t>[PRSC])(?:[pfo][dnWD]+)*(?:y*(?:x?va|v(?=t)|[xNa])y*t?d?)?(?P<q>q)(?![PRSEnW])"),
    "number-killed": (0.88, rf"(?<=[dn])N(?P<t>[PRS]){_FIGURE_VERB}{_OLD}[tax](?P<q>[qQ])(?![PRSEC])"),
    "second-participle": (
        0.72,
        rf"{_NOT_OBLIQUE}{_LIST}{_FAR}x[xyg]*[vPR][pybdnWDQ]{{0,5}}c[yh]*(?P<t>[PRS])(?=[pbD,.;]|$)",
    ),
    "sum-last": (0.85, r"d(?P<t>[PRSC])(?:[pfo][dnWD]+)*[hy]*Nt?(?P<q>q)"),
    "toll-label": (0.85, r"(?P<t>L)(?P<q>q)"),
    "total-so-far": (0.80, r"(?P<t>[PRSIEAC])[^;:]{0,14}?Nd?[nWyDpo]{0,3}[tax](?P<q>q)"),
    "lives": (0.85, r"[vlyA]t?d?(?P<q>[qQ])(?P<t>V)|(?P<q2>[qQ])(?P<t2>V)[hxy]*v"),
    "gapping-places": (
        0.80,
        r"(?P<t>[PRSIEA])(?:[po][dnW]{1,3}|n|Q){0,3}(?:,|,?c)p[dnW]{1,4}(?P<q>q(?:(?:,c?|c)p[dnW]{1,4}q)*)(?=[.,;]|$)",
    ),
    "gapping": (0.62, r"(?P<t>[PRSIA])[^PRSIEAL;:]*?(?:,c?|c)(?:pD)?y?t?d?(?P<q>q)(?=[pbytD,.;)]|$)"),
    "gapping-subject": (
        0.72,
        r"(?P<t>[PA])d?[Qq]n?(?:[pfo][dnWD]{1,3})?(?:,c?|c)(?:d[nW]{1,2}|W{1,3})(?P<q>[Qq])(?=[.,;]|$)",
    ),
    "none-first": (0.85, r"(?P<q>z)[ygmhvl]{1,5}[do]?(?P<t>[RSEC])"),
    "postverbal": (0.94, rf"[xh][xyg]*(?P<t>[PRIS])(?:[pfbt][dnWD]+|D|y)*d?{_LIST}"),
    "participle-first": (0.95, rf"(?:^|(?<=[.;:]))(?P<t>[PRS])(?:tDn)?d?{_LIST}"),
    "postverbal-second": (
        0.80,
        rf"[xh][xyg]*[PRS](?:[pf][dnWD]+|D|y)*d?{_TALLY}c(?P<t>[PR])(?:[pf][dnWD]+|D|y)*d?{_LIST}",
    ),
    "postverbal-intransitive": (0.95, rf"(?P<t>I)[RS]?(?:[pf][dnWD]+|D|y)*d?{_LIST}"),
}
"""Every rule: its name, its score and its pattern. """

SUBJECT = frozenset({"subject-passive", "subject-intransitive", "reduced"})
RELATIVE = "relative-main"
APPOSED = "with-parts"
TOLD = "told-after"
"""The rules that read a subject; of these, one over a relative clause, one over its own parts, and one over what
befell those who were told of before.
"""

GAPPED = "gapping-places"
"""The rule that reads a place before each number (`2,306 deaths in Asia, in Africa 1,984`)."""

TOTALS = frozenset({"brings-to", "toll-is", "number-of", "total-so-far"})
"""Rules that give a total; a date beside one is not shared with the sentence's other figures."""

OPTIONAL = frozenset({"postverbal", "postverbal-second", "postverbal-intransitive", "participle-first"})
"""Rules that hold only in languages that name them in `figures/grammar.txt`."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible link: chunk `quantity` counts what trigger chunk `trigger` says. `score` is 0 to 1."""

    quantity: int
    trigger: int
    kind: Kind
    rule: str
    score: float


def candidates(clauses: Clauses, rules: tuple[str, ...]) -> Iterator[Candidate]:
    """Every link that the named rules find."""
    tags = clauses.tags
    for rule in rules:
        score, pattern = _COMPILED[rule]
        for found in pattern.finditer(tags):
            yield from _links(clauses, found, rule, score)


def _links(clauses: Clauses, found: re.Match[str], rule: str, score: float) -> Iterator[Candidate]:
    first, last = _group(found, "q")
    trigger, _ = _group(found, "t")
    kinds = clauses.chunks[trigger].kinds
    listed = _members(clauses.tags, first, last)
    for index in listed:
        distance = abs(trigger - index) - 1
        if _included(clauses.tags, index) and (distance > _OWN_VERB or "," in clauses.tags[index:trigger]):
            continue
        cost = _FAR_COST * distance + _LIST_COST * (index != listed[0])
        for rank, kind in enumerate(kinds):
            yield Candidate(index, trigger, kind, rule, score - cost - _RANK_COST * rank)


def _included(tags: str, index: int) -> bool:
    """Whether the quantity only names a part (`nine people, among them five children, were …`)."""
    return _PART_LIST.search(tags, 0, index) is not None


def _group(found: re.Match[str], name: str) -> tuple[int, int]:
    """The span of group `name`, or of its second form where a rule has two."""
    return found.span(name if found[name] is not None else f"{name}2")


def _members(tags: str, first: int, last: int) -> list[int]:
    depth, found = 0, []
    for index in range(first, last):
        depth += {"(": 1, ")": -1}.get(tags[index], 0)
        if not depth and tags[index] in QUANTITIES and not (index > first and tags[index - 1] in "pf"):
            found.append(index)
    return found


_COMPILED = {name: (score, re.compile(f"(?={pattern})")) for name, (score, pattern) in PATTERNS.items()}
