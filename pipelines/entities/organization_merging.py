"""Which mentions of organisations are of one organisation.

Equal spellings are one; so are an acronym and the name that the text says it stands for, two forms of one well-known
organisation, and a short form of the only long name that begins with it (`Supreme Court`, `Supreme Court of Kenya`).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

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
    shorts = {found[at].text.casefold(): at for at in firsts.values() if not is_acronym(found[at].text)}
    longer: dict[int, set[int]] = defaultdict(set)
    for at in firsts.values():
        for start in _beginnings(found[at]):
            if start in shorts:
                longer[shorts[start]].add(groups.leader(at))
    for short, leaders in longer.items():
        if len(leaders) == 1 and groups.leader(short) not in leaders:
            groups.join(leaders.pop(), short)


def _beginnings(name: Found) -> Iterator[str]:
    """What a name is called without its complement: `supreme court` for `Supreme Court of Kenya`; no known name."""
    know, words = lexicon(name.language).organizations, name.text.casefold().split()
    for at in range(1, len(words) - 1):
        if words[at] in know.prepositions and (start := " ".join(words[:at])) not in know.keys:
            yield start
