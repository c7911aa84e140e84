"""Ties a figure's cited words to the entity that they name."""

from bisect import bisect_left

from pipelines.entities.naming import Naming
from pipelines.figures.draft import Draft, Range
from pipelines.record import Citation, Label, Mention

_REACH = 2_000
"""How far back, in code points, a pronoun's person is looked for: some paragraphs."""


def citation(draft: Draft, start: int, text: str, naming: Naming) -> Citation | None:
    """Who is cited, in the document's words; None where the report speaks for itself."""
    if draft.source is None:
        return None
    words = Range(draft.source.start + start, draft.source.end + start)
    if draft.pronoun:
        return _antecedent(words, naming) or Citation(text=text[words.start : words.end])
    named = naming.within(words.start, words.end, Label.PERSON) or naming.within(words.start, words.end, Label.ORG)
    return Citation(entity=named[0].entity if named else None, text=text[words.start : words.end])


def _antecedent(words: Range, naming: Naming) -> Citation | None:
    """The person last named before the pronoun, or the organisation if no person is."""
    before = naming.mentions[: bisect_left(naming.mentions, words.start, key=lambda mention: mention.start)]
    near = [mention for mention in before if words.start - mention.end < _REACH]
    found = _last(near, Label.PERSON) or _last(near, Label.ORG)
    return Citation(entity=found.entity, text=found.text) if found else None


def _last(mentions: list[Mention], label: Label) -> Mention | None:
    return next((mention for mention in reversed(mentions) if mention.label == label), None)
