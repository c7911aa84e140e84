"""Training texts from the grammars: what reports are full of and encyclopedias are not."""

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from models.train import grammar
from models.train.samples import Sample, join, spans

# How often each sort of text is drawn, out of all.
SHARES = {"frame": 9, "trapframe": 4, "name_sentence": 9, "report": 5}
SLOTS = {"PERSON": "seen_person", "ORG": "seen_org", "PLACE": "seen_place"}


def load(folder: Path, language: str, seen: Mapping[str, Sequence[str]]) -> grammar.Grammar:
    """A language's grammar, the common names and the names `seen` in public data, by symbol."""
    files = [*sorted((folder / language / "train").glob("*.txt")), folder / "train" / "names.txt"]
    return grammar.read(files) | {symbol: tuple(names) for symbol, names in seen.items()}


def texts(rules: grammar.Grammar, count: int, chance: random.Random) -> Iterator[Sample]:
    """`count` texts of one to four sentences each."""
    sorts, weights = list(SHARES), list(SHARES.values())
    for _ in range(count):
        length = chance.choice((1, 1, 1, 2, 3, 4))
        yield join(grammar.sample(rules, sort, chance) for sort in chance.choices(sorts, weights, k=length))


def seen_names(samples: Iterable[Sample]) -> dict[str, list[str]]:
    """Every name in some samples, by the grammar's symbol for it; single words only where they are places."""
    found: dict[str, set[str]] = {symbol: set() for symbol in SLOTS.values()}
    for sample in samples:
        for start, end, label in spans(sample.names or ()):
            if sample.words[start][0].isupper() and (end - start > 1 or label != "PERSON"):
                found[SLOTS[label]].add(" ".join(sample.words[start:end]).replace(" - ", "-"))
    return {symbol: sorted(names) for symbol, names in found.items()}
