"""Makes annotated texts from a grammar kept as data in `models/<lang>/train`.

`[symbol]` starts a list of alternatives, one a line (`_` is the empty one); `{symbol}` stands for any of them.
`<ORG Ministry of {field}>` marks a name, `<killed {n}>` a number of that kind, `<O 1st>` nothing; `<ORG+ …>` adds
the name's initials in brackets, as a name of its own. `{int 2 99}` is a number as the language groups its digits,
`{raw 1990 2026}` one without. In a frame `1`, `2` and `3` stand for three kinds, drawn anew for each text:
`<1 {n}> {1:passive}` takes its words from `[killed:passive]`, or from `[passive]` if there is no such list.
`[contraction]` lists what a language joins: `de le|du`.
"""

import math
import random
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from models.train.samples import LABELS, OUTSIDE, Sample, Span, tags
from models.train.words import offsets

HEAD = re.compile(r"\[([^\[\]]+)\]")
SLOT = re.compile(r"\{([^{}]*)\}")
MARK = re.compile(r"<(\w+\+?) ([^<>]*)>")
EMPTY = "_"
GROUPED = 1000
"""The least number whose digits a language groups."""

Grammar = Mapping[str, tuple[str, ...]]


class NoSuchForm(Exception):
    """The kinds drawn have no such form; another draw will do."""


def read(paths: Iterable[Path]) -> dict[str, tuple[str, ...]]:
    """The grammar in some files; a symbol met twice has the alternatives of both places."""
    found: dict[str, list[str]] = {}
    for path in paths:
        symbol = ""
        for line in path.read_text(encoding="utf-8").splitlines():
            head = HEAD.fullmatch(line)
            if head:
                symbol = head[1]
            elif line and not line.startswith("#"):
                found.setdefault(symbol, []).append("" if line == EMPTY else line)
    return {symbol: tuple(lines) for symbol, lines in found.items()}


def kinds(grammar: Grammar) -> tuple[str, ...]:
    """The kinds of event that a grammar has forms for."""
    return tuple(sorted({symbol.split(":")[0] for symbol in grammar if ":" in symbol}))


def sample(grammar: Grammar, symbol: str, chance: random.Random) -> Sample:
    """One text of the symbol, with its names and kinds marked."""
    return parse(text(grammar, symbol, chance))


def text(grammar: Grammar, symbol: str, chance: random.Random) -> str:
    """One text of the symbol, in markup."""
    known = kinds(grammar)
    for _ in range(100):
        drawn = dict(zip("123", chance.sample(known, 3), strict=True))
        try:
            return capitalised(_tidy(grammar, _expanded(grammar, f"{{{symbol}}}", drawn, chance)))
        except NoSuchForm:
            continue
    raise ValueError(f"no kinds fit {symbol!r}: one of its alternatives names a form that no kind has")


def _expanded(grammar: Grammar, template: str, drawn: Mapping[str, str], chance: random.Random) -> str:
    while slot := SLOT.search(template):
        template = template[: slot.start()] + _filled(grammar, slot[1], drawn, chance) + template[slot.end() :]
    return MARK.sub(lambda mark: f"<{drawn.get(mark[1], mark[1])} {mark[2]}>", template)


def _filled(grammar: Grammar, symbol: str, drawn: Mapping[str, str], chance: random.Random) -> str:
    name, *bounds = symbol.split()
    if bounds:
        return _number(grammar, name, int(bounds[0]), int(bounds[1]), chance)
    kind, colon, form = name.partition(":")
    choices = grammar.get(drawn.get(kind, kind) + colon + form) or grammar.get(form)
    if colon and not choices:
        raise NoSuchForm(name)
    return chance.choice(choices if colon and choices else grammar[name])


def _number(grammar: Grammar, style: str, low: int, high: int, chance: random.Random) -> str:
    value = round(math.exp(chance.uniform(math.log(max(low, 1)), math.log(high + 1))) - 0.5)
    value = min(max(value, low), high)
    mark = chance.choice(grammar["grouping"]) if style == "int" and value >= GROUPED else ""
    return f"{value:,}".replace(",", mark)


def _tidy(grammar: Grammar, markup: str) -> str:
    tidied = re.sub(r" +([.,;])", r"\1", re.sub(r"  +", " ", markup)).replace(",,", ",").replace("..", ".").strip()
    for apart, joined in (pair.split("|") for pair in grammar.get("contraction", ())):
        tidied = tidied.replace(f" {apart} ", f" {joined} ")
    return tidied


def capitalised(markup: str) -> str:
    """The text with a capital at its start, inside or outside a mark."""
    start = MARK.match(markup)
    at = start.start(2) if start else 0
    return markup[:at] + markup[at : at + 1].upper() + markup[at + 1 :]


def parse(markup: str) -> Sample:
    """Markup as words and tags."""
    plain, marks = unmarked(markup)
    where = offsets(plain)
    found = [(_inside(where, start, end), tag) for start, end, tag in marks]
    names: list[Span] = [(words[0], words[-1] + 1, tag) for words, tag in found if words and tag in LABELS]
    numbers = {word: tag for words, tag in found if tag not in LABELS for word in words}
    return Sample(
        tuple(plain[start:end] for start, end in where),
        tags(len(where), names),
        tuple(numbers.get(word, OUTSIDE) for word in range(len(where))),
    )


def unmarked(markup: str) -> tuple[str, list[tuple[int, int, str]]]:
    """The plain text and its marks as (start, end, tag), in code points."""
    plain, marks, at = "", [], 0
    for mark in MARK.finditer(markup):
        plain += markup[at : mark.start()]
        tag, initials = mark[1].rstrip("+"), mark[1].endswith("+")
        marks.append((len(plain), len(plain) + len(mark[2]), tag))
        plain += mark[2]
        if initials and (short := _initials(mark[2])):
            marks.append((len(plain) + 2, len(plain) + 2 + len(short), tag))
            plain += f" ({short})"
        at = mark.end()
    return plain + markup[at:], marks


def _initials(name: str) -> str:
    short = "".join(word[0] for word in re.split(r"[\s'’-]+", name) if word[:1].isupper())
    return short if len(short) > 1 else ""


def _inside(where: list[tuple[int, int]], start: int, end: int) -> list[int]:
    return [word for word, (first, last) in enumerate(where) if first >= start and last <= end]
