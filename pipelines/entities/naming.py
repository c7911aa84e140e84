"""What the entities step hands to the figures step: who and what is named where."""

from bisect import bisect_left
from dataclasses import dataclass

from pipelines.record import Entity, Label, Mention


@dataclass(frozen=True)
class Naming:
    """All entities of a document and their mentions, ordered by `start`; offsets are into the document's text."""

    entities: tuple[Entity, ...] = ()
    mentions: tuple[Mention, ...] = ()

    def within(self, start: int, end: int, *labels: Label) -> tuple[Mention, ...]:
        """The mentions that lie wholly in `[start, end)`, of the given labels or of any."""
        first = bisect_left(self.mentions, start, key=lambda mention: mention.start)
        last = bisect_left(self.mentions, end, key=lambda mention: mention.start)
        found = (mention for mention in self.mentions[first:last] if mention.end <= end)
        return tuple(mention for mention in found if not labels or mention.label in labels)
