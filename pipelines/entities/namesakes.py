"""What bears a place's name, or looks like one, without being a place: treaties, diseases and ships."""

from collections.abc import Iterator

from pipelines.entities.places_knowledge import Knowledge
from pipelines.entities.words import Words

_LONGEST_SHIP = 3


def is_instrument(words: Words, start: int, end: int, know: Knowledge) -> bool:
    """Whether the words `[start, end)` only name something: `Geneva Conventions`, `accord de Brazzaville`."""
    if end < len(words) and words.joined(end) and words.lowers[end] in know.instruments:
        return True
    if end - start > 1 and words.lowers[start] in know.instruments:
        return True
    link = start - 2 if start > 1 and words.lowers[start - 1] in know.articles else start - 1
    return link > 0 and words.lowers[link] in know.of and words.lowers[link - 1] in know.instruments


def ship_names(words: Words, know: Knowledge) -> frozenset[int]:
    """The words of ships' names: `the frigate [Languedoc]`, `two ships, the [Marlow] and the [Sea Crown]`."""
    kinds = [at for kind in words.places.keys() & know.vessels for at in words.places[kind]]
    return frozenset(at for kind in kinds for at in _names(words, kind + 1, know))


def _names(words: Words, at: int, know: Knowledge) -> Iterator[int]:
    start = _past_marks(words, at, know)
    end = _run_end(words, start)
    if words.forms[at : at + 1] == [","] and not _goes_on(words, end, know):
        return
    while end > start:
        yield from range(start, end)
        start = _past_marks(words, end, know)
        end = _run_end(words, start) if start > end else start


def _goes_on(words: Words, at: int, know: Knowledge) -> bool:
    """Whether a list or a comma follows: in `two ships, the Navy said`, the Navy is no ship."""
    return at < len(words) and (words.forms[at] == "," or words.lowers[at] in know.series)


def _run_end(words: Words, at: int) -> int:
    end = at
    while end < min(at + _LONGEST_SHIP, len(words)) and words.capital(end) and (end == at or words.joined(end)):
        end += 1
    return end


def _past_marks(words: Words, at: int, know: Knowledge) -> int:
    """Over a comma or `and` that an article follows, over the article and over an opening quotation mark."""
    if at + 1 < len(words) and words.lowers[at] in know.series and words.lowers[at + 1] in know.articles:
        at += 2
    return at + 1 if at < len(words) and words.forms[at] in _QUOTES else at


_QUOTES = frozenset('"“«‘')
