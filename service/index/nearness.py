"""How near two words are."""

from functools import lru_cache


@lru_cache(maxsize=100_000)
def near(word: str, wanted: str, *, letters: int) -> bool:
    """Whether one word becomes the other by so many insertions, deletions, changes or swaps of neighbours."""
    if abs(len(word) - len(wanted)) > letters:
        return False
    before: list[int] = []
    row = list(range(len(wanted) + 1))
    for i, letter in enumerate(word, 1):
        earlier, before, row = before, row, [i]
        for j, other in enumerate(wanted, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if earlier and j > 1 and letter == wanted[j - 2] and word[i - 2] == other:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
        if min(row) > letters:
            return False
    return row[-1] <= letters
