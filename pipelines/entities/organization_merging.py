"""Which mentions of organisations are of one organisation.

Equal spellings are one; so are an acronym and the name that the text says it stands for, two forms of one well-known
organisation, and a short form of the only long name that begins with it (`Supreme Court`, `Supreme Court of Kenya`).
"""

from collections.abc import Iterable, Sequence

from pipelines.entities.groups import Groups
from pipelines.entities.keys import is_acronym, key
from pipelines.entities.lexicon import lexicon
from pipelines.entities.mentions import Found

Link = tuple[str, str]


def join_organizations(found: Sequence[Found], links: Iterable[Link], groups: Groups) -> None:
    """Joins in `groups` the positions of `found` that are one; `links` are keys of names said to be one."""
    firsts: dict[str, int] = {}
    for at, mention in enumerate(found):
        groups.join(firsts.setdefault(key(mention.label, mention.text), at), at)
    _join_known(found, groups)
    for one, other in links:
        if one in firsts and other in firsts:
            groups.join(firsts[one], firsts[other])
    _join_shortened(found, firsts, groups)


def _join_known(found: Sequence[Found], groups: Groups) -> None:
    firsts: dict[str, int] = {}
    for at, mention in enumerate(found):
        known = lexicon(mention.language).organizations.keys.get(mention.text.casefold())
        if known:
            groups.join(firsts.setdefault(known, at), at)


def _join_shortened(found: Sequence[Found], firsts: dict[str, int], groups: Groups) -> None:
    for short in firsts.values():
        longer = {groups.leader(at) for at in firsts.values() if _shortens(found[short], found[at])}
        if len(longer) == 1 and groups.leader(short) not in longer:
            groups.join(longer.pop(), short)


def _shortens(short: Found, long: Found) -> bool:
    """Whether `long` is `short` with a complement: `Supreme Court` with `of Kenya`."""
    head, rest = long.text[: len(short.text)], long.text[len(short.text) :].split()
    know = lexicon(long.language).organizations
    same = head.casefold() == short.text.casefold() and not is_acronym(short.text)
    return same and len(rest) > 1 and rest[0].lower() in know.prepositions and short.text.casefold() not in know.keys
