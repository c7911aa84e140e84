"""Things that turn out to be one: a disjoint-set forest over positions of a list."""

from collections import defaultdict


class Groups:
    """`size` positions, each alone until joined."""

    def __init__(self, size: int) -> None:
        self._parents = list(range(size))

    def join(self, one: int, other: int) -> None:
        """From now on both are in one group, the earlier position leading it."""
        first, second = sorted((self.leader(one), self.leader(other)))
        self._parents[second] = first

    def leader(self, at: int) -> int:
        """The earliest position of the group."""
        while self._parents[at] != at:
            self._parents[at] = self._parents[self._parents[at]]
            at = self._parents[at]
        return at

    def members(self) -> dict[int, list[int]]:
        """Every group's positions by its leader, in order."""
        found: dict[int, list[int]] = defaultdict(list)
        for at in range(len(self._parents)):
            found[self.leader(at)].append(at)
        return dict(found)
