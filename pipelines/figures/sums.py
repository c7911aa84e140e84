"""Parts that stand right behind their whole without a word for it (`seven dead, five women and two girls, in …`)."""

import re

from pipelines.figures.chunks import QUANTITIES, Clauses

_LISTED = re.compile(r"[nWPRSEC]{0,3},(?P<list>d?[Qq]n?(?:(?:,c?|c)d?[Qq]n?)*)(?=[,.;:)]|$)")


def adds_up(clauses: Clauses, whole: int, index: int) -> bool:
    """Whether the quantity at `index` is one of a list right behind the quantity at `whole` that adds up to it.

    One without a number (`two Italians, a man and a woman`) only describes the whole.
    """
    listed = _LISTED.match(clauses.tags, whole + 1)
    if listed is None or not listed.start("list") <= index < listed.end("list"):
        return False
    members = [at for at in range(*listed.span("list")) if clauses.tags[at] in QUANTITIES]
    return not clauses.chunks[index].unnumbered and sum(_best(clauses, at) for at in members) == _best(clauses, whole)


def _best(clauses: Clauses, index: int) -> float:
    quantity = clauses.chunks[index].quantity
    return (quantity.number.best or 0) if quantity else 0
